import type { StageEstimate, StageView } from '#shared/contract/requests.ts';
import {
  type RegularisationAnswer,
  type RegularisationPlan,
  type Regularised,
  regularisationOf,
  type SearchedPoint,
} from '#shared/domain/regularisation.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import {
  formatCount,
  formatDuration,
  formatMetric,
  formatNumber,
  formatOptimizer,
  formatRate,
  formatSchedule,
} from './format.ts';
import { reasonLine, reasonSummary } from './ladder-report.ts';
import { intervalCell, runCell, signed } from './pair-cells.ts';
import { say } from './say.ts';
import { table } from './table.ts';
import { setName } from './trial-name.ts';

/** What a regularisation stage says. @throws Error for a stage that is none */
export function regularisationIn(view: StageView): RegularisationAnswer {
  const answer = regularisationOf(view);
  if (!answer) throw new Error(`The stage ${view.stage.id} is none of regularisation.`);
  return answer;
}

/** What is tuned, what the search costs and why it has so many points, and in a line each what may come on top. */
export function costLines(
  name: string,
  plan: RegularisationPlan,
  { trials, steps, ms, mayAdd }: StageEstimate,
): string {
  const { learningRate = Number.NaN, steps: each = 0, optimizer = 'sgd', batchSize = 0, schedule } = plan.base;
  const time = (of: number | null) => (of === null ? '' : say('cli.before.time', { time: formatDuration(of / 1000) }));
  const decay =
    schedule && !isConstant(schedule) ? say('cli.reg.schedule', { schedule: formatSchedule(schedule) }) : '';
  const values = { name, rate: formatRate(learningRate), steps: formatCount(each), batchSize, decay };
  return [
    say('cli.reg.of', { ...values, optimizer: formatOptimizer(optimizer) }),
    say('cli.reg.search', {
      trials,
      steps: formatCount(steps),
      time: time(ms),
      reason: say(plan.reason.key, plan.reason.values),
    }),
    ...mayAdd.map(added =>
      say(`cli.reg.${added.why}`, { count: added.trials, steps: formatCount(added.steps), time: time(added.ms) }),
    ),
    ...(plan.fits === false ? [say('cli.reg.tooLong', { minutes: plan.minutes ?? 0 })] : []),
  ].join('\n');
}

const nameOf = ({ weightDecay, dropout }: Regularised, hasDropout: boolean): string =>
  setName({ weightDecay, ...(hasDropout && { dropout }) });

/** The points by rank, with what they were ranked by: the metric, and the loss beside it. */
export function pointsTable({ points, metric, hasDropout }: RegularisationAnswer): string {
  const inOrder = [...points].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  const columns: { head: string; cell: (point: SearchedPoint) => string; isNumber: boolean }[] = [
    { head: say('cli.column.rank'), cell: ({ rank }) => (rank === null ? '–' : String(rank)), isNumber: true },
    { head: say('hyperparameter.weightDecay'), cell: one => formatRate(one.weightDecay), isNumber: true },
    ...(hasDropout
      ? [{ head: say('hyperparameter.dropout'), cell: (one: SearchedPoint) => formatRate(one.dropout), isNumber: true }]
      : []),
    { head: say('cli.reg.runs'), cell: ({ ended, planned }) => `${ended}/${planned}`, isNumber: true },
    ...(metric === 'none'
      ? []
      : [
          {
            head: say(`metric.${metric}`),
            cell: (one: SearchedPoint) => formatMetric(metric, one.devMetric) + (one.equal ? ' ≈' : ''),
            isNumber: true,
          },
        ]),
    {
      head: say('cli.reg.loss'),
      cell: one => formatNumber(one.devLoss) + (one.suspect ? ` (${say('cli.reg.suspect')})` : ''),
      isNumber: true,
    },
  ];
  return table(
    columns.map(({ head }) => head),
    inOrder.map(point => columns.map(({ cell }) => cell(point))),
    columns.flatMap(({ isNumber }, i) => (isNumber ? [i] : [])),
  );
}

/** What the search chose against none, pair by pair; null: no pairs were run. */
export function pairsTable({ pairs, chosen, metric, hasDropout }: RegularisationAnswer): string | null {
  if (!pairs || !chosen) return null;
  const isMetric = metric !== 'none';
  const head = [
    say('cli.decay.seed'),
    say('cli.decay.without'),
    say('cli.decay.with'),
    say('cli.decay.difference'),
    ...(isMetric ? [say('cli.decay.metrics', { metric: say(`metric.${metric}`) }), say('cli.decay.difference')] : []),
  ];
  const rows = pairs.pairs.map(pair => [
    String(pair.seed),
    runCell(pair.without),
    runCell(pair.with),
    signed(pair.difference),
    ...(isMetric
      ? [
          [pair.without, pair.with].map(run => formatMetric(metric, run?.devMetric ?? null)).join(' → '),
          signed(pair.metricDifference),
        ]
      : []),
  ]);
  const mean = [
    say('cli.decay.mean'),
    formatNumber(pairs.loss),
    '',
    intervalCell(pairs.difference),
    ...(isMetric ? ['', intervalCell(pairs.metricDifference)] : []),
  ];
  const title = say('cli.reg.against', { point: nameOf(chosen, hasDropout) });
  return `${title}\n${table(head, [...rows, ...(pairs.difference ? [mean] : [])], [0])}`;
}

/** What to accept, and why. */
export function regularisationAdvice(view: StageView): string {
  const { set, evidence } = view.recommendation;
  return [headline(regularisationIn(view), set), ...evidence.map(reasonLine)].join('\n');
}

function headline({ verdict, open }: RegularisationAnswer, set: StageView['recommendation']['set']): string {
  if (set === null) return say(open > 0 || verdict === null ? 'cli.decay.notYet' : 'cli.reg.unknown');
  return verdict === 'gain' ? say('cli.stage.use', { set: setName(set) }) : say('cli.reg.off');
}

/** What `regularise --json` prints. */
export const regularisationSummary = (view: StageView): object => ({
  ...regularisationIn(view),
  set: view.recommendation.set,
  evidence: view.recommendation.evidence.map(reasonSummary),
  status: view.stage.status,
  stageId: view.stage.id,
});
