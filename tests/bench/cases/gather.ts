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
const HOME = join(FOLDER, 'home');

/** What takes long comes later, second seeds last: a bench that is stopped has many kinds of cases. */
const lateness = ({ seed, slow, untouched }: Case): number => (seed === (untouched ? 4 : 2) ? 2 : slow ? 1 : 0);

/**
 * All cases with their runs, in the cases' order. What earlier benches of this version trained is taken from disk: delete the
 * folder that is named where the trainer has changed.
 */
export async function gatherCases(): Promise<CaseRuns[]> {
  mkdirSync(HOME, { recursive: true });
  console.error(`Runs are kept in ${FOLDER}.`);
  const cases = allCases();
  const results = new Map<Case, CaseRuns>();
  const waiting = [...cases].sort((a, b) => lateness(a) - lateness(b));
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./run-case.ts', import.meta.url), {
      workerData: { home: HOME },
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

interface Stored extends Pick<CaseRuns, 'digest' | 'valley'> {
  runs: (Omit<Run, 'losses'> & { losses: Uint8Array })[];
}

function load(given: Case): CaseOrder['known'] {
  const file = fileOf(given);
  if (!existsSync(file)) return null;
  const { digest, runs, valley } = decode(readFileSync(file)) as Stored;
  return {
    digest,
    valley,
    runs: runs.map(run => ({ ...run, losses: new Float32Array(Uint8Array.from(run.losses).buffer) })),
  };
}

function save({ runs, ...rest }: CaseRuns): void {
  const plain = runs.map(({ losses, ...run }) => {
    return { ...run, losses: new Uint8Array(losses.buffer, losses.byteOffset, losses.byteLength) };
  });
  const file = fileOf(rest.case);
  writeFileSync(`${file}.new`, encode({ ...rest, runs: plain }));
  renameSync(`${file}.new`, file);
}
