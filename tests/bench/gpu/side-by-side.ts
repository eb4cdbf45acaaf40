import { freeCardMemory } from '#electron/conductor/trials/gpu-memory.ts';
import { freeMemory } from '#electron/hosts/memory.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { mayStart } from '#shared/method/side-by-side.ts';
import type { Spec } from './networks.ts';
import type { TrainLine } from './part.ts';
import { runPart } from './run-part.ts';

/** So many at once at most, however many would fit. */
const MOST = 16;

/** Some trials of a network at once. */
export interface Crowded {
  network: string;
  trials: number;
  /** Of all together. */
  stepsPerSecond: number;
  /** Against one alone. */
  gain: number;
}

/** How many fit by measured memory [L7]; null where the driver doesn't tell. */
export interface Fits {
  network: string;
  cardBytesEach: number | null;
  processBytesEach: number;
  fits: number | null;
}

/** One trial, then twice as many again and again, as many as fit, or as the time allows. */
export async function sideBySide(
  backend: BackendId,
  spec: Spec,
  { seconds, until, env, most = MOST }: { seconds: number; until: number; env: Record<string, string>; most?: number },
): Promise<{ fits: Fits | null; rows: Crowded[]; why: string | null }> {
  const rows: Crowded[] = [];
  let fits: Fits | null = null;
  for (let trials = 1; trials <= most; trials *= 2) {
    const left = until - performance.now();
    if (left <= 0) return { fits, rows, why: `no time for ${trials} at once` };
    const run = await crowd(backend, spec, trials, { seconds, limitMs: left, env });
    if ('why' in run) return { fits, rows, why: `${trials} at once: ${run.why}` };
    const alone = rows[0]?.stepsPerSecond ?? run.stepsPerSecond;
    rows.push({ network: spec.name, trials, stepsPerSecond: run.stepsPerSecond, gain: run.stepsPerSecond / alone });
    fits ??= { network: spec.name, ...howManyFit(run) };
    if (fits.fits !== null && 2 * trials > fits.fits) return { fits, rows, why: null };
  }
  return { fits, rows, why: null };
}

interface Taken {
  cardBytesEach: number | null;
  processBytesEach: number;
  freeBefore: number | null;
}

/** Counts as the conductor does: one more for as long as it may start, on the card and in memory. */
function howManyFit({ cardBytesEach, processBytesEach, freeBefore }: Taken): Omit<Fits, 'network'> {
  const countOf = (each: number, free: number): number => {
    let count = 1;
    const more = () =>
      mayStart({
        most: 1000,
        running: new Array<number>(count).fill(each),
        trialBytes: each,
        freeBytes: free - count * each,
      });
    while (more()) count++;
    return count;
  };
  const onCard = cardBytesEach !== null && freeBefore !== null ? countOf(cardBytesEach, freeBefore) : null;
  const inMemory = countOf(processBytesEach, freeMemory());
  return { cardBytesEach, processBytesEach, fits: onCard === null ? null : Math.min(onCard, inMemory) };
}

/** Trains at once, each in a process of its own; all begin to count when all are ready. */
async function crowd(
  backend: BackendId,
  spec: Spec,
  trials: number,
  { seconds, limitMs, env }: { seconds: number; limitMs: number; env: Record<string, string> },
): Promise<(Taken & { stepsPerSecond: number }) | { why: string }> {
  const freeBefore = await freeCardMemory();
  const asked = { backend, spec, seconds };
  const running = Array.from({ length: trials }, () =>
    runPart<TrainLine>('train', asked, { limitMs, env, input: null }),
  );
  await Promise.all(running.map(one => one.has(1)));
  const freeNow = await freeCardMemory();
  for (const { child } of running) child.stdin?.write('go\n');
  const ends = await Promise.all(running.map(({ end }) => end));
  const failed = ends.find(({ why }) => why !== null);
  if (failed) return { why: failed.why ?? '' };
  const [ready, counts] = [ends.map(({ lines }) => lines[0]?.ready), ends.map(({ lines }) => lines[1])];
  return {
    stepsPerSecond: counts.reduce((sum, line) => sum + (line?.steps ?? 0) / (line?.seconds ?? 1), 0),
    cardBytesEach: freeBefore === null || freeNow === null ? null : Math.max(0, freeBefore - freeNow) / trials,
    processBytesEach: Math.max(...ready.map(facts => facts?.rssBytes ?? 0)),
    freeBefore,
  };
}
