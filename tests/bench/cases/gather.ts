import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { decode, encode } from '@msgpack/msgpack';
import { VERSION } from '#electron/cli/version.ts';
import { allCases, type Case, nameOf } from './cases.ts';
import type { CaseOrder, CaseRuns, Run } from './run-case.ts';

/** Runs are kept here from one bench to the next: they take an hour, and the same seed gives the same numbers. */
const FOLDER = join(tmpdir(), `descent-bench-${VERSION}`);

/**
 * All cases with their runs, in the cases' order. What earlier benches of this version trained is taken from disk: delete the
 * folder that is named where the trainer has changed.
 */
export async function gatherCases(): Promise<CaseRuns[]> {
  mkdirSync(FOLDER, { recursive: true });
  console.error(`Runs are kept in ${FOLDER}.`);
  const cases = allCases();
  const results = new Map<Case, CaseRuns>();
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./run-case.ts', import.meta.url), {
      workerData: { home: join(FOLDER, 'home') },
    });
    for (let given = waiting.shift(); given; given = waiting.shift()) {
      worker.postMessage({ given, known: load(given) } satisfies CaseOrder);
      const [result] = (await once(worker, 'message')) as [CaseRuns];
      save(result);
      results.set(given, result);
      console.error(`${results.size}/${cases.length} ${nameOf(given)}`);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Number(process.env.BENCH_JOBS) || availableParallelism() }, work));
  return cases.map(given => results.get(given) as CaseRuns);
}

const fileOf = (given: Case): string => join(FOLDER, `${nameOf(given).replace(/[^a-z0-9]+/gi, '-')}.msgpack`);

function load(given: Case): CaseOrder['known'] {
  const file = fileOf(given);
  if (!existsSync(file)) return null;
  const { runs, valley } = decode(readFileSync(file)) as {
    runs: (Omit<Run, 'losses'> & { losses: number[] })[];
    valley: number;
  };
  return { runs: runs.map(run => ({ ...run, losses: Float32Array.from(run.losses) })), valley };
}

function save({ case: given, runs, probe, valley }: CaseRuns): void {
  const plain = runs.map(run => ({ ...run, losses: [...run.losses] }));
  const file = fileOf(given);
  writeFileSync(`${file}.new`, encode({ case: given, runs: plain, probe, valley }));
  renameSync(`${file}.new`, file);
}
