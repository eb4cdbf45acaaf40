import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '../../../../domain/batch-momentum.ts';
import type { DatasetFacts } from '../../../../domain/dataset.ts';
import type { Evidence } from '../../../../domain/evidence.ts';
import { count, evidence, number, rate, say } from '../../quantities.ts';
import { loss, metric, nameOf, namesOf, type Seen } from './words.ts';

/* Why this point: how deep it lies, what equals it, what it gains, and what else speaks for it or against it. */

/** The others that have a rank, the deepest first. */
const byDepth = (searched: readonly BatchMomentumPoint[], chosen: BatchMomentumPoint): BatchMomentumPoint[] =>
  searched
    .filter(one => one !== chosen && one.rank !== null && one.level !== null)
    .sort((a, b) => (a.level as number) - (b.level as number));

export function depth(chosen: BatchMomentumPoint, searched: BatchMomentumPoint[], seen: Seen): Evidence {
  // A mean over two seeds says nothing against a lone lucky one.
  const [other] = byDepth(searched, chosen).filter(({ seeds: of }) => of === chosen.seeds);
  const values = { point: nameOf(chosen), dev: number(chosen.level), examples: seen(chosen.lowestAtExamples ?? 0) };
  if (!other) return evidence('S4', 'good', say('batch.evidence.deepest'), say('batch.evidence.deepestAlone', values));
  const more = { ...values, other: nameOf(other), otherDev: number(other.level) };
  return (chosen.level ?? 0) <= (other.level ?? 0)
    ? evidence('S4', 'good', say('batch.evidence.deepest'), say('batch.evidence.deepestNext', more))
    : evidence('S4', 'good', say('batch.evidence.deep'), say('batch.evidence.deepWithinNoise', more));
}

/** Those whose loss curves are as good, and what the metric says between them. */
export function equals(
  answer: BatchMomentumAnswer,
  chosen: BatchMomentumPoint,
  searched: BatchMomentumPoint[],
): Evidence | null {
  const others = byDepth(searched, chosen).filter(one => one.equal);
  if (others.length === 0 || !chosen.equal) return null;
  const values = {
    count: others.length,
    points: namesOf(others),
    metric: { as: 'metricName' as const, name: answer.metric },
  };
  const [better] = others
    .filter(one => one.metric.value !== null && chosen.metric.value !== null)
    .sort((a, b) => (answer.metric === 'rmse' ? 1 : -1) * ((a.metric.value as number) - (b.metric.value as number)));
  if (!better || answer.metric === 'none')
    return evidence('S4', 'good', say('batch.evidence.equal'), say('batch.evidence.equalTo', values));
  const body = say('batch.evidence.equalMetric', { ...values, own: metric(chosen), other: metric(better) });
  return evidence('S4', 'good', say('batch.evidence.equal'), body);
}

const acceptedIn = (
  answer: BatchMomentumAnswer,
  searched: readonly BatchMomentumPoint[],
): BatchMomentumPoint | undefined => searched.find(({ trialId }) => trialId === answer.acceptedTrialId);

/** What it gains over what was accepted before. */
export function gain(
  answer: BatchMomentumAnswer,
  chosen: BatchMomentumPoint,
  searched: BatchMomentumPoint[],
): Evidence | null {
  const accepted = acceptedIn(answer, searched);
  if (!answer.gain || !accepted || searched.length < 2) return null;
  const name = nameOf(accepted);
  if (answer.gain.verdict === 'none') {
    const verdict = answer.open > 0 ? 'wait' : 'good';
    const lower = searched.find(({ trialId }) => trialId === answer.gain?.nearest);
    const less = -(answer.gain.loss ?? 0);
    const body =
      lower && less > 0
        ? say('batch.evidence.noGainNearest', {
            accepted: name,
            other: nameOf(lower),
            less: loss(less, answer.gain.lossNoise),
          })
        : say('batch.evidence.noGainOver', { accepted: name });
    return evidence('S4', verdict, say('batch.evidence.noGain'), body);
  }
  const title = say('batch.evidence.gain');
  const { by, loss: difference, lossNoise } = answer.gain;
  const values = { accepted: name };
  if (by === 'loss') {
    const more = {
      ...values,
      dev: number(chosen.level),
      acceptedDev: number(accepted.level),
      less: loss(Math.abs(difference ?? 0), lossNoise),
    };
    return evidence('S4', 'good', title, say('batch.evidence.gainLoss', more));
  }
  const more = {
    ...values,
    metric: { as: 'metricName' as const, name: answer.metric },
    own: metric(chosen),
    other: metric(accepted),
  };
  return evidence('S4', 'good', title, say('batch.evidence.gainMetric', more));
}

/** The best of many points is so by luck too: what it takes to take the accepted one's place. */
export function ofMany({ gain: of, open: left }: BatchMomentumAnswer): Evidence | null {
  if (!of?.among || of.among.points < 2 || left > 0) return null;
  const { points, errors } = of.among;
  const values = { points: count(points), errors: number(Number(errors.toFixed(1))) };
  return evidence('L3', 'good', say('batch.evidence.ofMany'), say('batch.evidence.ofManyNeeds', values));
}

/** Where the accepted point stays: what came as deep with clearly fewer examples [S1]. */
export function sooner(
  answer: BatchMomentumAnswer,
  chosen: BatchMomentumPoint,
  searched: BatchMomentumPoint[],
  seen: Seen,
): Evidence | null {
  if (answer.gain?.verdict !== 'none' || chosen.reached === null) return null;
  const [fast] = searched
    .filter(one => one.equal && one.reached !== null && one.reached * 2 <= (chosen.reached as number))
    .sort((a, b) => (a.reached as number) - (b.reached as number));
  if (!fast) return null;
  const values = { point: nameOf(fast), examples: seen(fast.reached as number), own: seen(chosen.reached) };
  return evidence('S1', 'good', say('batch.evidence.sooner'), say('batch.evidence.soonerThan', values));
}

export function suspects(answer: BatchMomentumAnswer, searched: BatchMomentumPoint[]): Evidence | null {
  const [one] = searched.filter(({ suspect }) => suspect).sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
  if (!one) return null;
  const values = {
    point: nameOf(one),
    metric: { as: 'metricName' as const, name: answer.metric },
    value: metric(one),
    dev: number(one.level),
  };
  return evidence('S4', 'warn', say('batch.evidence.suspect'), say('batch.evidence.suspectOf', values));
}

/** What others say of choosing a batch size by what it does on dev [S6]. */
export function playbook(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  if (chosen.batchSize === answer.accepted.batchSize || answer.gain?.verdict !== 'gain') return null;
  return evidence('S6', 'warn', say('batch.evidence.playbook'), say('batch.evidence.playbookSays'));
}

export function batchEdge(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  if (answer.batchEdge === null) return null;
  const key = answer.batchEdge === 'low' ? 'batch.evidence.smallest' : 'batch.evidence.largest';
  return evidence('S2', 'warn', say('evidence.atEdge'), say(key, { size: count(chosen.batchSize) }));
}

export function momentumEdge(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  if (answer.momentumEdge === null) return null;
  const key = answer.momentumEdge === 'low' ? 'batch.evidence.leastMomentum' : 'batch.evidence.mostMomentum';
  return evidence('S2', 'warn', say('evidence.atEdge'), say(key, { momentum: rate(chosen.momentum) }));
}

/** What is known of the noise between seeds. */
export function seeds(
  { command }: BatchMomentumPlan,
  answer: BatchMomentumAnswer,
  points: BatchMomentumPoint[],
): Evidence | null {
  if (points.filter(({ part }) => part === 'search').length < 2) return null;
  if (command?.fixed.includes('seed'))
    return evidence('L3', 'warn', say('evidence.noiseAssumed'), say('batch.evidence.takesNoSeed'));
  if (answer.assumed)
    return evidence(
      'L3',
      answer.open > 0 ? 'wait' : 'warn',
      say('evidence.noiseAssumed'),
      say('evidence.noiseAssumedOf'),
    );
  const twice = points.filter(({ part }) => part === 'seed');
  return evidence(
    'L3',
    'good',
    say('evidence.secondSeed'),
    say('batch.evidence.secondSeedOf', { points: namesOf(twice) }),
  );
}

/** A script tells means over dev, and no rows. */
export const rows = ({ command }: BatchMomentumPlan): Evidence | null =>
  command && !command.fixed.includes('seed')
    ? evidence('L3', 'warn', say('evidence.seedsAlone'), say('evidence.seedsAloneOf'))
    : null;

/** Nothing is recommended that does no better than a guess. */
export function noBetter(
  answer: BatchMomentumAnswer,
  searched: BatchMomentumPoint[],
  facts: DatasetFacts | null,
): Evidence | null {
  if (facts === null || answer.open > 0 || answer.beatsBaseline !== false) return null;
  const [lowest] = searched.filter(({ level }) => level !== null).sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
  if (!lowest) return null;
  const values = { point: nameOf(lowest), dev: number(lowest.level), baseline: number(facts.floor.loss) };
  return evidence('L3', 'bad', say('evidence.noBetter'), say('batch.evidence.noBetterOnDev', values));
}
