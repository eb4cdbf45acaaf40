import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { probeCases } from './cases.ts';
import type { CaseResult, Outcome } from './run-case.ts';

/** Fixed rates that people take without looking. */
const FIXED = [0.1, 0.01, 0.001];

/**
 * The budget probe over many cases: how much worse than the best of twelve rungs its rate is after the same number of steps, beside
 * the plain ratio, fastai's "valley", and fixed rates. Cases run side by side, one a core.
 */
export async function probe(): Promise<Record<string, unknown>> {
  const results = await runAll();
  const row = (pick: (result: CaseResult) => Outcome | null | undefined) => summary(results, pick);
  return {
    cases: results.length,
    'budget probe': row(result => result.probe),
    'plain ratio [B3]': row(result => result.ratioRule),
    'fastai valley': row(result => result.valley),
    ...Object.fromEntries(
      FIXED.map(rate => [`fixed ${rate}`, row(({ rungs }) => rungs.find(rung => rung.learningRate === rate))]),
    ),
    steps: { most: Math.max(...results.map(({ probe: { answer } }) => answer.steps)) },
    leftNoTrace: results.every(({ probe: { answer } }) => answer.digestBefore === answer.digestAfter),
    byCase: results.map(result => ({
      case: `${result.case.task}, ${result.case.optimizer}, seed ${result.case.seed}`,
      best: bestOf(result),
      probe: { rate: result.probe.learningRate, regret: regretOf(result, result.probe) },
      confidence: result.probe.answer.confidence,
    })),
  };
}

async function runAll(): Promise<CaseResult[]> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const waiting = probeCases();
  const results: CaseResult[] = [];
  const total = waiting.length;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./run-case.ts', import.meta.url), { workerData: { home } });
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const given = next;
      worker.postMessage(given);
      const [result] = (await once(worker, 'message')) as [CaseResult];
      results.push(result);
      const { task, optimizer, seed } = given;
      const regret = (100 * regretOf(result, result.probe)).toFixed(1);
      console.error(`${results.length}/${total} ${task}, ${optimizer}, seed ${seed}: ${regret} % above the best rung`);
    }
    await worker.terminate();
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return results;
}

const bestOf = ({ rungs }: CaseResult): Outcome =>
  rungs.reduce((best, rung) => (rung.devLoss < best.devLoss ? rung : best));

/** How much more dev loss than the best rung, as a share of it. */
const regretOf = (result: CaseResult, { devLoss }: Outcome): number => {
  const best = bestOf(result).devLoss;
  return (devLoss - best) / best;
};

function summary(results: readonly CaseResult[], pick: (result: CaseResult) => Outcome | null | undefined) {
  const outcomes = results.map(result => ({ result, outcome: pick(result) }));
  const regrets = outcomes.map(({ result, outcome }) =>
    outcome ? regretOf(result, outcome) : Number.POSITIVE_INFINITY,
  );
  const within = (share: number) =>
    Math.round((100 * regrets.filter(regret => regret <= share).length) / regrets.length);
  const sorted = [...regrets].sort((a, b) => a - b);
  return {
    'within 5 %': within(0.05),
    'within 10 %': within(0.1),
    'within 25 %': within(0.25),
    median: sorted[sorted.length >> 1],
    worst: sorted.at(-1),
    diverged: outcomes.filter(({ outcome }) => outcome && !Number.isFinite(outcome.devLoss)).length,
  };
}
