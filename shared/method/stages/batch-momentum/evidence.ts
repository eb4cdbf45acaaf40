import type {
  BatchMomentumAnswer,
  BatchMomentumPlan,
  BatchMomentumPoint,
  Race,
  Racer,
} from '../../../domain/batch-momentum.ts';
import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { Evidence, Rule, Verdict } from '../../../domain/evidence.ts';
import type { Quantity, Statement } from '../../../domain/reason.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import type { MessageKey } from '../../../messages/text.ts';

/** So many points are named in a sentence at most. */
const NAMED = 4;

/** The reasons that the answer brings along: what was chosen, whether it gains, at which rate and how long, and what is not known. */
export function evidenceOf(
  plan: BatchMomentumPlan,
  answer: BatchMomentumAnswer,
  facts: DatasetFacts | null,
): Evidence[] {
  const { points } = answer;
  const best = points.find(({ trialId }) => trialId === answer.best?.trialId);
  const searched = points.filter(({ part }) => part === 'search');
  const chosen = best?.part === 'race' ? searched.find(({ rank }) => rank === 1) : best;
  const ofBest =
    chosen === undefined
      ? []
      : [
          depth(chosen, searched),
          equals(answer, chosen, searched),
          gain(answer, chosen, searched),
          sooner(answer, chosen, searched),
          suspects(answer, searched),
          rates(answer),
          rateCheck(answer, chosen),
          numSteps(answer),
          playbook(answer, chosen),
          batchEdge(answer, chosen),
          momentumEdge(answer, chosen),
          seeds(answer, points),
          race(answer),
        ];
  return [
    noBetter(answer, searched, facts),
    ...ofBest,
    adam(plan),
    coverage(plan, answer),
    leftOut(plan),
    pruning(searched),
    open(answer, searched),
    unfinished(answer, points),
    diverged(searched),
  ].filter(one => one !== null);
}

const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });
const count = (value: number): Quantity => ({ as: 'count', value });
const number = (value: number | null): Quantity => ({ as: 'number', value });
const rate = (value: number): Quantity => ({ as: 'rate', value });
const loss = (value: number | null, noise: number | null): Quantity => ({ as: 'loss', value, noise });
const metric = ({ metric: { name, value } }: BatchMomentumPoint): Quantity => ({ as: 'metric', name, value });

const evidence = (rule: Rule, verdict: Verdict, title: Statement, body: Statement): Evidence => ({
  rule,
  verdict,
  title,
  body,
  remedy: null,
});

type Named = Pick<BatchMomentumPoint, 'optimizer' | 'batchSize' | 'momentum'>;

/** `32 × 0.9`; with Adam, which has no momentum to tune, `32`; where it is not at the rate that was derived for it, with its own. */
export const nameOf = ({ optimizer, batchSize, momentum, ...rest }: Named & Partial<BatchMomentumPoint>): string => {
  const name = optimizer === 'adam' ? String(batchSize) : `${batchSize} × ${momentum}`;
  const { multiple = 1, learningRate } = rest;
  return multiple === 1 || learningRate === undefined ? name : `${name} @ ${learningRate}`;
};

const namesOf = (points: readonly (Named & Partial<BatchMomentumPoint>)[]): string => {
  const names = [...new Set(points.map(nameOf))];
  return names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ', …' : '');
};

/** The others that have a rank, the deepest first. */
const byDepth = (searched: readonly BatchMomentumPoint[], chosen: BatchMomentumPoint): BatchMomentumPoint[] =>
  searched
    .filter(one => one !== chosen && one.rank !== null && one.level !== null)
    .sort((a, b) => (a.level as number) - (b.level as number));

function depth(chosen: BatchMomentumPoint, searched: BatchMomentumPoint[]): Evidence {
  const [other] = byDepth(searched, chosen);
  const values = { point: nameOf(chosen), dev: number(chosen.level), examples: count(chosen.lowestAtExamples ?? 0) };
  if (!other) return evidence('S4', 'good', say('batch.evidence.deepest'), say('batch.evidence.deepestAlone', values));
  const more = { ...values, other: nameOf(other), otherDev: number(other.level) };
  return (chosen.level ?? 0) <= (other.level ?? 0)
    ? evidence('S4', 'good', say('batch.evidence.deepest'), say('batch.evidence.deepestNext', more))
    : evidence('S4', 'good', say('batch.evidence.deep'), say('batch.evidence.deepWithinNoise', more));
}

/** Those whose loss curves are as good, and what the metric says between them. */
function equals(
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
function gain(
  answer: BatchMomentumAnswer,
  chosen: BatchMomentumPoint,
  searched: BatchMomentumPoint[],
): Evidence | null {
  const accepted = acceptedIn(answer, searched);
  if (!answer.gain || !accepted || searched.length < 2) return null;
  const name = nameOf(accepted);
  if (answer.gain.verdict === 'none') {
    const verdict = answer.open > 0 ? 'wait' : 'good';
    const [lower] = byDepth(searched, accepted);
    const less = (accepted.level ?? 0) - (lower?.level ?? Infinity);
    const body =
      lower && less > 0
        ? say('batch.evidence.noGainNearest', {
            accepted: name,
            other: nameOf(lower),
            less: loss(less, accepted.noise),
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

/** Where the accepted point stays: what came as deep with clearly fewer examples [S1]. */
function sooner(
  answer: BatchMomentumAnswer,
  chosen: BatchMomentumPoint,
  searched: BatchMomentumPoint[],
): Evidence | null {
  if (answer.gain?.verdict !== 'none' || chosen.reached === null) return null;
  const [fast] = searched
    .filter(one => one.equal && one.reached !== null && one.reached * 2 <= (chosen.reached as number))
    .sort((a, b) => (a.reached as number) - (b.reached as number));
  if (!fast) return null;
  const values = { point: nameOf(fast), examples: count(fast.reached as number), own: count(chosen.reached) };
  return evidence('S1', 'good', say('batch.evidence.sooner'), say('batch.evidence.soonerThan', values));
}

function suspects(answer: BatchMomentumAnswer, searched: BatchMomentumPoint[]): Evidence | null {
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

function rates(answer: BatchMomentumAnswer): Evidence | null {
  const { learningRate } = answer.accepted;
  if (answer.points.length < 2) return null;
  if (answer.holdRate)
    return evidence(
      'S6',
      'warn',
      say('batch.evidence.held'),
      say('batch.evidence.heldAt', { rate: rate(learningRate) }),
    );
  const own = answer.points.filter(
    ({ rateFrom, part }) => part === 'search' && (rateFrom === 'probe' || rateFrom === 'scaled'),
  );
  if (own.length === 0) return null;
  const all = own.map(one => one.learningRate);
  const values = { from: rate(Math.min(...all)), to: rate(Math.max(...all)), accepted: rate(learningRate) };
  return evidence('S6', 'good', say('batch.evidence.derived'), say('batch.evidence.derivedFrom', values));
}

function rateCheck(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  const values = { rate: rate(chosen.learningRate), point: nameOf({ ...chosen, multiple: 1 }) };
  switch (answer.rateCheck) {
    case 'holds':
      return evidence('S6', 'good', say('batch.evidence.rateHolds'), say('batch.evidence.rateHoldsAt', values));
    case 'moved':
      return evidence('S6', 'warn', say('batch.evidence.rateMoved'), say('batch.evidence.rateMovedTo', values));
    case 'open':
      return evidence('S6', 'wait', say('batch.evidence.rateOpen'), say('batch.evidence.rateOpenAt', values));
    default:
      return null;
  }
}

const MOVES = {
  loss: 'batch.evidence.lossMoves',
  metric: 'batch.evidence.metricMoves',
  none: 'batch.evidence.moves',
} as const;

/** num_steps for the chosen batch size [S5]. */
function numSteps({ numSteps: again, metric: name, open: left }: BatchMomentumAnswer): Evidence {
  const { from, to, converged, overfitsFrom, moves } = again;
  const values = {
    from: count(from.steps),
    fromExamples: count(from.examples),
    metric: { as: 'metricName' as const, name },
  };
  if (!converged || to === null)
    return evidence(
      'S5',
      left > 0 ? 'wait' : 'warn',
      say('batch.evidence.stepsOpen'),
      say(MOVES[moves ?? 'none'], values),
    );
  const more = { ...values, steps: count(to.steps), examples: count(to.examples), epochs: number(to.epochs) };
  const key =
    overfitsFrom !== null
      ? 'batch.evidence.stepsOverfit'
      : to.examples < from.examples
        ? 'batch.evidence.stepsShorter'
        : 'batch.evidence.stepsLonger';
  const same = to.steps === from.steps && to.examples === from.examples;
  const verdict = overfitsFrom !== null ? 'warn' : 'good';
  return evidence(
    'S5',
    verdict,
    say('batch.evidence.steps', { steps: count(to.steps) }),
    say(same && overfitsFrom === null ? 'batch.evidence.stepsSame' : key, more),
  );
}

/** What others say of choosing a batch size by what it does on dev [S6]. */
function playbook(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  if (chosen.batchSize === answer.accepted.batchSize || answer.gain?.verdict !== 'gain') return null;
  return evidence('S6', 'warn', say('batch.evidence.playbook'), say('batch.evidence.playbookSays'));
}

function batchEdge(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  if (answer.batchEdge === null) return null;
  const key = answer.batchEdge === 'low' ? 'batch.evidence.smallest' : 'batch.evidence.largest';
  return evidence('S2', 'warn', say('evidence.atEdge'), say(key, { size: count(chosen.batchSize) }));
}

function momentumEdge(answer: BatchMomentumAnswer, chosen: BatchMomentumPoint): Evidence | null {
  if (answer.momentumEdge === null) return null;
  const key = answer.momentumEdge === 'low' ? 'batch.evidence.leastMomentum' : 'batch.evidence.mostMomentum';
  return evidence('S2', 'warn', say('evidence.atEdge'), say(key, { momentum: rate(chosen.momentum) }));
}

/** What is known of the noise between seeds. */
function seeds(answer: BatchMomentumAnswer, points: BatchMomentumPoint[]): Evidence | null {
  if (points.filter(({ part }) => part === 'search').length < 2) return null;
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

const racer = ({ optimizer, batchSize, momentum }: Racer): Statement['values'] => ({
  own: { as: 'optimizer', value: optimizer },
  point: nameOf({ optimizer, batchSize, momentum }),
});

/** Tuned SGD against tuned Adam [S3]. */
function race({ race: of }: BatchMomentumAnswer): Evidence | null {
  if (!of) return null;
  const names = { ...racer(of.chosen), other: { as: 'optimizer', value: of.other.optimizer } } as const;
  if (of.verdict === null)
    return evidence('S3', 'wait', say('batch.evidence.race'), say('batch.evidence.raceOpen', names));
  const values = { ...names, count: of.pairs.length, ...intervalOf(of) };
  const keys = {
    chosen: 'batch.evidence.raceChosen',
    other: 'batch.evidence.raceOther',
    noise: 'batch.evidence.raceNoise',
  } as const;
  return evidence(
    'S3',
    of.verdict === 'other' ? 'warn' : 'good',
    say('batch.evidence.race'),
    say(keys[of.verdict], values),
  );
}

const intervalOf = ({ loss: interval, by, metricDifference }: Race): Statement['values'] => {
  const of = by === 'metric' ? metricDifference : interval;
  return { mean: number(of?.mean ?? null), low: number(of?.low ?? null), high: number(of?.high ?? null) };
};

/** Nothing is recommended that does no better than a guess. */
function noBetter(
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

const adam = ({ accepted }: BatchMomentumPlan): Evidence | null =>
  accepted.optimizer === 'adam'
    ? evidence('S3', 'good', say('batch.evidence.adam'), say('batch.evidence.adamOnly'))
    : null;

/** A random search saw some of the grid. */
function coverage({ search, points, costs }: BatchMomentumPlan, { open: left }: BatchMomentumAnswer): Evidence | null {
  if (search === 'grid') return null;
  const values = { count: points.length, all: costs.grid.trials };
  return evidence(
    'S2',
    left > 0 ? 'wait' : 'good',
    say('batch.evidence.random'),
    say('batch.evidence.randomOf', values),
  );
}

function leftOut({ leftOut: out }: BatchMomentumPlan): Evidence | null {
  if (out.length === 0) return null;
  const sizes = out.map(({ batchSize }) => batchSize).join(', ');
  const key = out.some(({ why }) => why === 'memory') ? 'batch.evidence.leftOutMemory' : 'batch.evidence.leftOutRows';
  return evidence('S2', 'good', say('batch.evidence.leftOut'), say(key, { sizes }));
}

/** What the early stop of points that can't win has spared. */
function pruning(searched: BatchMomentumPoint[]): Evidence | null {
  const pruned = searched.filter(({ status }) => status === 'pruned');
  if (pruned.length === 0) return null;
  const spared = pruned.reduce((sum, one) => sum + one.examplesFull - one.examples, 0);
  const full = searched.reduce((sum, one) => sum + one.examplesFull, 0);
  const values = { count: pruned.length, spared: count(spared), full: count(full) };
  return evidence('prune', 'good', say('evidence.pruned'), say('batch.evidence.prunedSpared', values));
}

function open({ open: left, probes }: BatchMomentumAnswer, searched: BatchMomentumPoint[]): Evidence | null {
  if (probes.open > 0 && searched.length === 0)
    return evidence(
      'S6',
      'wait',
      say('batch.evidence.probing'),
      say('batch.evidence.probingOf', { count: probes.open, all: probes.planned }),
    );
  if (left === 0) return null;
  return evidence('S2', 'wait', say('evidence.uncertain'), say('batch.evidence.open', { count: left }));
}

function unfinished(_: BatchMomentumAnswer, points: BatchMomentumPoint[]): Evidence | null {
  const cut = points.filter(({ status }) => RESUMABLE.has(status));
  if (cut.length === 0) return null;
  return evidence(
    'S2',
    'warn',
    say('evidence.unfinished'),
    say('batch.evidence.unfinishedPoints', { points: namesOf(cut) }),
  );
}

function diverged(searched: BatchMomentumPoint[]): Evidence | null {
  const out = searched.filter(({ status }) => status === 'diverged');
  if (out.length === 0) return null;
  return evidence(
    'L8',
    'bad',
    say('evidence.diverged'),
    say('batch.evidence.divergedPoints', { points: namesOf(out) }),
  );
}
