import { recommendByVersion1 } from '#electron/store/migrations/rules-of-version-1.ts';
import { bestEvaluation } from '#shared/method/curves/evaluations.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { emptyRecord, pointOf, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { bestOf } from './best-rows.ts';
import { type AdviceCase, adviceCases } from './cases.ts';
import { type AdviceRun, type CaseRuns, CHOOSING, caseRuns, FRESH_SEEDS, splitsToRun } from './runs.ts';
import { simulatedLadder } from './simulated-ladder.ts';

/** Near zero a ratio of losses says nothing. */
export const ADDED = 0.02;
/** As far as that it is as good as the best. */
const NEAR = 1.1;

/** With fewer splits no case alone can be told from noise by the signs of its differences. */
const FEWEST_SPLITS = 8;

interface Row {
  name: string;
  splits: number;
  /** Ladders for which nothing was recommended; they are counted with the default. */
  none: number;
  best: number;
  /** Mean test losses, and of each split. */
  loss: Record<Rule, number>;
  bySplit: Record<Rule, number[]>;
  /** Mean test metric. */
  metric: Record<Rule, number>;
}
const RULES = ['ladder', 'ceiling', 'default', 'version 1', 'version 2'] as const;
type Rule = (typeof RULES)[number];

/** On test, at a best evaluation. */
interface FreshRun {
  loss: number;
  metric: number;
}

/**
 * Whether the learning rate and num_steps that a ladder of six recommends are right for new rows: trained anew from three seeds that
 * chose nothing, the test loss at the best evaluation, beside that of the (rate, step) which is best on average over those seeds and
 * splits in a ladder of twelve. The ceiling is the best (rate, step) by the other two seeds.
 */
export async function advice(): Promise<Record<string, unknown>> {
  // A pattern of the cases' names: the images and the large texts take hours.
  const only = new RegExp(process.env.ADVICE_ONLY ?? '');
  const rows: Row[] = [];
  for (const given of adviceCases().filter(({ name }) => only.test(name))) {
    const splits = [];
    for (const seed of splitsToRun(given)) splits.push(await caseRuns(given, seed));
    if (splits.length > 0) rows.push(rowOf(given, splits));
    console.error(`${rows.length} ${given.name}`);
  }
  const summary = RULES.map(rule => {
    const ratios = rows.map(row => ratioOf(row, rule));
    const geometric = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    const near = `${ratios.filter(ratio => ratio <= NEAR).length} of ${rows.length}`;
    const worst = Math.max(...ratios);
    return [
      rule,
      { 'within 10 %': near, 'above 1.5 times': ratios.filter(ratio => ratio > 1.5).length, worst, geometric },
    ];
  });
  return {
    cases: rows.map(row => ({
      case: row.name,
      splits: row.splits,
      'nothing recommended': row.none,
      best: Number(row.best.toFixed(3)),
      ...Object.fromEntries(RULES.map(rule => [rule, Number(ratioOf(row, rule).toFixed(2))])),
      metric: Object.fromEntries(RULES.map(rule => [rule, Number(row.metric[rule].toFixed(3))])),
    })),
    summary: Object.fromEntries(summary),
    'against the default': against(rows, 'default'),
    'against version 1': against(rows, 'version 1'),
    'against version 2': against(rows, 'version 2'),
  };
}

const ratioOf = ({ loss, best }: Row, rule: Rule): number => (loss[rule] + ADDED) / (best + ADDED);

function rowOf({ name, optimizer }: AdviceCase, splits: readonly CaseRuns[]): Row {
  const [fresh, choosing] = [FRESH_SEEDS, CHOOSING].map(seeds => meanTest(splits, seeds)) as [
    Map<string, number>,
    Map<string, number>,
  ];
  const usual = optimizer === 'adam' ? 1e-3 : 1e-2;
  const freshBy = Object.fromEntries(RULES.map(rule => [rule, []])) as unknown as Record<Rule, FreshRun[]>;
  const [rate, step] = lowestKey(choosing).split(' ').map(Number) as [number, number];
  let none = 0;
  for (const split of splits) {
    const fallback = afterwards(split, usual, null);
    for (const [rule, asksMetric] of [
      ['ladder', true],
      ['version 2', false],
    ] as const) {
      const { set } = simulatedLadder(split, { asksMetric });
      if (set?.learningRate === undefined && asksMetric) none++;
      freshBy[rule].push(
        set?.learningRate === undefined ? fallback : afterwards(split, set.learningRate, set.steps ?? null, asksMetric),
      );
    }
    freshBy.default.push(fallback);
    const old = version1(split);
    freshBy['version 1'].push(old ? atItsEnd(split, old.rate, old.steps) : fallback);
    freshBy.ceiling.push(atItsEnd(split, rate, step));
  }
  const meanOf = (figure: keyof FreshRun) =>
    Object.fromEntries(RULES.map(rule => [rule, mean(freshBy[rule].map(one => one[figure]))])) as Record<Rule, number>;
  return {
    name,
    splits: splits.length,
    none,
    best: fresh.get(lowestKey(fresh)) as number,
    loss: meanOf('loss'),
    metric: meanOf('metric'),
    bySplit: Object.fromEntries(RULES.map(rule => [rule, freshBy[rule].map(({ loss }) => loss)])) as Row['bySplit'],
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean test loss of each rate after each evaluation, over splits and some seeds, of the twelve candidates. */
export function meanTest(splits: readonly CaseRuns[], seeds: readonly number[]): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  const runs = splits.flatMap(split => split.runs).filter(run => seeds.includes(run.seed) && run.learningRate <= 1);
  for (const run of runs)
    for (const [i, step] of run.steps.entries()) {
      const key = `${run.learningRate} ${step}`;
      const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
      sums.set(key, { sum: sum + (run.test[i] as number), count: count + 1 });
    }
  // A rate that diverged on some seed has no evaluation there.
  const all = splits.length * seeds.length;
  return new Map(
    [...sums]
      .filter(([, { sum, count }]) => count === all && Number.isFinite(sum))
      .map(([key, { sum }]) => [key, sum / all]),
  );
}

export const lowestKey = (of: Map<string, number>): string =>
  [...of].reduce((low, one) => (one[1] < low[1] ? one : low))[0];

const of = ({ runs }: CaseRuns, rate: number, seed: number): AdviceRun =>
  runs.find(run => run.learningRate === rate && run.seed === seed) as AdviceRun;

/** Trained anew with a rate and num_steps (null: to the end), read at its best evaluation: on test, by mean over seeds that chose nothing. */
export function afterwards(split: CaseRuns, rate: number, steps: number | null, asksMetric = true): FreshRun {
  return freshAt(split, rate, run => {
    const count = steps === null ? run.steps.length : Math.max(2, run.steps.filter(step => step <= steps).length);
    const lowest = () => bestEvaluation(run.steps.slice(0, count), run.dev.slice(0, count));
    return Math.max(0, asksMetric ? bestOf(split, run, count) : lowest());
  });
}

/** As version 1 left a trial: with the weights after its last step. */
const atItsEnd = (split: CaseRuns, rate: number, steps: number | null): FreshRun =>
  freshAt(split, rate, run => run.steps.filter(step => step <= (steps ?? split.base.steps)).length - 1);

function freshAt(split: CaseRuns, rate: number, placeIn: (run: AdviceRun) => number): FreshRun {
  const runs = FRESH_SEEDS.map(seed => of(split, rate, seed));
  const figure = (values: (run: AdviceRun) => readonly number[]) =>
    mean(runs.map(run => values(run)[placeIn(run)] as number));
  return { loss: figure(run => run.test), metric: figure(run => run.testMetric) };
}

/** What the rules of 0.3 recommend of six candidates, and past their high end. */
function version1(split: CaseRuns): { rate: number; steps: number | null } | null {
  const plan = planLadder({ ...split.base, prune: false }, { cores: 1, defaultBackend: 'wasm' }, split.facts);
  for (const rates of [LADDER, [10, ...LADDER]]) {
    const trials = rates.map((rate, position): TrialRecord => {
      const run = of(split, rate, 1);
      const curve = new LossCurve();
      const losses = Float64Array.from(run.trainLoss);
      curve.push(
        losses.map((_, step) => step),
        losses,
      );
      const hyperparameters = { ...split.base, learningRate: rate };
      const status = run.diverged === null ? 'finished' : 'diverged';
      const trial = {
        id: `${rate}`,
        position,
        status,
        hyperparameters,
        metric: split.facts.metric,
      } as TrialRecord['trial'];
      return {
        trial,
        point: pointOf({ learningRate: rate }),
        curve,
        dev: null,
        rows: [],
        evaluation: null,
        damagedFrom: null,
      };
    });
    const { set } = recommendByVersion1(plan, { ...emptyRecord(split.facts), trials });
    if (set?.learningRate === undefined) return null;
    if (set.learningRate !== rates[0] || rates.length > LADDER.length)
      return { rate: set.learningRate, steps: set.steps ?? null };
  }
  return null;
}

/**
 * Whether the ladder's advice is worse, or better, than another beyond noise: by case over its splits, eight at least (an exact sign-flip test, both sides,
 * Holm over the cases), and pooled over the cases with several splits.
 */
function against(rows: readonly Row[], other: Rule): string {
  const tested = rows
    .filter(({ splits }) => splits >= FEWEST_SPLITS)
    .map(({ name, bySplit }) => {
      const differences = bySplit.ladder.map((loss, i) => loss - (bySplit[other][i] as number));
      return { name, mean: differences.reduce((sum, value) => sum + value, 0), p: signFlip(differences) };
    })
    .sort((a, b) => a.p - b.p);
  const beyond: typeof tested = [];
  for (const [i, one] of tested.entries()) {
    if (one.p > 0.05 / (tested.length - i)) break;
    beyond.push(one);
  }
  const names = (worse: boolean) =>
    beyond
      .filter(({ mean }) => mean > 0 === worse)
      .map(({ name }) => name)
      .join('; ') || 'none';
  const pooled = rows
    .filter(({ splits }) => splits > 1)
    .map(({ loss }) => Math.log((loss.ladder + ADDED) / (loss[other] + ADDED)));
  const mean = Math.exp(pooled.reduce((sum, value) => sum + value, 0) / pooled.length);
  return `against ${other}: worse beyond noise: ${names(true)}; better: ${names(false)}; pooled loss ratio over ${pooled.length} cases ${mean.toFixed(3)} (p = ${signFlip(pooled).toFixed(3)})`;
}

/** Two-sided p of a mean that signs alone would give: all signs where there are few, else 20,000 drawn ones. */
export function signFlip(values: readonly number[]): number {
  const observed = Math.abs(values.reduce((sum, value) => sum + value, 0));
  const all = 2 ** values.length;
  const count = Math.min(all, 20_000);
  let state = 12345;
  let beyond = 0;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const signs = all <= 20_000 ? i : state;
    const sum = values.reduce((total, value, j) => total + ((signs >> (j % 31)) & 1 ? value : -value), 0);
    if (Math.abs(sum) >= observed - 1e-12) beyond++;
  }
  return beyond / count;
}
