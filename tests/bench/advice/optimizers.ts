import { bestOf } from './best-rows.ts';
import { adviceCases } from './cases.ts';
import { type CaseRuns, caseRuns, FRESH_SEEDS, keptSplits } from './runs.ts';
import { simulatedLadder } from './simulated-ladder.ts';

/** Near zero a ratio of losses says nothing. */
const ADDED = 0.02;
const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const;
type Optimizer = (typeof OPTIMIZERS)[number];

interface Found {
  test: number;
  metric: number;
  numSteps: number;
}

/**
 * Which optimizer is the better start for each kind of network: what a ladder of six recommends with each, trained anew from seeds that
 * chose nothing, by the test loss at the best evaluation, over that of the best of the three. Splits of which all three are kept count;
 * the first is trained where it isn't.
 */
export async function adviceOptimizers(): Promise<Record<string, unknown>> {
  const only = new RegExp(process.env.ADVICE_ONLY ?? '');
  const cases = adviceCases().filter(({ name }) => only.test(name));
  const rows: { case: string | undefined; network: string; ratio: Record<Optimizer, number> }[] = [];
  for (const source of new Set(cases.map(one => one.source))) {
    const of = OPTIMIZERS.map(kind => cases.find(one => one.source === source && one.optimizer === kind)!);
    const splits = of[0]!.splitSeeds.filter((seed, i) => i === 0 || of.every(one => keptSplits(one).includes(seed)));
    const found: Record<Optimizer, Found[]> = { sgd: [], momentum: [], adam: [] };
    let network = '';
    for (const seed of splits)
      for (const one of of) {
        const runs = await caseRuns(one, seed);
        network = runs.base.model;
        found[one.optimizer as Optimizer].push(recommended(runs));
      }
    const mean = (kind: Optimizer, figure: keyof Found) =>
      found[kind].reduce((sum, each) => sum + each[figure], 0) / found[kind].length;
    const best = Math.min(...OPTIMIZERS.map(kind => mean(kind, 'test')));
    const each = (value: (kind: Optimizer) => number) =>
      Object.fromEntries(OPTIMIZERS.map(kind => [kind, value(kind)])) as Record<Optimizer, number>;
    const row = {
      case: of[0]!.name.split(',')[0],
      network,
      splits: splits.length,
      ratio: each(kind => round((mean(kind, 'test') + ADDED) / (best + ADDED))),
      metric: each(kind => round(mean(kind, 'metric'))),
      steps: each(kind => Math.round(mean(kind, 'numSteps'))),
    };
    rows.push(row);
    console.error(row.case);
  }
  const networks = [...new Set(rows.map(({ network }) => network))].map(network => {
    const ratios = (kind: Optimizer) => rows.filter(row => row.network === network).map(row => row.ratio[kind]);
    const figures = OPTIMIZERS.map(kind => [
      kind,
      {
        median: median(ratios(kind)),
        worst: Math.max(...ratios(kind)),
        best: ratios(kind).filter(r => r === 1).length,
      },
    ]);
    return [network, { cases: ratios('sgd').length, ...Object.fromEntries(figures) }];
  });
  return { rows, networks: Object.fromEntries(networks) };
}

/** Where nothing is recommended: the usual rate, which a person would be left with. */
function recommended(split: CaseRuns): Found {
  const usual = split.base.optimizer === 'adam' ? 1e-3 : 1e-2;
  const { set } = simulatedLadder(split);
  const rate = set?.learningRate ?? usual;
  const numSteps = set?.steps ?? split.base.steps;
  const runs = split.runs.filter(run => run.learningRate === rate && FRESH_SEEDS.includes(run.seed));
  const at = runs.map(run =>
    Math.max(0, bestOf(split, run, Math.max(2, run.steps.filter(step => step <= numSteps).length))),
  );
  const mean = (value: (i: number) => number) => runs.reduce((sum, _, i) => sum + value(i), 0) / runs.length;
  return {
    test: mean(i => runs[i]!.test[at[i]!]!),
    metric: mean(i => runs[i]!.testMetric[at[i]!]!),
    numSteps: Math.min(numSteps, split.base.steps),
  };
}

const round = (value: number): number => Number(value.toFixed(3));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2);
}
