import type { Candidate, LadderAnswer, NumSteps } from '#shared/domain/answer.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Evidence, RankedTrial } from '#shared/domain/evidence.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { StagePlan } from '#shared/domain/project.ts';
import type { Quantity, Statement } from '#shared/domain/reason.ts';
import { ENDED, RESUMABLE, type TrialStatus } from '#shared/domain/trial.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { type LossCurve, RANKING_WINDOW } from '#shared/method/curves/loss-curve.ts';
import { beatsBaseline, trainBaseline } from '#shared/method/metrics/baseline.ts';
import { isBetter } from '#shared/method/metrics/metric.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { edgeOf, pastEdge } from '#shared/method/stages/learning-rate/candidates.ts';
import { segmentsLeft } from '#shared/method/stages/learning-rate/workload.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
import type { PointOrigin, Recommendation, StageRecord, TrialRecord } from '#shared/method/stages/stage-definition.ts';

/*
 * What the rules of version 1 (0.3 to 0.5) made of a ladder, for the migration that keeps it [L3, L5 as they were]: candidates ranked by
 * their training loss alone. Nothing else may use it; it never changes.
 */

/** The learning rate of a ladder's trial. */
const rateOf = ({ trial }: TrialRecord): number => trial.hyperparameters.learningRate;

/** Whether a curve is not the whole one, so that nothing may rest on it: no rank, no level, no comparison. */
const isDamaged = ({ damagedFrom }: Pick<TrialRecord, 'damagedFrom'>): boolean => damagedFrom !== null;

/** Too few steps say nothing about a level. */
const FEWEST_STEPS = 10;

/** A trial that has a place in the ranking. */
type Ranked = TrialRecord & { curve: LossCurve };

/** The trials that can be compared, the best first, and the loss below which a curve is within noise of the lowest (null: none is). */
interface Ranking {
  ranked: Ranked[];
  threshold: number | null;
}

/**
 * Ranks a ladder [L3]: among the candidates whose final smoothed loss is within noise of the lowest, the one that got there
 * in the fewest steps comes first, then the rest by final smoothed loss. Diverged and failed ones are out, and those whose curve is
 * damaged. Equal ones go from high rate to low.
 */
function rank(trials: readonly TrialRecord[]): Ranking {
  const usable = trials.filter(isUsable).sort((a, b) => rateOf(b) - rateOf(a));
  const lowest = usable.reduce<Ranked | null>(
    (low, one) => (low === null || finalOf(one) < finalOf(low) ? one : low),
    null,
  );
  const threshold = lowest === null ? null : finalOf(lowest) + (lowest.curve.noise ?? 0);
  return { ranked: usable.sort((a, b) => compare(a, b, threshold ?? 0)), threshold };
}

/** The final smoothed loss. */
const finalOf = ({ curve }: Ranked): number => curve.final ?? Number.POSITIVE_INFINITY;

function isUsable(one: TrialRecord): one is Ranked {
  const out = one.trial.status === 'diverged' || one.trial.status === 'failed';
  return !out && !isDamaged(one) && one.curve !== null && one.curve.count >= FEWEST_STEPS && one.curve.final !== null;
}

function compare(a: Ranked, b: Ranked, threshold: number): number {
  const [lossA, lossB] = [finalOf(a), finalOf(b)];
  const [withinA, withinB] = [lossA <= threshold, lossB <= threshold];
  if (withinA !== withinB) return withinA ? -1 : 1;
  if (!withinA) return lossA - lossB;
  const reached = (one: Ranked) => one.curve.stepsToReach(threshold) ?? Number.POSITIVE_INFINITY;
  return reached(a) - reached(b) || lossA - lossB;
}

/**
 * A curve counts as flat once what is left of its fall is below this share of the whole fall: the settling time of
 * control engineering, with a band of 1 %. The share of the loss itself would not do: a network that overfits halves a tiny
 * loss again and again, and would never count as converged.
 */
const FLAT_SHARE = 0.01;
/** The flat part must be at least this share of the run; a curve flat only at its very end is still falling. */
const FLAT_TAIL = 0.25;
/** Later changes may slow convergence down: num_steps is the converged step times this [L5]. */
const MARGIN = 1.5;

/**
 * Proposes num_steps from the chosen candidate's curve [L5]. Converged at the first step after which the smoothed loss stays
 * within a tolerance of its end: one hundredth of the whole fall, or twice the curve's noise where that is more. The
 * last quarter of the run, and at least a window of the moving average, must lie behind that step, and from the first to
 * the second half of that quarter the mean may not fall either; else the curve is still falling and nothing is proposed.
 */
function proposeNumSteps(curve: LossCurve, batchSize: number, trainRows: number | null): NumSteps {
  const none: NumSteps = {
    value: null,
    convergedAt: null,
    converged: false,
    epochs: null,
    overfitsFrom: null,
    moves: null,
  };
  const { start, final, noise, count } = curve;
  if (start === null || final === null || noise === null) return none;
  if (start - final <= 2 * noise) return none; // It never fell: flat, but nothing was learnt.
  const tolerance = Math.max(FLAT_SHARE * (start - final), 2 * noise);
  const convergedAt = curve.staysBelowFrom(final + tolerance);
  const tail = Math.max(FLAT_TAIL * count, RANKING_WINDOW);
  if (convergedAt === null || convergedAt > count - tail || fallsWithin(curve, tail, start - final, noise)) return none;
  const value = roundUp(MARGIN * convergedAt);
  return {
    value,
    convergedAt,
    converged: true,
    epochs: trainRows && (value * batchSize) / trainRows,
    overfitsFrom: null,
    moves: null,
  };
}

/** Whether the mean loss still falls from the first to the second half of the tail, beyond what noise explains. */
function fallsWithin(curve: LossCurve, tail: number, fall: number, noise: number): boolean {
  const end = curve.count;
  const half = Math.floor(tail / 2);
  const before = curve.meanBetween(end - 2 * half, end - half);
  const after = curve.meanBetween(end - half, end);
  if (before === null || after === null) return true;
  // Each half averages half/window independent values of the noise that `noise` measures; the difference has √2 of that.
  const uncertain = noise * Math.sqrt((2 * RANKING_WINDOW) / Math.max(half, RANKING_WINDOW));
  return before - after > Math.max(FLAT_SHARE * fall, uncertain);
}

/** Up to three significant digits: 1234.5 → 1240. */
function roundUp(steps: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(steps, 1))) - 2);
  return Math.max(1, Math.ceil(steps / unit) * unit);
}

/** Which learning rate to take [L3], how many steps [L5], and why; while trials run as far as that is known. */
export function recommendByVersion1(plan: StagePlan, record: StageRecord): Recommendation<LadderAnswer> {
  const answer = answerOf(plan, record);
  const { best, numSteps } = answer;
  return {
    ranking: answer.candidates.map(rankedOf),
    set: best && { learningRate: best.learningRate, ...(numSteps.value !== null && { steps: numSteps.value }) },
    evidence: evidenceOf({ plan, answer, facts: record.facts, probe: record.probe }),
    detail: answer,
  };
}

/**
 * A ladder's answer: its ranking [L3], num_steps from the best one's curve [L5], and whether that one stands at an edge [L4]. A pure
 * function of what is stored.
 */
function answerOf(plan: StagePlan, { trials, facts }: StageRecord): LadderAnswer {
  const inOrder = [...trials].sort((a, b) => rateOf(b) - rateOf(a));
  const ranking = rank(trials);
  const { ranked, threshold } = ranking;
  const best = ranked[0] ?? null;
  return {
    candidates: inOrder.map(one => candidateOf(one, ranking)),
    best: best && { learningRate: rateOf(best), trialId: best.trial.id },
    threshold,
    numSteps: best
      ? proposeNumSteps(best.curve, best.trial.hyperparameters.batchSize, facts?.rows.train ?? null)
      : { value: null, convergedAt: null, converged: false, epochs: null, overfitsFrom: null, moves: null },
    atEdge: best && edgeOf(trials.map(rateOf), rateOf(best)),
    by: 'train',
    assumed: false,
    beatsBaseline: null,
    tied: ranked
      .slice(1)
      .filter(one => finalOf(one) <= (threshold ?? 0))
      .map(rateOf),
    open: trials.filter(({ trial }) => !ENDED.has(trial.status)).length,
    done: shareDone(plan, trials),
    extended: addedAs('extended', trials),
    refined: addedAs('refined', trials),
    pruned: inOrder.filter(({ trial }) => trial.status === 'pruned').map(rateOf),
    stepsUsed: trials.reduce((sum, { curve }) => sum + (curve?.count ?? 0), 0),
    stepsFull: trials.reduce((sum, { trial }) => sum + trial.hyperparameters.steps, 0),
  };
}

function candidateOf(one: TrialRecord, { ranked, threshold }: Ranking): Candidate {
  const place = ranked.findIndex(({ trial }) => trial.id === one.trial.id);
  const { curve, evaluation, trial } = one;
  const damaged = isDamaged(one);
  return {
    learningRate: rateOf(one),
    trialId: trial.id,
    status: trial.status,
    rank: place < 0 ? null : place + 1,
    steps: curve?.count ?? 0,
    finalLoss: damaged ? null : (curve?.final ?? null),
    noise: damaged ? null : (curve?.noise ?? null),
    stepsToReach: place < 0 || threshold === null ? null : (curve?.stepsToReach(threshold) ?? null),
    devLoss: evaluation?.devLoss ?? null,
    metric: { name: trial.metric, value: evaluation?.devMetric ?? null },
    seed: null,
    level: null,
    lowestDevLoss: null,
    lowestAt: null,
    lowestMetric: null,
    devNoise: null,
    equal: false,
    weakness: null,
  };
}

const rankedOf = ({
  trialId,
  rank,
  steps,
  finalLoss,
  noise,
  stepsToReach,
  devLoss,
  metric,
}: Candidate): RankedTrial => ({
  trialId,
  rank,
  figures: { steps, finalLoss, noise, stepsToReach, devLoss, devMetric: metric.value },
});

/** The rates that came to the ladder that way, in the order they came in. */
const addedAs = (as: PointOrigin, trials: readonly TrialRecord[]): number[] =>
  trials
    .filter(({ point }) => point.origin === as)
    .sort((a, b) => a.trial.position - b.trial.position)
    .map(rateOf);

/** Steps done over those and what is left. A trial that ended by itself has nothing left, however early; one that was cut off has. */
function shareDone(plan: StagePlan, trials: readonly TrialRecord[]): number {
  const used = trials.reduce((sum, { curve }) => sum + (curve?.count ?? 0), 0);
  const cut = trials.filter(({ trial }) => !COMPLETE.has(trial.status));
  const left = stepsIn(
    segmentsLeft(
      plan,
      cut.map(({ curve }) => curve?.count ?? 0),
    ),
  );
  return used + left === 0 ? 0 : used / (used + left);
}

const COMPLETE: ReadonlySet<TrialStatus> = new Set(['finished', 'diverged', 'pruned', 'failed']);

/** A curve that has not converged is offered this many times its steps. */
const LONGER = 2;

/** Decades by which probe and ladder may differ before that is pointed out [B8]. */
const MOST_DECADES = 1;

/** Dev losses closer than this share tell nothing: that much they differ between seeds. */
const CLEARLY = 0.1;

/** What a ladder's answer is judged by. */
interface Judged {
  plan: Pick<StagePlan, 'base' | 'extend'>;
  answer: LadderAnswer;
  /** Of the data that its trials saw; null: not known any more. */
  facts: DatasetFacts | null;
  /** That was made for what the ladder trains, on the same data; null: none. */
  probe: Probe | null;
}

/** The reasons that a ladder's answer brings along, in the order of the method. Where no candidate is usable yet, only what happened. */
function evidenceOf(judged: Judged): Evidence[] {
  const { answer } = judged;
  const best = answer.candidates.find(({ trialId }) => trialId === answer.best?.trialId);
  const ofBest =
    best === undefined
      ? []
      : [
          noBetter(judged, best),
          depth(answer, best),
          speed(answer, best),
          convergence(judged, best),
          overfits(answer, best),
          crossCheck(judged, best),
          edge(judged, best),
          extension(answer),
          refinement(answer),
          openTrials(answer, best),
        ];
  return [...ofBest, pruning(judged), unfinished(answer), diverged(answer)].filter(one => one !== null);
}

const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });
const rate = (value: number): Quantity => ({ as: 'rate', value });
const rates = (values: readonly number[]): Quantity => ({ as: 'rates', values: [...values] });
const count = (value: number): Quantity => ({ as: 'count', value });
const number = (value: number | null): Quantity => ({ as: 'number', value });
const loss = ({ finalLoss, noise }: Candidate): Quantity => ({ as: 'loss', value: finalLoss, noise });

const byLoss = (a: Candidate, b: Candidate): number => a.finalLoss! - b.finalLoss!;

function noBetter({ answer, facts }: Judged, best: Candidate): Evidence | null {
  // Early on every curve stands there.
  if (facts === null || answer.open > 0 || beatsBaseline(best, facts)) return null;
  return {
    rule: 'L3',
    verdict: 'bad',
    title: say('evidence.noBetter'),
    body: say('evidence.noBetterThan', { loss: loss(best), bar: number(trainBaseline(facts).loss) }),
    remedy: null,
  };
}

function depth({ candidates }: LadderAnswer, best: Candidate): Evidence {
  const [other] = candidates.filter(one => one !== best && one.rank !== null && one.finalLoss !== null).sort(byLoss);
  const good = { rule: 'L3', verdict: 'good', remedy: null } as const;
  if (other === undefined)
    return { ...good, title: say('evidence.deepest'), body: say('evidence.deepestAlone', { loss: loss(best) }) };
  const values = { loss: loss(best), other: rate(other.learningRate), otherLoss: loss(other) };
  return byLoss(best, other) <= 0
    ? { ...good, title: say('evidence.deepest'), body: say('evidence.deepestNext', values) }
    : { ...good, title: say('evidence.deep'), body: say('evidence.deepWithinNoise', values) };
}

function speed({ candidates, open }: LadderAnswer, best: Candidate): Evidence | null {
  if (best.stepsToReach === null) return null;
  const [other] = candidates
    .filter(one => one !== best && one.rank !== null && one.stepsToReach !== null)
    .sort((a, b) => a.stepsToReach! - b.stepsToReach!);
  const step = count(best.stepsToReach);
  const good = { rule: 'L3', verdict: 'good', remedy: null } as const;
  if (other === undefined) {
    const body = open > 0 ? say('evidence.fastestYet', { step }) : say('evidence.fastestAlone', { step });
    return { ...good, title: say('evidence.fastest'), body };
  }
  const values = { step, other: rate(other.learningRate), otherStep: count(other.stepsToReach!) };
  return other.stepsToReach! >= best.stepsToReach
    ? { ...good, title: say('evidence.fastest'), body: say('evidence.fastestNext', values) }
    : // It came near sooner, but did not end within noise of the lowest.
      { ...good, title: say('evidence.fast'), body: say('evidence.fastButNotFirst', values) };
}

/** Still to be trained, or to be gone on with. */
const NOT_DONE: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['queued', 'running', 'waiting', 'paused']);

function convergence({ answer: { numSteps }, plan }: Judged, best: Candidate): Evidence {
  if (numSteps.converged && numSteps.convergedAt !== null)
    return {
      rule: 'L5',
      verdict: 'good',
      title: say('evidence.converged'),
      body: say('evidence.convergedAt', { step: count(numSteps.convergedAt) }),
      remedy: null,
    };
  if (NOT_DONE.has(best.status))
    return {
      rule: 'L5',
      verdict: 'wait',
      title: say('evidence.notYetConverged'),
      body: say('evidence.stillFalling', { rate: rate(best.learningRate) }),
      remedy: null,
    };
  return {
    rule: 'L5',
    verdict: 'warn',
    title: say('evidence.notConverged'),
    body: say('evidence.fallingAtEnd', { rate: rate(best.learningRate), steps: count(best.steps) }),
    // What was cut short is continued first.
    remedy: best.status === 'finished' ? { kind: 'runLonger', steps: plan.base.steps * LONGER } : null,
  };
}

/**
 * The candidate whose dev loss lies clearly below that of the best one, the lowest of them: the best one, which is chosen by its
 * training loss [L3], has then begun to overfit. Null where there is none.
 */
function betterOnDev({ candidates, best }: Pick<LadderAnswer, 'candidates' | 'best'>): Candidate | null {
  const chosen = candidates.find(({ trialId }) => trialId === best?.trialId);
  if (!chosen || chosen.devLoss === null) return null;
  const ranked = candidates.filter(one => one.rank !== null && one.devLoss !== null && Number.isFinite(one.devLoss));
  const lowest = ranked.reduce<Candidate | null>((low, one) => (low && low.devLoss! <= one.devLoss! ? low : one), null);
  return lowest && lowest.devLoss! < chosen.devLoss / (1 + CLEARLY) ? lowest : null;
}

/** Another rate does clearly better on what was not trained on. */
function overfits(answer: LadderAnswer, best: Candidate): Evidence | null {
  const other = betterOnDev(answer);
  if (other === null) return null;
  const warn = { rule: 'L3', verdict: 'warn', title: say('evidence.overfits'), remedy: null } as const;
  const values = {
    dev: number(best.devLoss),
    other: rate(other.learningRate),
    otherDev: number(other.devLoss),
  };
  if (!isBetter(best.metric, other.metric)) return { ...warn, body: say('evidence.overfitsBetter', values) };
  const { name } = best.metric;
  const metrics = {
    metric: { as: 'metricName', name },
    value: { as: 'metric', name, value: best.metric.value },
    otherValue: { as: 'metric', name, value: other.metric.value },
  } as const;
  return { ...warn, body: say('evidence.overfitsSurer', { ...values, ...metrics }) };
}

/** Whether the probe says the same; nothing where none was made for this. */
function crossCheck({ probe }: Judged, best: Candidate): Evidence | null {
  if (probe === null) return null;
  const estimate = estimateOf(probe.answer);
  const values = { rate: rate(estimate), best: rate(best.learningRate) };
  const decades = Math.abs(Math.log10(estimate / best.learningRate));
  const base = { rule: 'B8', remedy: null } as const;
  // The logarithm of 10 may have a last digit too many.
  return decades <= MOST_DECADES + 1e-9
    ? {
        ...base,
        verdict: 'good',
        title: say('evidence.probeAgrees'),
        body: say('evidence.probeAgreesWith', values),
      }
    : {
        ...base,
        verdict: 'warn',
        title: say('evidence.probeDiffers'),
        body: say('evidence.probeDiffersBy', values),
      };
}

function edge({ answer, plan }: Judged, best: Candidate): Evidence | null {
  if (answer.atEdge === null) return null;
  const values = { rate: rate(best.learningRate) };
  // Once the others are done, an extended ladder goes on by itself.
  const goesOn = plan.extend && answer.open > 0;
  return {
    rule: 'L4',
    verdict: goesOn ? 'wait' : 'warn',
    title: say('evidence.atEdge'),
    body: answer.atEdge === 'high' ? say('evidence.highest', values) : say('evidence.lowest', values),
    remedy: goesOn ? null : { kind: 'addRate', rate: pastEdge(best.learningRate, answer.atEdge) },
  };
}

function extension({ extended }: LadderAnswer): Evidence | null {
  if (extended.length === 0) return null;
  const body = say('evidence.extendedTo', { rates: rates(extended) });
  return { rule: 'L4', verdict: 'good', title: say('evidence.extended'), body, remedy: null };
}

function refinement({ refined }: LadderAnswer): Evidence | null {
  if (refined.length === 0) return null;
  const body = say('evidence.refinedBy', { rates: rates(refined) });
  return { rule: 'L2', verdict: 'good', title: say('evidence.refined'), body, remedy: null };
}

/** What the early stop of candidates that can't win has spared. */
function pruning({ answer, plan }: Judged): Evidence | null {
  if (answer.pruned.length === 0) return null;
  const spared = answer.candidates
    .filter(({ status }) => status === 'pruned')
    .reduce((sum, { steps }) => sum + plan.base.steps - steps, 0);
  const values = { spared: count(spared), full: count(answer.stepsFull), rates: rates(answer.pruned) };
  const body = say('evidence.prunedSpared', values);
  return { rule: 'prune', verdict: 'good', title: say('evidence.pruned'), body, remedy: null };
}

function openTrials(answer: LadderAnswer, best: Candidate): Evidence | null {
  if (answer.open === 0) return null;
  const others = answer.candidates.filter(one => one !== best && !ENDED.has(one.status));
  const body =
    others.length === 0
      ? say('evidence.bestOpen')
      : others.length === 1
        ? say('evidence.oneOpen', { rate: rate(others[0]!.learningRate) })
        : say('evidence.manyOpen', { count: others.length });
  return { rule: 'L3', verdict: 'wait', title: say('evidence.uncertain'), body, remedy: null };
}

function unfinished({ candidates }: LadderAnswer): Evidence | null {
  const cut = candidates.filter(({ status }) => RESUMABLE.has(status)).map(({ learningRate }) => learningRate);
  if (cut.length === 0) return null;
  const body = say('evidence.unfinishedRates', { rates: rates(cut) });
  return { rule: 'L3', verdict: 'warn', title: say('evidence.unfinished'), body, remedy: null };
}

function diverged({ candidates }: LadderAnswer): Evidence | null {
  const out = candidates.filter(({ status }) => status === 'diverged').map(({ learningRate }) => learningRate);
  if (out.length === 0) return null;
  const body = say('evidence.divergedRates', { rates: rates(out) });
  return { rule: 'L8', verdict: 'bad', title: say('evidence.diverged'), body, remedy: null };
}
