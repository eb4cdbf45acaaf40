import type { DecayAnswer, DecayComparison, DecayPlan } from '../../../domain/decay.ts';
import type { Evidence, Rule, Verdict } from '../../../domain/evidence.ts';
import type { Quantity, Statement } from '../../../domain/reason.ts';
import { isConstant, type Schedule, sameSchedule } from '../../../domain/schedule.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import type { MessageKey } from '../../../messages/text.ts';
import { contradicts, decisive } from '../paired-runs.ts';
import type { StageRecord } from '../stage-definition.ts';

const say = (key: MessageKey, values: Statement['values'] = {}): Statement => ({ key, values });
const number = (value: number | null): Quantity => ({ as: 'number', value });
const schedule = (value: Schedule): Quantity => ({ as: 'schedule', value });

const piece = (rule: Rule, verdict: Verdict, title: Statement, body: Statement): Evidence => ({
  rule,
  verdict,
  title,
  body,
  remedy: null,
});

/** The reasons that a decay stage's answer brings along: first the lazy way's verdict, then what came of it, then what was left undone. */
export function evidenceOf(plan: DecayPlan, record: StageRecord, answer: DecayAnswer): Evidence[] {
  const { variants, againstBest } = answer;
  return [
    verdict(answer.lazy, answer),
    taken(plan, answer),
    named([answer.lazy, ...variants], answer),
    beside(answer.lazy, answer),
    peaks(answer),
    moved(answer),
    ...variants.flatMap(variant => {
      const toBest = againstBest.find(one => sameSchedule(one.schedule, variant.schedule) && one.why === variant.why);
      return [verdict(variant, answer), toBest ? worthMore(toBest, answer) : null, beside(variant, answer)];
    }),
    ownOnes(variants),
    searched(plan, answer),
    offered(answer),
    saved(answer),
    horizon(plan, answer),
    rows(plan),
    ...[answer.lazy, ...variants].map(diverged),
    unfinished(record),
  ].filter(one => one !== null);
}

const WORDS = {
  loss: { better: 'evidence.decay.lower', worse: 'evidence.decay.higher' },
  metric: { better: 'evidence.decay.metricBetter', worse: 'evidence.decay.metricWorse' },
} as const satisfies Record<DecayComparison['by'], Record<string, MessageKey>>;

/** What the numbers of a comparison are called in its sentences: the interval as it is measured, and by how much it is better. */
function valuesOf(one: DecayComparison, { metric }: DecayAnswer): Statement['values'] {
  const { loss, difference } = decisive(one, metric);
  const { low = Number.NaN, high = Number.NaN } = (one.by === 'loss' ? one.difference : one.metricDifference) ?? {};
  const mean = difference?.mean ?? Number.NaN;
  return {
    schedule: schedule(one.schedule),
    pairs: one.n,
    metric: { as: 'metricName', name: metric },
    loss: number(one.by === 'loss' ? one.loss : one.metricMean),
    by: number(Math.abs(mean)),
    share: number(loss ? Math.abs((100 * mean) / loss) : null),
    low: number(low),
    high: number(high),
    rows: number(one.rowNoise),
    confidence: one.confidence,
    reasonKey: WORDS[one.by][mean < 0 ? 'better' : 'worse'],
  };
}

function verdict(one: DecayComparison, answer: DecayAnswer): Evidence {
  const values = valuesOf(one, answer);
  const ended = one.pairs.filter(({ without, with: using }) => [without, using].every(isEnded)).length;
  switch (one.verdict) {
    case null:
      return piece(
        'D6',
        'wait',
        say('evidence.decay.open'),
        say('evidence.decay.openPairs', { ...values, ended, planned: one.planned }),
      );
    case 'gain':
      return piece('D6', 'good', say('evidence.decay.gain'), say('evidence.decay.gainBy', values));
    case 'flat':
      return piece('D6', 'good', say('evidence.decay.flat'), say('evidence.decay.flatWithin', values));
    case 'worse':
      return piece('D6', 'bad', say('evidence.decay.worse'), say('evidence.decay.worseBy', values));
    case 'unknown':
      return piece('D6', 'warn', say('evidence.decay.unknown'), whyUnknown(one, answer));
  }
}

/** That the lazy way is taken though nobody can tell, where one of both it must be. */
function taken(plan: DecayPlan, answer: DecayAnswer): Evidence | null {
  const { lazy, chosen } = answer;
  const isTaken = plan.takesLower === true && lazy.verdict === 'unknown' && chosen !== null && !isConstant(chosen);
  return isTaken
    ? piece('D6', 'warn', say('evidence.taken'), say('evidence.takenLower', valuesOf(lazy, answer)))
    : null;
}

const isEnded = (run: DecayComparison['pairs'][number]['with']): boolean =>
  run !== null && (run.status === 'finished' || run.status === 'diverged');

/** What is missing for a verdict: pairs that can be compared, a difference larger than the rows' part, or more pairs. */
function whyUnknown(one: DecayComparison, answer: DecayAnswer): Statement {
  const values = valuesOf(one, answer);
  const { lazy, morePairs } = answer;
  const { rowNoise, pairs } = one;
  const { difference } = decisive(one, answer.metric);
  // Of one that is flat the verdict says so; this is a command on which the schedule had no effect at all.
  if (difference?.low === 0 && difference.high === 0) return say('evidence.decay.notInForce', values);
  if (difference === null) return say('evidence.decay.tooFew', values);
  if (pairs.some(({ diverged: which }) => which === 'with' || which === 'without'))
    return say('evidence.decay.notCompared', values);
  if (Math.abs(difference.mean) <= (rowNoise ?? 0)) {
    const isClear = difference.low > 0 || difference.high < 0;
    if (isClear) return say('evidence.decay.withinRows', values);
    // More pairs may still show that it is flat.
    if (one !== lazy || morePairs === null) return say('evidence.decay.withinBoth', values);
  }
  if (one !== lazy) return say('evidence.decay.unclear', values);
  return morePairs
    ? say('evidence.decay.morePairs', { ...values, wanted: morePairs.pairs, steps: morePairs.steps })
    : say('evidence.decay.noNumber', values);
}

/** Where the metric named best evaluations, it is said which, and that it is what is compared. */
function named(all: readonly DecayComparison[], { metric }: DecayAnswer): Evidence | null {
  const runs = all
    .filter(({ by }) => by === 'metric')
    .flatMap(({ pairs }) => pairs.flatMap(({ without, with: using }) => [without, using]))
    .filter(run => run !== null);
  const byId = new Map(runs.map(run => [run.trialId, run]));
  if (byId.size === 0) return null;
  const count = [...byId.values()].filter(run => run.named === 'metric').length;
  const values = { metric: { as: 'metricName', name: metric }, named: count, runs: byId.size } as const;
  return piece('D6', 'good', say('evidence.decay.named'), say('evidence.decay.namedBy', values));
}

/** What of loss and metric doesn't decide, but where it contradicts it is not passed over. */
function beside(one: DecayComparison, { metric }: DecayAnswer): Evidence | null {
  const { by, verdict: of } = one;
  const difference = by === 'loss' ? one.metricDifference : one.difference;
  if (difference === null || of === null || metric === 'none') return null;
  const values = {
    schedule: schedule(one.schedule),
    metric: { as: 'metricName', name: metric },
    confidence: one.confidence,
    mean: number(difference.mean),
    low: number(difference.low),
    high: number(difference.high),
  } as const;
  if (of === 'gain' && contradicts(one, metric))
    return by === 'loss'
      ? piece('D6', 'bad', say('evidence.decay.contradicts'), say('evidence.decay.contradictsBy', values))
      : piece('D6', 'bad', say('evidence.decay.contradictsMetric'), say('evidence.decay.contradictsMetricBy', values));
  return by === 'loss'
    ? piece('D6', 'good', say('evidence.decay.metric'), say('evidence.decay.metricBy', values))
    : piece('D6', 'good', say('evidence.decay.loss'), say('evidence.decay.lossBy', values));
}

/** Each more schedule of a person's own may gain by chance, so that each has a wider interval than the one before it. */
function ownOnes(variants: readonly DecayComparison[]): Evidence | null {
  const own = variants.filter(({ why }) => why === 'person');
  const last = own.at(-1);
  if (!last) return null;
  const values = { own: own.length, confidence: last.confidence, schedule: schedule(last.schedule) };
  return piece('D6', 'good', say('evidence.decay.own'), say('evidence.decay.ownOnes', values));
}

function peaks({ formerPeak, newPeak, steps }: DecayAnswer): Evidence | null {
  if (formerPeak === null || newPeak === null) return null;
  if (!formerPeak.seen)
    return piece('D3', 'warn', say('evidence.decay.noPeak'), say('evidence.decay.noPeakBy', { step: steps }));
  const values = { former: formerPeak.step, now: newPeak.step };
  return piece('D3', 'good', say('evidence.decay.peak'), say('evidence.decay.peaks', values));
}

function moved({ movedLater, lazy, formerPeak, newPeak, variants }: DecayAnswer): Evidence | null {
  if (!movedLater || lazy.verdict !== 'gain' || !formerPeak || !newPeak) return null;
  const later = variants.find(({ why }) => why === 'later')?.schedule;
  const values = { former: formerPeak.step, now: newPeak.step, start: later && 'start' in later ? later.start : 0 };
  return piece('D6', 'warn', say('evidence.decay.movedLater'), say('evidence.decay.startsLater', values));
}

/** A schedule of more parts must be better than the simpler one. */
function worthMore(one: DecayComparison, answer: DecayAnswer): Evidence | null {
  const values = { ...valuesOf(one, answer), against: schedule(one.against) };
  if (one.verdict === null) return null;
  return one.verdict === 'gain'
    ? piece('D6', 'good', say('evidence.decay.worthMore'), say('evidence.decay.worthMoreBy', values))
    : piece('D6', 'warn', say('evidence.decay.notWorthMore'), say('evidence.decay.notWorthMoreThan', values));
}

function searched(plan: DecayPlan, { search, variants, lazy }: DecayAnswer): Evidence | null {
  if (search.length === 0)
    return plan.classic && lazy.verdict !== null && lazy.verdict !== 'gain'
      ? piece('D6', 'good', say('evidence.decay.noSearch'), say('evidence.decay.noSearchSince'))
      : null;
  const lowest = search.find(({ rank }) => rank === 1);
  const ended = search.reduce((sum, one) => sum + one.ended, 0);
  const planned = search.reduce((sum, one) => sum + one.planned, 0);
  if (ended < planned || lowest === undefined)
    return piece(
      'D2',
      'wait',
      say('evidence.decay.searching'),
      say('evidence.decay.searchedSoFar', { ended, planned }),
    );
  const values = { count: search.length, schedule: schedule(lowest.schedule), loss: number(lowest.devLoss) };
  const hasVerdict = variants.some(({ why }) => why === 'searched');
  return hasVerdict
    ? piece('D2', 'good', say('evidence.decay.search'), say('evidence.decay.searchChose', values))
    : piece('D2', 'good', say('evidence.decay.search'), say('evidence.decay.searchFoundNone', values));
}

function offered({ offer }: DecayAnswer): Evidence | null {
  if (offer === null) return null;
  return piece(
    'D2',
    'good',
    say('evidence.decay.offer'),
    say('evidence.decay.offerOf', { count: offer.trials, steps: offer.steps }),
  );
}

function saved({ saved: { steps, trials } }: DecayAnswer): Evidence | null {
  if (trials === 0) return null;
  return piece('D9', 'good', say('evidence.decay.saved'), say('evidence.decay.savedSteps', { count: trials, steps }));
}

/** The steps that it was trained for are others than num_steps [L5]. */
function horizon({ numSteps }: DecayPlan, { steps }: DecayAnswer): Evidence | null {
  if (numSteps === null || numSteps === steps) return null;
  return piece('L5', 'good', say('evidence.decay.horizon'), say('evidence.decay.horizonBy', { steps, numSteps }));
}

/** A script tells means over dev, and no rows. */
const rows = ({ command }: DecayPlan): Evidence | null =>
  command ? piece('D6', 'warn', say('evidence.seedsAlone'), say('evidence.seedsAloneOf')) : null;

function diverged({ schedule: of, pairs }: DecayComparison): Evidence | null {
  const lost = pairs.filter(({ diverged: which }) => which !== null);
  if (lost.length === 0) return null;
  const side = (which: string) => lost.filter(pair => pair.diverged === which || pair.diverged === 'both').length;
  const values = { schedule: schedule(of), using: side('with'), without: side('without'), count: pairs.length };
  return piece('L8', 'bad', say('evidence.decay.diverged'), say('evidence.decay.divergedRuns', values));
}

function unfinished({ trials }: StageRecord): Evidence | null {
  const cut = trials.filter(({ trial, damagedFrom }) => RESUMABLE.has(trial.status) || damagedFrom !== null).length;
  if (cut === 0) return null;
  return piece('D7', 'warn', say('evidence.unfinished'), say('evidence.decay.unfinished', { count: cut }));
}
