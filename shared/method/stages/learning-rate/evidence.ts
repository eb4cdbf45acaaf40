import type { Candidate, LadderAnswer } from '../../../domain/answer.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import { ENDED, RESUMABLE } from '../../../domain/trial.ts';
import { estimateOf } from '../../probe/answer.ts';
import { count, rate, rates, say } from '../quantities.ts';
import { pastEdge } from './candidates.ts';
import { byMetric, depth, noBetter, passedOver, seeds, speed } from './evidence-of-ranking.ts';
import { convergence, metricBest } from './evidence-of-steps.ts';
import type { EvidenceSource } from './evidence-source.ts';

/** Decades by which probe and ladder may differ before that is pointed out [B8]. */
const MOST_DECADES = 1;

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
