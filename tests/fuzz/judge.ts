import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { prepare } from '#electron/data/prepare.ts';
import { openPrepared } from '#electron/data/prepared.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { text } from '#shared/messages/text.ts';
import { messageFaults } from './message-faults.ts';
import { preparedFaults } from './prepared-faults.ts';
import type { FuzzSource } from './source.ts';

/** What became of a source, and what is wrong with that. */
export interface Verdict {
  outcome: 'prepared' | 'refused' | 'thrown';
  /** The refusal's key. */
  key?: string;
  /** Empty where all is well. */
  faults: string[];
}

/** Has a source prepared in a folder of its own. It must be prepared well or refused with a sentence; all else is a fault. */
export async function judge(source: FuzzSource): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'descent-fuzz-'));
  try {
    const data = join(folder, 'data');
    mkdirSync(data);
    for (const [path, content] of source.files) {
      mkdirSync(dirname(join(data, path)), { recursive: true });
      writeFileSync(join(data, path), content);
    }
    const home = join(folder, 'home');
    mkdirSync(home);
    return await judgePath(join(data, source.open), source, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgePath(path: string, { choice }: FuzzSource, home: string): Promise<Verdict> {
  const faults: string[] = [];
  let progress = -1;
  const onProgress = (done: number): void => {
    if (!(done > progress && done <= 1)) faults.push(`progress went from ${progress} to ${done}`);
    progress = done;
  };
  const answer = await prepare(path, choice, home, onProgress).catch((error: unknown) => error);
  if (answer instanceof Refusal) {
    const { key, values } = answer.record;
    faults.push(...messageFaults(answer.record));
    if (!text('en', key, values).includes(dirname(home))) faults.push(`${key}: names no file or folder`);
    return { outcome: 'refused', key, faults };
  }
  if (answer instanceof Error) return { outcome: 'thrown', faults: [...faults, answer.stack ?? String(answer)] };
  if (progress !== 1) faults.push(`progress ended at ${progress}`);
  return { outcome: 'prepared', faults: [...faults, ...(await answerFaults(answer as Answer))] };
}

type Answer = Awaited<ReturnType<typeof prepare>>;

async function answerFaults({ dataset, report }: Answer): Promise<string[]> {
  const prepared = await openPrepared(dataset.file).catch((error: unknown) => `the file can't be read: ${error}`);
  if (typeof prepared === 'string') return [prepared];
  const { facts, report: written } = prepared;
  // As JSON, which has no −0.
  const isSame = isDeepStrictEqual(
    { facts, report: written },
    JSON.parse(JSON.stringify({ facts: dataset.facts, report })),
  );
  return [...(isSame ? [] : ['the file says something else than the answer']), ...preparedFaults(prepared)];
}
