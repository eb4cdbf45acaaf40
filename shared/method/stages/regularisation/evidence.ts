import type { Evidence, Remedy, Rule, Verdict } from '../../../domain/evidence.ts';
import type { Quantity, Statement } from '../../../domain/reason.ts';
import type {
  RegularisationAnswer,
  RegularisationPlan,
  Regularised,
  SearchedPoint,
} from '../../../domain/regularisation.ts';
import { isConstant } from '../../../domain/schedule.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import type { MessageKey } from '../../../messages/text.ts';
import { contradicts } from '../paired-runs.ts';
import type { StageRecord } from '../stage-definition.ts';
import { NONE, samePoint } from './points.ts';
import { isTakenUnknown } from './verdict.ts';

const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });
const number = (value: number | null): Quantity => ({ as: 'number', value });
const count = (value: number): Quantity => ({ as: 'count', value });

const piece = (
  rule: Rule,
  verdict: Verdict,
  title: Statement,
  body: Statement,
  remedy: Remedy | null = null,
): Evidence => ({ rule, verdict, title, body, remedy });

/** The reasons that the answer brings along: the verdict, what it rests on, what follows for num_steps and decay, and what was left undone. */
export function evidenceOf(plan: RegularisationPlan, record: StageRecord, answer: RegularisationAnswer): Evidence[] {
  return [
    verdict(plan, answer),
    taken(plan, answer),
    beside(answer),
    contradicted(answer),
    searched(plan, answer),
    suspects(answer),
    edge(answer),
    numSteps(plan, answer),
    decay(answer),
    coverage(plan, answer),
    noDropout(plan),
    horizon(plan, answer),
    diverged(record),
    unfinished(record),
  ].filter(one => one !== null);
}

/** What a point is called in a sentence, by a key of its own where the network has no dropout. */
const nameOf = (
  { hasDropout }: Pick<RegularisationAnswer, 'hasDropout'>,
  { weightDecay, dropout }: Regularised,
): Statement['values'] => ({
  wd: { as: 'rate', value: weightDecay },
  dropout: { as: 'rate', value: dropout },
  reasonKey: hasDropout ? BOTH : DECAY,
});
const BOTH: MessageKey = 'reg.point';
const DECAY: MessageKey = 'reg.point.weightDecay';

/** The mean difference of what the verdict rests on, with its interval. */
function differenceOf({ pairs, metric }: RegularisationAnswer): Statement['values'] {
  const of = pairs?.by === 'metric' ? pairs.metricDifference : pairs?.difference;
  const { mean = Number.NaN, low = Number.NaN, high = Number.NaN } = of ?? {};
  return {
    metric: { as: 'metricName', name: metric },
    pairs: pairs?.n ?? 0,
    loss: number(pairs?.loss ?? null),
    mean: number(mean),
    by: number(Math.abs(mean)),
    share: number(pairs?.loss ? Math.abs((100 * mean) / pairs.loss) : null),
    low: number(low),
    high: number(high),
    rows: number((pairs?.by === 'metric' ? pairs.metricNoise : pairs?.rowNoise) ?? null),
  };
}

function verdict(plan: RegularisationPlan, answer: RegularisationAnswer): Evidence {
  const { chosen, pairs } = answer;
  const values = { ...(chosen ? nameOf(answer, chosen) : {}), ...differenceOf(answer) };
  switch (answer.verdict) {
    case null:
      return open(plan, answer);
    case 'none':
      return piece('R1', 'good', say('evidence.reg.none'), say('evidence.reg.noneOf', { count: tried(answer).length }));
    case 'gain':
      return piece(
        'R1',
        'good',
        say('evidence.reg.gain'),
        say(pairs?.by === 'metric' ? 'evidence.reg.gainMetric' : 'evidence.reg.gainLoss', values),
      );
    case 'flat':
      return piece('R1', 'good', say('evidence.reg.flat'), say('evidence.reg.flatWithin', values));
    case 'worse':
      return piece(
        'R1',
        'good',
        say('evidence.reg.worse'),
        say(pairs?.by === 'metric' ? 'evidence.reg.worseMetric' : 'evidence.reg.worseLoss', values),
      );
    case 'unknown':
      return piece('R1', 'warn', say('evidence.reg.unknown'), whyUnknown(answer, values));
  }
}

/** That what was lower is taken though nobody can tell, where one of both it must be. */
const taken = (plan: RegularisationPlan, answer: RegularisationAnswer): Evidence | null =>
  isTakenUnknown(plan, answer)
    ? piece('R1', 'warn', say('evidence.taken'), say('evidence.takenLower', { ...differenceOf(answer) }))
    : null;

/** The points beside none. */
const tried = ({ points }: RegularisationAnswer): SearchedPoint[] => points.filter(point => !samePoint(point, NONE));

function open(plan: RegularisationPlan, answer: RegularisationAnswer): Evidence {
  const { chosen, pairs, points } = answer;
  if (chosen && pairs) {
    const ended = pairs.pairs.filter(({ without, with: using }) => [without, using].every(isEnded)).length;
    const values = { ...nameOf(answer, chosen), ended, planned: plan.seeds.length };
    return piece('R1', 'wait', say('evidence.reg.open'), say('evidence.reg.openPairs', values));
  }
  const runs = points.reduce((sum, one) => sum + one.planned, 0);
  const ended = points.reduce((sum, one) => sum + one.ended, 0);
  if (answer.open === 0 && ended === runs && runs > 0)
    return piece('R1', 'bad', say('evidence.reg.unknown'), say('evidence.reg.nothingUsable'));
  return piece('R1', 'wait', say('evidence.reg.open'), say('evidence.reg.openSearch', { ended, planned: runs }));
}

type Run = NonNullable<RegularisationAnswer['pairs']>['pairs'][number]['with'];
const isEnded = (run: Run): boolean => run !== null && (run.status === 'finished' || run.status === 'diverged');

/** What is missing for a verdict: runs that can be compared, a difference larger than the rows' part, or more pairs. */
function whyUnknown({ pairs, morePairs }: RegularisationAnswer, values: Statement['values']): Statement {
  if (pairs === null || pairs.difference === null) return say('evidence.reg.tooFew', values);
  const ofMetric = pairs.metricDifference;
  const isMetricClear = ofMetric !== null && (ofMetric.low > 0 || ofMetric.high < 0);
  if (pairs.contradicts) return say(isMetricClear ? 'evidence.reg.opposite' : 'evidence.reg.leans', values);
  if (pairs.pairs.some(({ diverged: which }) => which === 'with' || which === 'without'))
    return say('evidence.reg.notCompared', values);
  if (isMetricClear && pairs.metricNoise !== null && Math.abs(ofMetric.mean) <= pairs.metricNoise)
    return say('evidence.reg.metricWithinRows', {
      ...values,
      ...{ mean: number(ofMetric.mean), low: number(ofMetric.low), high: number(ofMetric.high) },
      rows: number(pairs.metricNoise),
    });
  const { low, high, mean } = pairs.difference;
  const isClear = low > 0 || high < 0;
  if (isClear && Math.abs(mean) <= (pairs.rowNoise ?? 0)) return say('evidence.reg.withinRows', values);
  return morePairs
    ? say('evidence.reg.morePairs', { ...values, wanted: morePairs.pairs, steps: morePairs.steps })
    : say('evidence.reg.noNumber', values);
}

/** Loss and metric stand beside each other, whichever the verdict rests on. */
function beside(answer: RegularisationAnswer): Evidence | null {
  const { pairs, metric, verdict: of } = answer;
  if (!pairs?.difference || !pairs.metricDifference || of === null || metric === 'none' || pairs.contradicts)
    return null;
  const told = pairs.by === 'metric' ? pairs.difference : pairs.metricDifference;
  const values = {
    metric: { as: 'metricName', name: metric },
    mean: number(told.mean),
    low: number(told.low),
    high: number(told.high),
  } as const;
  const key = pairs.by === 'metric' ? 'evidence.reg.lossBy' : 'evidence.reg.metricBy';
  return piece(
    'R1',
    'good',
    say(pairs.by === 'metric' ? 'evidence.reg.loss' : 'evidence.reg.metric'),
    say(key, values),
  );
}

function contradicted({ pairs, metric }: RegularisationAnswer): Evidence | null {
  if (!pairs?.contradicts || !pairs.metricDifference || !pairs.difference) return null;
  const values = {
    metric: { as: 'metricName', name: metric },
    mean: number(pairs.metricDifference.mean),
    loss: number(pairs.difference.mean),
  } as const;
  return piece('S4', 'bad', say('evidence.reg.contradicts'), say('evidence.reg.contradictsBy', values));
}

/** The search chooses, and is no verdict. */
function searched(plan: RegularisationPlan, answer: RegularisationAnswer): Evidence | null {
  const { chosen } = answer;
  const found = chosen && answer.points.find(point => samePoint(point, chosen));
  if (!found || found.devLoss === null) return null;
  const values = {
    ...nameOf(answer, found),
    count: tried(answer).length,
    loss: number(found.devLoss),
    metric: { as: 'metricName', name: answer.metric },
    value: { as: 'metric', name: answer.metric, value: found.devMetric },
    seeds: plan.seeds.length,
  } as const;
  return piece('R1', 'good', say('evidence.reg.search'), say('evidence.reg.searchChose', values));
}

function suspects(answer: RegularisationAnswer): Evidence | null {
  const none = answer.points.find(point => samePoint(point, NONE));
  const better = (one: SearchedPoint): boolean =>
    none?.devMetric != null && one.devMetric !== null && answer.metric !== 'rmse' && one.devMetric > none.devMetric;
  const [one] = tried(answer).filter(point => point.suspect && better(point));
  if (!one) return null;
  const values = {
    ...nameOf(answer, one),
    metric: { as: 'metricName', name: answer.metric },
    value: { as: 'metric', name: answer.metric, value: one.devMetric },
    loss: number(one.devLoss),
  } as const;
  return piece('S4', 'warn', say('evidence.reg.suspect'), say('evidence.reg.suspectOf', values));
}

/** Past the end of what was tried, by so much. */
const PAST_EDGE = 3;

function edge(answer: RegularisationAnswer): Evidence | null {
  const { chosen, verdict: of } = answer;
  if (chosen === null || answer.edge === null || of === 'none' || of === null) return null;
  const further = chosen.weightDecay * (answer.edge === 'high' ? PAST_EDGE : 1 / PAST_EDGE);
  const weightDecay = Math.min(1, Number(further.toPrecision(2)));
  const isThere = weightDecay === chosen.weightDecay;
  const set = { weightDecay, ...(answer.hasDropout && { dropout: chosen.dropout }) };
  const values = { wd: { as: 'rate', value: chosen.weightDecay } } as const;
  const key = answer.edge === 'high' ? 'evidence.reg.most' : 'evidence.reg.least';
  return piece('R1', 'warn', say('evidence.atEdge'), say(key, values), isThere ? null : { kind: 'addPoint', set });
}

const MOVES = {
  loss: 'evidence.reg.lossMoves',
  metric: 'evidence.reg.metricMoves',
  none: 'evidence.reg.moves',
} as const;

/** num_steps once more, since regularisation slows convergence [L5]. */
function numSteps(plan: RegularisationPlan, answer: RegularisationAnswer): Evidence | null {
  if (answer.verdict !== 'gain') return null;
  const again = answer.numSteps;
  if (again === null)
    return piece(
      'L5',
      'good',
      say('evidence.reg.stepsBySchedule'),
      say('evidence.reg.stepsOfSchedule', { steps: count(answer.steps) }),
    );
  const { from, to, overfitsFrom, moves } = again;
  const values = {
    from: count(from.steps),
    steps: count(answer.steps),
    metric: { as: 'metricName', name: answer.metric },
  } as const;
  if (to === null)
    return piece(
      'L5',
      answer.open > 0 ? 'wait' : 'warn',
      say('evidence.reg.stepsOpen'),
      say(MOVES[moves ?? 'none'], values),
      // A schedule was made for the steps that there are.
      isConstant(plan.base.schedule ?? answer.schedule) ? { kind: 'runLonger', steps: 2 * answer.steps } : null,
    );
  const more = { ...values, steps: count(to.steps), examples: count(to.examples), epochs: number(to.epochs) };
  const key =
    overfitsFrom !== null
      ? 'evidence.reg.stepsOverfit'
      : to.steps > from.steps
        ? 'evidence.reg.stepsLonger'
        : to.steps < from.steps
          ? 'evidence.reg.stepsShorter'
          : 'evidence.reg.stepsSame';
  return piece('L5', 'good', say('evidence.reg.steps', { steps: count(to.steps) }), say(key, more));
}

/** Decay once more, since it was decided without regularisation. */
function decay(answer: RegularisationAnswer): Evidence | null {
  const { decay: again, offer } = answer;
  if (offer) {
    const values = { trials: offer.trials, steps: offer.steps };
    const remedy = { kind: 'addPoint', set: offer.set } as const;
    return piece('D6', 'warn', say('evidence.reg.decayOpen'), say('evidence.reg.decayOffer', values), remedy);
  }
  if (again === null) return null;
  const { mean = Number.NaN, low = Number.NaN, high = Number.NaN } = again.difference ?? {};
  const values = {
    schedule: { as: 'schedule', value: again.schedule },
    pairs: again.n,
    mean: number(mean),
    low: number(low),
    high: number(high),
  } as const;
  if (again.verdict === null)
    return piece('D6', 'wait', say('evidence.reg.decayOpen'), say('evidence.reg.decayRuns', values));
  const title = say('evidence.reg.decay');
  if (again.accepted)
    return again.verdict === 'worse'
      ? piece('D6', 'warn', title, say('evidence.reg.decayGoes', values))
      : piece(
          'D6',
          'good',
          title,
          say(again.verdict === 'gain' ? 'evidence.reg.decayHolds' : 'evidence.reg.decayStays', values),
        );
  if (again.verdict !== 'gain') return piece('D6', 'good', title, say('evidence.reg.decayStaysOff', values));
  return contradicts(again, answer.metric)
    ? piece('D6', 'warn', title, say('evidence.reg.decayContradicts', values))
    : piece('D6', 'good', title, say('evidence.reg.decayComes', values));
}

/** How many points there are, and what of it fits. */
function coverage(plan: RegularisationPlan, answer: RegularisationAnswer): Evidence | null {
  const verdictOf = answer.open > 0 ? 'wait' : 'good';
  return piece('S2', plan.fits === false ? 'warn' : verdictOf, say('evidence.reg.coverage'), plan.reason);
}

const noDropout = ({ hasDropout, base }: RegularisationPlan): Evidence | null =>
  hasDropout
    ? null
    : piece('R1', 'good', say('evidence.reg.noDropout'), say('evidence.reg.noDropoutOf', { model: base.model ?? '' }));

function horizon({ numSteps: accepted }: RegularisationPlan, { steps }: RegularisationAnswer): Evidence | null {
  if (accepted === null || accepted === steps) return null;
  return piece('L5', 'good', say('evidence.reg.horizon'), say('evidence.reg.horizonBy', { steps, numSteps: accepted }));
}

function diverged({ trials }: StageRecord): Evidence | null {
  const lost = trials.filter(({ trial }) => trial.status === 'diverged').length;
  return lost === 0
    ? null
    : piece('L8', 'warn', say('evidence.diverged'), say('evidence.reg.divergedRuns', { count: lost }));
}

function unfinished({ trials }: StageRecord): Evidence | null {
  const cut = trials.filter(({ trial }) => RESUMABLE.has(trial.status)).length;
  return cut === 0
    ? null
    : piece('R1', 'warn', say('evidence.unfinished'), say('evidence.decay.unfinished', { count: cut }));
}
