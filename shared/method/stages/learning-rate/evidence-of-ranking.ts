import type { Candidate, LadderAnswer } from '../../../domain/answer.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Quantity } from '../../../domain/reason.ts';
import { trainBaseline } from '../../metrics/baseline.ts';
import { count, number, rate, rates, say } from '../quantities.ts';
import type { EvidenceSource } from './evidence-source.ts';
import { weakerBy } from './weakness.ts';

/* Why this learning rate and no other [L3]. */

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
export function noBetter({ answer, facts }: EvidenceSource): Evidence | null {
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
export function byMetric({ answer, facts }: EvidenceSource, best: Candidate): Evidence | null {
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

export function depth(answer: LadderAnswer, best: Candidate): Evidence {
  // Where second seeds ran, those are compared that have one.
  const among = answer.by === 'dev' && !answer.assumed && best.equal ? (one: Candidate) => one.equal : () => true;
  const [other] = othersByDepth(answer, best).filter(among);
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

export function speed(answer: LadderAnswer, best: Candidate): Evidence | null {
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
export function passedOver({ candidates }: LadderAnswer, best: Candidate): Evidence | null {
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
export function seeds(answer: LadderAnswer): Evidence | null {
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
