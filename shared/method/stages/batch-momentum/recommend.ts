import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '../../../domain/batch-momentum.ts';
import type { HyperparameterSet, RankedTrial } from '../../../domain/evidence.ts';
import { ENDED } from '../../../domain/trial.ts';
import { lowestOn, metricOn } from '../../curves/evaluations.ts';
import { isDamaged } from '../dev-level.ts';
import { baselineBeatenBy, beats } from '../learning-rate/recommend.ts';
import { betterBy } from '../metric-comparison.ts';
import { ERRORS } from '../noise.ts';
import { numStepsAgain } from '../num-steps-again.ts';
import { progressOf } from '../progress.ts';
import type { Recommendation, StageRecord, TrialRecord } from '../stage-definition.ts';
import { evidenceOf } from './evidence.ts';
import { type Cell, cellOf, examplesIn, isAccepted, isRace, isSecondSeed, sameCell, sameSettings } from './points.ts';
import { raceOf } from './race.ts';
import { betterIn, lowerBy, type RankedPoint, type Ranking, rank } from './ranking.ts';
import { multipleOf, nearestRate, pointsToProbe, rateFor } from './rates.ts';
import { workload } from './workload.ts';

/** Which batch size and momentum to take [S4], how many steps [S5], and why; while trials run as far as that is known. */
export function recommend(plan: BatchMomentumPlan, record: StageRecord): Recommendation<BatchMomentumAnswer> {
  const answer = answerOf(plan, record);
  return {
    ranking: answer.points.map(rankedOf),
    set: setOf(plan, answer),
    evidence: evidenceOf(plan, answer, record),
    detail: answer,
  };
}

/** What accepting changes: all that was chosen together. */
function setOf(
  { command }: BatchMomentumPlan,
  { best, numSteps, points }: BatchMomentumAnswer,
): HyperparameterSet | null {
  if (!best) return null;
  const { optimizer, batchSize, momentum, learningRate, trialId } = best;
  // Where the curve has not converged, as long as it was trained.
  const steps = numSteps.to?.steps ?? points.find(one => one.trialId === trialId)?.stepsFull;
  if (command) {
    const isTuned = (name: 'batchSize' | 'momentum') => !command.fixed.includes(name);
    return {
      ...(isTuned('batchSize') && { batchSize }),
      ...(isTuned('momentum') && { momentum }),
      ...{ learningRate, ...(steps !== undefined && { steps }) },
    };
  }
  const settings = { optimizer, batchSize, learningRate, ...(steps !== undefined && { steps }) };
  return optimizer === 'adam' ? settings : { ...settings, momentum };
}

/** The stage's answer: a pure function of what is stored. */
export function answerOf(plan: BatchMomentumPlan, record: StageRecord): BatchMomentumAnswer {
  const { trials, facts } = record;
  const ranking = rank(
    plan,
    trials.filter(one => !isRace(one)),
  );
  const { ranked, chosen, assumed } = ranking;
  const progress = progressOf({ workload }, plan, record);
  const beatsBy = baselineBeatenBy({ ranked, by: 'dev' }, record);
  const race = raceOf(plan, record, ranking);
  // Early on every curve stands where the baseline is.
  const isTold = progress.open > 0 || beatsBy === undefined;
  const winner = chosen && (isTold || (beatsBy !== null && beats(chosen, beatsBy))) ? chosen : null;
  const raced = new Set(race?.pairs.map(({ other }) => other.trialId));
  const overtaken = winner && race?.verdict === 'other' ? trials.filter(({ trial: { id } }) => raced.has(id)) : null;
  const bestTrial = overtaken?.[0] ?? winner?.trials[0] ?? null;
  const probes = pointsToProbe(plan);
  const examplesOf = (one: TrialRecord, steps: number) => examplesIn(plan, steps, one.trial.hyperparameters.batchSize);
  return {
    kind: 'batchMomentum',
    metric: trials[0]?.trial.metric ?? facts?.metric ?? 'none',
    points: inOrder(plan, trials).map(one => pointOf(plan, record, one, ranking)),
    batchSizes: axis(plan.batchSizes, trials, ({ batchSize }) => batchSize, plan),
    momenta: axis(plan.momenta, trials, ({ momentum }) => momentum, plan),
    best: bestTrial && bestOf(plan, bestTrial),
    accepted: plan.accepted,
    acceptedTrialId: trials.find(one => !isRace(one) && !isSecondSeed(one) && isAccepted(plan, one))?.trial.id ?? null,
    gain: winner && gainOf(ranking),
    assumed,
    beatsBaseline: beatsBy === undefined ? null : beatsBy !== null,
    ...edgesOf(plan, winner),
    numSteps: numStepsAgain(plan.accepted, overtaken ?? winner?.trials ?? [], facts, {
      isLengthFixed: plan.command?.hasSchedule ?? false,
      examplesOf: (steps, batchSize) => examplesIn(plan, steps, batchSize),
    }),
    holdRate: plan.holdRate,
    rateCheck: rateCheckOf(plan, record, ranking),
    race,
    search: plan.search,
    costs: plan.costs,
    probes: { open: probes.filter(({ key }) => !record.probes.has(key)).length, planned: probes.length },
    open: progress.open,
    done: progress.done,
    pruned: trials.filter(one => one.trial.status === 'pruned' && !isSecondSeed(one)).length,
    stepsUsed: progress.stepsUsed,
    stepsFull: progress.stepsFull,
    examplesUsed: trials.reduce((sum, one) => sum + examplesOf(one, one.curve?.count ?? 0), 0),
    examplesFull: trials.reduce((sum, one) => sum + examplesOf(one, one.trial.hyperparameters.steps), 0),
  };
}

const axis = (
  planned: readonly number[],
  trials: readonly TrialRecord[],
  of: (cell: Cell) => number,
  plan: BatchMomentumPlan,
): number[] =>
  [
    ...new Set([
      ...planned,
      ...trials.filter(one => !isRace(one)).map(({ trial }) => of(cellOf(plan, trial.hyperparameters))),
    ]),
  ].sort((a, b) => a - b);

function bestOf(plan: BatchMomentumPlan, { trial }: TrialRecord): NonNullable<BatchMomentumAnswer['best']> {
  const { optimizer, learningRate } = trial.hyperparameters;
  return { trialId: trial.id, optimizer, ...cellOf(plan, trial.hyperparameters), learningRate };
}

function gainOf(ranking: Ranking): BatchMomentumAnswer['gain'] {
  const { chosen, accepted, among, ranked } = ranking;
  if (!chosen || !accepted) return null;
  const noises = (one: RankedPoint) => {
    const times = among.errors / ERRORS;
    const noise = ranking.metricNoise(one, accepted);
    return {
      lossNoise: times * ranking.lossNoise(one, accepted),
      metricNoise: noise === null ? null : times * noise,
    };
  };
  if (chosen === accepted) {
    // What lies nearest to being better, by the seeds that both have.
    const [lower] = ranked.filter(one => one !== accepted).sort((a, b) => lowerBy(b, accepted) - lowerBy(a, accepted));
    const none = { by: null, metric: 0, among, verdict: 'none' } as const;
    if (!lower) return { ...none, loss: 0, lossNoise: null, metricNoise: null };
    const nearest = (lower.trials[0] as TrialRecord).trial.id;
    return { ...none, loss: -lowerBy(lower, accepted), ...noises(lower), nearest };
  }
  return {
    verdict: 'gain',
    by: betterIn(chosen, accepted, ranking),
    loss: -lowerBy(chosen, accepted),
    metric: chosen.metric === null || accepted.metric === null ? null : chosen.metric - accepted.metric,
    ...noises(chosen),
    among,
  };
}

function edgesOf(
  { points }: BatchMomentumPlan,
  chosen: RankedPoint | null,
): Pick<BatchMomentumAnswer, 'batchEdge' | 'momentumEdge'> {
  const edgeOf = (values: number[], value: number): 'low' | 'high' | null => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (least === most) return null;
    return value <= least ? 'low' : value >= most ? 'high' : null;
  };
  const of = chosen?.trials[0]?.trial.hyperparameters;
  if (!of) return { batchEdge: null, momentumEdge: null };
  const momentum = of.optimizer === 'sgd' ? 0 : of.momentum;
  const momentumEdge =
    of.optimizer === 'adam'
      ? null
      : edgeOf(
          points.map(point => point.momentum),
          momentum,
        );
  // There is nothing below none.
  return {
    batchEdge: edgeOf(
      points.map(point => point.batchSize),
      of.batchSize,
    ),
    momentumEdge: momentumEdge === 'low' && momentum === 0 ? null : momentumEdge,
  };
}

/** Whether the chosen point's rate was tried at other multiples, and which of them got deepest. */
function rateCheckOf(
  plan: BatchMomentumPlan,
  record: StageRecord,
  { chosen, ranked }: Ranking,
): BatchMomentumAnswer['rateCheck'] {
  if (plan.points.length < 2 || !chosen) return 'none';
  const cell = cellOf(plan, (chosen.trials[0] as TrialRecord).trial.hyperparameters);
  const same = record.trials.filter(
    one => !isRace(one) && !isSecondSeed(one) && sameCell(cellOf(plan, one.trial.hyperparameters), cell),
  );
  if (same.length < 2)
    return ranked.length > 0 && record.trials.some(({ trial }) => !ENDED.has(trial.status)) ? 'open' : 'none';
  if (same.some(({ trial }) => !ENDED.has(trial.status))) return 'open';
  const own = rateFor(plan, record, cell)?.learningRate;
  return own === (chosen.trials[0] as TrialRecord).trial.hyperparameters.learningRate ? 'holds' : 'moved';
}

/** By batch size, then momentum, then rate, then seed; the race last. */
const inOrder = (plan: BatchMomentumPlan, trials: readonly TrialRecord[]): TrialRecord[] =>
  [...trials].sort((a, b) => {
    const [one, other] = [a.trial.hyperparameters, b.trial.hyperparameters];
    return (
      Number(isRace(a)) - Number(isRace(b)) ||
      one.batchSize - other.batchSize ||
      cellOf(plan, one).momentum - cellOf(plan, other).momentum ||
      one.learningRate - other.learningRate ||
      one.seed - other.seed ||
      a.trial.position - b.trial.position
    );
  });

function pointOf(plan: BatchMomentumPlan, record: StageRecord, one: TrialRecord, ranking: Ranking): BatchMomentumPoint {
  const { trial, curve, dev, rows } = one;
  const { optimizer, batchSize, learningRate, seed, steps: stepsFull } = trial.hyperparameters;
  const cell = cellOf(plan, trial.hyperparameters);
  const isOut = isRace(one) || isDamaged(one) || trial.status === 'diverged' || trial.status === 'failed';
  const place = isOut ? -1 : ranking.ranked.findIndex(({ trials: [first] }) => first && sameSettings(first, one));
  const found = ranking.ranked[place];
  const { lowestDevLoss, lowestAt } = lowestOn(dev, rows);
  const best = metricOn(dev, rows);
  const { deepest, chosen } = ranking;
  const metricNoise = found && deepest && found !== deepest ? ranking.metricNoise(found, deepest) : null;
  const steps = curve?.count ?? 0;
  return {
    trialId: trial.id,
    optimizer,
    ...cell,
    learningRate,
    ...rateOf(plan, record, one, cell),
    seed,
    part: isRace(one) ? 'race' : isSecondSeed(one) ? 'seed' : 'search',
    isAccepted: !isRace(one) && isAccepted(plan, one),
    status: trial.status,
    rank: place < 0 ? null : place + 1,
    steps,
    stepsFull,
    examples: examplesIn(plan, steps, batchSize),
    examplesFull: examplesIn(plan, stepsFull, batchSize),
    level: found?.level ?? null,
    ...(found && { seeds: found.levels.length }),
    noise: found?.noise ?? null,
    lowestDevLoss,
    lowestAt,
    lowestAtExamples: lowestAt === null ? null : examplesIn(plan, lowestAt, batchSize),
    bestAt: best.at,
    metric: { name: trial.metric, value: best.metric },
    metricNoise,
    reached: found?.reached ?? null,
    equal: found?.equal ?? false,
    suspect: found !== undefined && chosen !== null && isSuspect(found, chosen, ranking),
  };
}

/** A good metric on a bad loss curve [S4]. */
function isSuspect(point: RankedPoint, chosen: RankedPoint, { metricNoise }: Ranking): boolean {
  if (point.equal || point === chosen) return false;
  const noise = metricNoise(point, chosen);
  return noise !== null && betterBy(point, chosen) > noise;
}

function rateOf(
  plan: BatchMomentumPlan,
  record: StageRecord,
  one: TrialRecord,
  cell: Cell,
): Pick<BatchMomentumPoint, 'rateFrom' | 'multiple'> {
  const { learningRate } = one.trial.hyperparameters;
  if (isRace(one)) return { rateFrom: 'probe', multiple: 1 };
  const known = rateFor(plan, record, cell);
  if (one.point.origin !== 'person')
    return {
      rateFrom: known?.from ?? 'probe',
      multiple: multipleOf(learningRate, known?.learningRate ?? learningRate),
    };
  const near = nearestRate(plan, record, cell);
  return near.learningRate === learningRate
    ? { rateFrom: near.from, multiple: 1 }
    : { rateFrom: 'person', multiple: multipleOf(learningRate, near.learningRate) };
}

const rankedOf = (one: BatchMomentumPoint): RankedTrial => ({
  trialId: one.trialId,
  rank: one.rank,
  figures: {
    steps: one.steps,
    examples: one.examples,
    level: one.level,
    noise: one.noise,
    lowestDevLoss: one.lowestDevLoss,
    lowestAt: one.lowestAt,
    lowestMetric: one.metric.value,
  },
});
