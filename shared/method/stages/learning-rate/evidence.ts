import type { Candidate, LadderAnswer } from '../../../domain/answer.ts';
import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Probe } from '../../../domain/probe.ts';
import type { StagePlan } from '../../../domain/project.ts';
import type { Quantity, Statement } from '../../../domain/reason.ts';
import { CONSTANT, sameSchedule } from '../../../domain/schedule.ts';
import { ENDED, RESUMABLE, type TrialStatus } from '../../../domain/trial.ts';
import type { MessageKey } from '../../../messages/text.ts';
import { trainBaseline } from '../../metrics/baseline.ts';
import { estimateOf } from '../../probe/answer.ts';
import { pastEdge } from './candidates.ts';
import { weakerBy } from './ranking.ts';

/** A curve that has not converged is offered this many times its steps. */
const LONGER = 2;

/** Decades by which probe and ladder may differ before that is pointed out [B8]. */
const MOST_DECADES = 1;

/** What a ladder's evidence is made from. */
export interface EvidenceSource {
  plan: Pick<StagePlan, 'base' | 'extend' | 'confirms' | 'ownSchedule'>;
  answer: LadderAnswer;
  /** Of the data that its trials saw; null: not known any more. */
  facts: DatasetFacts | null;
  /** That was made for what the ladder trains, on the same data; null: none. */
  probe: Probe | null;
}

/** The reasons that a ladder's answer brings along, in the order of the method. Where no candidate is usable yet, only what happened. */
export function evidenceOf(source: EvidenceSource): Evidence[] {
  const { answer } = source;
  const best = answer.candidates.find(({ trialId }) => trialId === answer.best?.trialId);
  const ofBest =
    best === undefined
      ? []
      : [
          confirmation(source, best),
          depth(answer, best),
          speed(answer, best),
          byMetric(source, best),
          metricBest(best),
          passedOver(answer, best),
          seeds(answer),
          convergence(source, best),
          crossCheck(source, best),
          edge(source, best),
          extension(source),
          refinement(answer),
          openTrials(answer, best),
        ];
  return [noBetter(source), ...ofBest, pruning(source), unfinished(answer), diverged(answer)].filter(
    one => one !== null,
  );
}

const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });
const rate = (value: number): Quantity => ({ as: 'rate', value });
const rates = (values: readonly number[]): Quantity => ({ as: 'rates', values: [...values] });
const count = (value: number): Quantity => ({ as: 'count', value });
const number = (value: number | null): Quantity => ({ as: 'number', value });
const loss = ({ finalLoss, noise }: Candidate): Quantity => ({ as: 'loss', value: finalLoss, noise });

/** What a candidate is ranked by: its lowest dev loss, or where nothing was evaluated its training loss. */
const levelOf = ({ by }: LadderAnswer, one: Candidate): number =>
  (by === 'dev' ? one.level : one.finalLoss) ?? Infinity;

/** The others that have a rank, one a learning rate, the deepest first. */
const othersByDepth = (answer: LadderAnswer, best: Candidate): Candidate[] =>
  answer.candidates
    .filter(one => one.rank !== null && one.learningRate !== best.learningRate && Number.isFinite(levelOf(answer, one)))
    .sort((a, b) => levelOf(answer, a) - levelOf(answer, b));

/** Nothing is recommended that does no better than a guess, and what to do instead is said. */
function noBetter({ answer, facts }: EvidenceSource): Evidence | null {
  // Early on every curve stands there.
  if (facts === null || answer.open > 0 || answer.beatsBaseline !== false) return null;
  const [lowest] = answer.candidates
    .filter(one => one.rank !== null)
    .sort((a, b) => levelOf(answer, a) - levelOf(answer, b));
  if (lowest === undefined) return null;
  const bad = { rule: 'L3', verdict: 'bad', title: say('evidence.noBetter'), remedy: null } as const;
  if (answer.by === 'train')
    return {
      ...bad,
      body: say('evidence.noBetterThan', { loss: loss(lowest), bar: number(trainBaseline(facts).loss) }),
    };
  const values = {
    rate: rate(lowest.learningRate),
    dev: number(lowest.level),
    baseline: number(facts.floor.loss),
  };
  const { metric } = facts;
  if (facts.task === 'regression') return { ...bad, body: say('evidence.noBetterOnDev', values) };
  return { ...bad, body: say('evidence.noBetterByEither', { ...values, metric: { as: 'metricName', name: metric } }) };
}

/** Where the dev loss alone would not have said so. */
function byMetric({ answer, facts }: EvidenceSource, best: Candidate): Evidence | null {
  if (facts === null || answer.beatsBy !== 'metric') return null;
  const { name } = best.metric;
  const values = {
    baseline: number(facts.floor.loss),
    metric: { as: 'metricName', name },
    value: { as: 'metric', name, value: best.metricBest?.metric ?? best.lowestMetric },
  } as const;
  const body = say('evidence.beatsByMetricAt', values);
  return { rule: 'L3', verdict: 'warn', title: say('evidence.beatsByMetric'), body, remedy: null };
}

/** Where the best evaluation is not that of the lowest dev loss. */
function metricBest({ metricBest: named, metric: { name }, lowestAt, lowestMetric }: Candidate): Evidence | null {
  if (!named) return null;
  const values = {
    metric: { as: 'metricName', name },
    step: count(named.at),
    value: { as: 'metric', name, value: named.metric },
    lowest: count(lowestAt ?? 0),
    other: { as: 'metric', name, value: lowestMetric },
  } as const;
  const body = say('evidence.metricNamesBest', values);
  return { rule: 'L5', verdict: 'good', title: say('evidence.metricNames'), body, remedy: null };
}

function depth(answer: LadderAnswer, best: Candidate): Evidence {
  const [other] = othersByDepth(answer, best);
  const good = { rule: 'L3', verdict: 'good', remedy: null } as const;
  const isDeepest = other === undefined || levelOf(answer, best) <= levelOf(answer, other);
  const title = say(!other ? 'evidence.depth' : isDeepest ? 'evidence.deepest' : 'evidence.deep');
  if (answer.by === 'train') {
    const values = { loss: loss(best), ...(other && { other: rate(other.learningRate), otherLoss: loss(other) }) };
    const key = !other ? 'evidence.deepestAlone' : isDeepest ? 'evidence.deepestNext' : 'evidence.deepWithinNoise';
    return { ...good, title, body: say(key, values) };
  }
  const values = {
    dev: number(best.level),
    step: count(best.lowestAt ?? 0),
    ...(other && { other: rate(other.learningRate), otherDev: number(other.level) }),
  };
  const key = !other ? 'evidence.lowestDevAlone' : isDeepest ? 'evidence.lowestDevNext' : 'evidence.devWithinNoise';
  return { ...good, title, body: say(key, values) };
}

function speed(answer: LadderAnswer, best: Candidate): Evidence | null {
  const { candidates, open } = answer;
  // What is as deep and no slower was passed over, and that is said on its own.
  if (best.stepsToReach === null || passedOver(answer, best)) return null;
  const [other] = candidates
    .filter(one => one.learningRate !== best.learningRate && one.rank !== null && one.stepsToReach !== null)
    .sort((a, b) => a.stepsToReach! - b.stepsToReach!);
  const step = count(best.stepsToReach);
  const good = { rule: 'L3', verdict: 'good', remedy: null } as const;
  // Of a lone candidate there is nothing to be said.
  if (candidates.every(({ learningRate }) => learningRate === best.learningRate)) return null;
  if (other === undefined) {
    const body = open > 0 ? say('evidence.fastestYet', { step }) : say('evidence.fastestAlone', { step });
    return { ...good, title: say('evidence.fastest'), body };
  }
  const values = { step, other: rate(other.learningRate), otherStep: count(other.stepsToReach!) };
  if (other.stepsToReach! >= best.stepsToReach)
    return { ...good, title: say('evidence.fastest'), body: say('evidence.fastestNext', values) };
  if (other.equal) return null;
  // It came near sooner, but did not end within noise of the lowest.
  return { ...good, title: say('evidence.fast'), body: say('evidence.fastButNotFirst', values) };
}

/** Robust beats fast, and so does a better metric: what was as deep and sooner there, and why it is not taken. */
function passedOver({ candidates }: LadderAnswer, best: Candidate): Evidence | null {
  const [other] = candidates
    .filter(one => one.equal && weakerBy(one.weakness, best.weakness) > 0 && one.learningRate !== best.learningRate)
    .filter(one => (one.stepsToReach ?? Infinity) <= (best.stepsToReach ?? Infinity))
    .sort((a, b) => a.stepsToReach! - b.stepsToReach!);
  if (other === undefined) return null;
  const { name } = best.metric;
  const metricOf = ({ metricBest: named, lowestMetric }: Candidate): Quantity => ({
    ...{ as: 'metric', name, value: named?.metric ?? lowestMetric },
  });
  if (other.weakness === 'metric') {
    const of = { other: rate(other.learningRate), metric: { as: 'metricName', name } } as const;
    const values = { ...of, value: metricOf(best), otherValue: metricOf(other) };
    const body = say('evidence.worseMetric', values);
    return { rule: 'S4', verdict: 'good', title: say('evidence.metricDecides'), body, remedy: null };
  }
  const key = other.weakness === 'unstable' ? 'evidence.unstable' : 'evidence.fragile';
  return {
    rule: 'L3',
    verdict: 'good',
    title: say('evidence.robust'),
    body: say(key, { other: rate(other.learningRate), otherStep: count(other.stepsToReach ?? 0) }),
    remedy: null,
  };
}

/** What is known of the noise between seeds, where it decides between candidates. */
function seeds(answer: LadderAnswer): Evidence | null {
  const twice = answer.candidates.filter(
    (one, i, all) => all.findIndex(other => other.learningRate === one.learningRate) !== i,
  );
  const rest = { rule: 'L3', remedy: null } as const;
  if (!answer.assumed && twice.length > 1) {
    const values = { rates: rates(twice.map(one => one.learningRate)) };
    return { ...rest, verdict: 'good', title: say('evidence.secondSeed'), body: say('evidence.secondSeedOf', values) };
  }
  if (!answer.assumed || answer.tied.length === 0) return null;
  const verdict = answer.open > 0 ? 'wait' : 'warn';
  return { ...rest, verdict, title: say('evidence.noiseAssumed'), body: say('evidence.noiseAssumedOf') };
}

/** Still to be trained, or to be gone on with. */
const NOT_DONE: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['queued', 'running', 'waiting', 'paused']);

const MOVES = {
  loss: 'evidence.devLossMoves',
  metric: 'evidence.metricMoves',
  neither: 'evidence.fallingAtEnd',
} as const;

function convergence({ answer: { numSteps, by }, plan }: EvidenceSource, best: Candidate): Evidence {
  const { name } = best.metric;
  if (plan.ownSchedule)
    return {
      rule: 'L5',
      verdict: 'warn',
      title: say('evidence.numStepsBySchedule'),
      body: say('evidence.ownSchedule'),
      remedy: null,
    };
  if (!sameSchedule(plan.base.schedule, CONSTANT))
    return {
      rule: 'L5',
      verdict: 'warn',
      title: say('evidence.numStepsBySchedule'),
      body: say('evidence.flattenedByDecay', { steps: count(plan.base.steps) }),
      remedy: null,
    };
  if (numSteps.overfitsFrom !== null) {
    const values = { step: count(numSteps.overfitsFrom), lowest: count(best.lowestAt ?? 0) };
    const goesOn = numSteps.value !== null && numSteps.value > numSteps.overfitsFrom;
    const body = goesOn
      ? say('evidence.overfitsButMetric', {
          ...values,
          steps: count(numSteps.value!),
          metric: { as: 'metricName', name },
        })
      : // From the mean over its seeds, of which this one may have its lowest point later.
        say(
          (best.lowestAt ?? 0) < numSteps.overfitsFrom ? 'evidence.overfitsFrom' : 'evidence.overfitsFromMean',
          values,
        );
    return { rule: 'L5', verdict: 'warn', title: say('evidence.overfitting'), body, remedy: null };
  }
  if (numSteps.converged && numSteps.convergedAt !== null) {
    const values = { step: count(numSteps.convergedAt), metric: { as: 'metricName', name } } as const;
    const unseen = (numSteps.value ?? 0) > best.steps;
    const body =
      by === 'train'
        ? say('evidence.convergedAt', values)
        : say(unseen ? 'evidence.convergedUnseen' : 'evidence.convergedOnDev', values);
    return { rule: 'L5', verdict: 'good', title: say('evidence.converged'), body, remedy: null };
  }
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
    body: say(MOVES[numSteps.moves ?? 'neither'], {
      rate: rate(best.learningRate),
      steps: count(best.steps),
      metric: { as: 'metricName', name },
    }),
    // What was cut short is continued first.
    remedy: best.status === 'finished' ? { kind: 'runLonger', steps: plan.base.steps * LONGER } : null,
  };
}

/** Whether the probe says the same; nothing where none was made for this. */
function crossCheck({ probe }: EvidenceSource, best: Candidate): Evidence | null {
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

function edge({ answer, plan }: EvidenceSource, best: Candidate): Evidence | null {
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

/** A candidate may stand alone by a person's choice; one that confirms a probe says what it stands for. */
function confirmation({ plan, answer: { extended } }: EvidenceSource, best: Candidate): Evidence | null {
  if (!plan.confirms) return null;
  const values = { rate: rate(best.learningRate) };
  const good = { rule: 'B6', verdict: 'good', remedy: null } as const;
  return extended.length === 0
    ? { ...good, title: say('evidence.confirmed'), body: say('evidence.confirmedRate', values) }
    : { ...good, verdict: 'warn', title: say('evidence.halved'), body: say('evidence.halvedTo', values) };
}

function extension({ plan, answer: { extended } }: EvidenceSource): Evidence | null {
  if (extended.length === 0 || plan.confirms) return null;
  const body = say('evidence.extendedTo', { rates: rates(extended) });
  return { rule: 'L4', verdict: 'good', title: say('evidence.extended'), body, remedy: null };
}

function refinement({ refined }: LadderAnswer): Evidence | null {
  if (refined.length === 0) return null;
  const body = say('evidence.refinedBy', { rates: rates(refined) });
  return { rule: 'L2', verdict: 'good', title: say('evidence.refined'), body, remedy: null };
}

/** What the early stop of candidates that can't win has spared. */
function pruning({ answer, plan }: EvidenceSource): Evidence | null {
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
