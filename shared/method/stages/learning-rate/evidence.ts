import type { Candidate, LadderAnswer } from '../../../domain/answer.ts';
import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Probe } from '../../../domain/probe.ts';
import type { StagePlan } from '../../../domain/project.ts';
import type { Quantity, Statement } from '../../../domain/reason.ts';
import { ENDED, RESUMABLE, type TrialStatus } from '../../../domain/trial.ts';
import type { MessageKey } from '../../../messages/text.ts';
import { beatsBaseline, trainBaseline } from '../../metrics/baseline.ts';
import { isBetter } from '../../metrics/metric.ts';
import { estimateOf } from '../../probe/answer.ts';
import { pastEdge } from './candidates.ts';

/** A curve that has not converged is offered this many times its steps. */
const LONGER = 2;

/** Decades by which probe and ladder may differ before that is pointed out [B8]. */
const MOST_DECADES = 1;

/** Dev losses closer than this share tell nothing: that much they differ between seeds. */
const CLEARLY = 0.1;

/** What a ladder's answer is judged by. */
export interface Judged {
  plan: Pick<StagePlan, 'base' | 'extend'>;
  answer: LadderAnswer;
  /** Of the data that its trials saw; null: not known any more. */
  facts: DatasetFacts | null;
  /** That was made for what the ladder trains, on the same data; null: none. */
  probe: Probe | null;
}

/** The reasons that a ladder's answer brings along, in the order of the method. Where no candidate is usable yet, only what happened. */
export function evidenceOf(judged: Judged): Evidence[] {
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
export function betterOnDev({ candidates, best }: Pick<LadderAnswer, 'candidates' | 'best'>): Candidate | null {
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
