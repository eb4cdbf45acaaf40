import type { StageView } from '#shared/contract/requests.ts';
import {
  type BatchMomentumAnswer,
  BatchMomentumPlan,
  type BatchMomentumPoint,
  batchMomentumOf,
  type SearchCost,
} from '#shared/domain/batch-momentum.ts';
import { written } from '#shared/domain/reason.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import { hitsMemory } from '#shared/method/stages/batch-momentum/memory-bound.ts';
import { MOST_SEEDS, RACE_RATES, REFINED } from '#shared/method/stages/batch-momentum/workload.ts';
import {
  formatCount,
  formatDuration,
  formatMetric,
  formatNumber,
  formatOptimizer,
  formatQuantity,
  formatRate,
} from './format.ts';
import { reasonLine, reasonSummary } from './ladder-report.ts';
import { say } from './say.ts';
import { table } from './table.ts';
import { setName } from './trial-name.ts';

/** What the stage says. @throws Error for a stage of another kind */
export function batchMomentumIn(view: StageView): BatchMomentumAnswer {
  const answer = batchMomentumOf(view);
  if (!answer) throw new Error(`The stage ${view.stage.id} is of another kind.`);
  return answer;
}

/** What both ways of searching cost, which is proposed and why, and which it will be [S2]. */
export function costLines(plan: BatchMomentumPlan): string {
  const { accepted, costs, search, examples } = plan;
  const { grid, random, proposed } = costs;
  const point =
    accepted.optimizer === 'adam' ? String(accepted.batchSize) : `${accepted.batchSize} × ${accepted.momentum}`;
  const race = plan.race ? say('cli.batch.andRace', { trials: RACE_RATES + 2 * plan.racePairs }) : '';
  const isSure = plan.points.length < 2;
  return [
    say('cli.batch.from', {
      point,
      rate: formatRate(accepted.learningRate),
      examples: formatQuantity({ as: 'seen', of: plan.command?.seenBy ?? 'examples', value: examples }),
    }),
    say('cli.batch.grid', costOf(grid)),
    ...(random ? [say('cli.batch.random', costOf(random))] : []),
    say('cli.batch.proposed', {
      search: say(`cli.batch.search.${proposed}`),
      reason: say(costs.reason.key, written(costs.reason, formatQuantity)),
    }),
    ...(search === proposed ? [] : [say('cli.batch.chosen', { search: say(`cli.batch.search.${search}`) })]),
    ...(isSure ? [] : [say('cli.batch.more', { refined: REFINED, seeds: plan.secondSeed ? MOST_SEEDS : 0, race })]),
  ].join('\n');
}

const costOf = ({ trials, steps, ms }: SearchCost) => ({
  trials,
  steps: formatCount(steps),
  time: ms === null ? '' : say('cli.batch.time', { time: formatDuration(ms / 1000) }),
});

/** The points by rank, with what they were ranked by [S4]. */
export function pointTable(view: StageView): string {
  const { points, metric, accepted } = batchMomentumIn(view);
  const isAdam = accepted.optimizer === 'adam';
  const { seenBy = 'examples' } = BatchMomentumPlan.parse(view.stage.plan).command ?? {};
  const searched = points
    .filter(({ part }) => part !== 'race')
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.seed - b.seed);
  const columns: { head: string; cell: (point: BatchMomentumPoint) => string; isNumber: boolean }[] = [
    { head: say('cli.column.rank'), cell: one => (one.rank === null ? '–' : String(one.rank)), isNumber: true },
    { head: say('cli.batch.column.batchSize'), cell: one => String(one.batchSize), isNumber: true },
    ...(isAdam
      ? []
      : [
          {
            head: say('cli.batch.column.momentum'),
            cell: (one: BatchMomentumPoint) => String(one.momentum),
            isNumber: true,
          },
        ]),
    { head: say('cli.column.rate'), cell: one => formatRate(one.learningRate), isNumber: true },
    { head: say('cli.batch.column.from'), cell: sourceOf, isNumber: false },
    { head: say('cli.column.seed'), cell: one => String(one.seed), isNumber: true },
    { head: say('cli.column.state'), cell: one => say(`status.${one.status}`), isNumber: false },
    { head: say(`cli.batch.column.${seenBy}`), cell: one => formatCount(one.examples), isNumber: true },
    { head: say('cli.batch.column.level'), cell: one => formatNumber(one.level), isNumber: true },
    { head: '', cell: noiseOf, isNumber: false },
    { head: say('cli.column.lowest'), cell: one => formatNumber(one.lowestDevLoss), isNumber: true },
    { head: say(`cli.batch.column.at.${seenBy}`), cell: one => countOf(one.lowestAtExamples), isNumber: true },
    {
      head: say('cli.column.there', { metric: say(`metric.${metric}`) }),
      cell: one =>
        formatMetric(one.metric.name, one.metric.value) + (one.suspect ? ` (${say('cli.batch.suspect')})` : ''),
      isNumber: true,
    },
  ];
  return table(
    columns.map(({ head }) => head),
    searched.map(point => columns.map(({ cell }) => cell(point))),
    columns.flatMap(({ isNumber }, i) => (isNumber ? [i] : [])),
  );
}

const countOf = (value: number | null): string => (value === null ? '–' : formatCount(value));

function sourceOf({ rateFrom, multiple }: BatchMomentumPoint): string {
  const from = say(`cli.batch.rate.${rateFrom}`);
  if (multiple === 1 || rateFrom === 'person') return from;
  const known: Record<string, string> = { '3': '3', '0.5': '½', '0.25': '¼', [String(1 / 3)]: '⅓' };
  return say('cli.batch.times', { from, multiple: known[String(multiple)] ?? formatNumber(multiple) });
}

/** How far above the lowest it may be: `≈` where it is within that. */
function noiseOf({ rank, noise, equal }: BatchMomentumPoint): string {
  if (rank === null || noise === null) return '';
  if (noise === 0) return say('cli.batch.lowest');
  return `± ${formatNumber(noise)}${equal ? ' ≈' : ''}`;
}

/** What to use, and a line for each reason that the page gives too. */
export function batchMomentumAdvice(view: StageView): string {
  const { evidence } = view.recommendation;
  return [headline(view), ...raceLines(batchMomentumIn(view)), ...evidence.map(reasonLine)].join('\n');
}

function headline(view: StageView): string {
  const { set } = view.recommendation;
  const answer = batchMomentumIn(view);
  if (!set || !answer.best) return say('cli.stage.none');
  const { optimizer, batchSize, momentum, learningRate } = answer.best;
  const values = {
    batchSize,
    momentum,
    rate: formatRate(learningRate),
    steps: formatCount(set.steps ?? 0),
    optimizer: formatOptimizer(optimizer),
  };
  const isKept = answer.best.trialId === answer.acceptedTrialId;
  const { command } = BatchMomentumPlan.parse(view.stage.plan);
  const said = command
    ? say(isKept ? 'cli.batch.keepCommand' : 'cli.batch.useCommand', { set: setName(set) })
    : optimizer === 'adam'
      ? say(isKept ? 'cli.batch.keepAdam' : 'cli.batch.useAdam', values)
      : say(isKept ? 'cli.batch.keep' : 'cli.batch.use', values);
  // What was cut short may change it, as what still runs.
  const cut = view.trials.filter(({ status }) => RESUMABLE.has(status) && status !== 'failed');
  const isOpen = answer.open > 0 || cut.length + failedOf(view).length > 0;
  return isOpen ? `${say('cli.batch.soFar')} ${said}` : said;
}

/** The trials that failed, but those that ran out of memory where batch sizes end. */
export function failedOf({ stage, trials }: StageView): StageView['trials'] {
  const plan = BatchMomentumPlan.parse(stage.plan);
  return trials.filter(trial => trial.status === 'failed' && !hitsMemory(plan, { trial }));
}

function raceLines({ race }: BatchMomentumAnswer): string[] {
  if (!race || race.pairs.length === 0) return [];
  const values = {
    count: race.pairs.length,
    own: formatOptimizer(race.chosen.optimizer),
    ownRate: formatRate(race.chosen.learningRate ?? Number.NaN),
    other: formatOptimizer(race.other.optimizer),
    otherRate: formatRate(race.other.learningRate ?? Number.NaN),
  };
  return [say('cli.batch.raceTitle', values)];
}

/** What `batch-momentum --json` prints. */
export function batchMomentumSummary(view: StageView): object {
  const { stage, recommendation } = view;
  const { kind, ...answer } = batchMomentumIn(view);
  const { points: planned, search, minutes, leftOut } = BatchMomentumPlan.parse(stage.plan);
  return {
    stageId: stage.id,
    kind,
    status: stage.status,
    ...answer,
    planned: planned.length,
    search,
    minutes,
    leftOut,
    set: recommendation.set,
    evidence: recommendation.evidence.map(reasonSummary),
  };
}
