import type { StageEstimate, StageView } from '#shared/contract/requests.ts';
import { type DecayAnswer, type DecayComparison, decayOf } from '#shared/domain/decay.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import { formatDuration, formatMetric, formatNumber, formatSchedule } from './format.ts';
import { reasonLine, reasonSummary } from './ladder-report.ts';
import { intervalCell, runCell, signed } from './pair-cells.ts';
import { say } from './say.ts';
import { table } from './table.ts';

/** What a decay stage says. @throws Error for a stage that is none */
export function decayIn(view: StageView): DecayAnswer {
  const answer = decayOf(view);
  if (!answer) throw new Error(`The stage ${view.stage.id} is none of decay.`);
  return answer;
}

/** What a decay stage will cost, in a line, and in a line each what may come on top. */
export function costLines({ trials, steps, ms, mayAdd }: StageEstimate): string {
  const time = (of: number | null) => (of === null ? '' : say('cli.before.time', { time: formatDuration(of / 1000) }));
  return [
    say('cli.decay.cost', { count: trials / 2, trials, steps, time: time(ms) }),
    ...mayAdd.map(added =>
      say(`cli.decay.${added.why}`, { count: added.trials, steps: added.steps, time: time(added.ms) }),
    ),
  ].join('\n');
}

/** The pairs of each comparison with their differences, each under what is compared. */
export function pairTables({ lazy, variants, againstBest, metric }: DecayAnswer): string {
  return [lazy, ...variants, ...againstBest].map(one => `${headOf(one)}\n${pairTable(one, metric)}`).join('\n\n');
}

const headOf = ({ schedule, against }: DecayComparison): string => {
  const values = { schedule: formatSchedule(schedule), against: formatSchedule(against) };
  return say(isConstant(against) ? 'cli.decay.againstNone' : 'cli.decay.against', values);
};

function pairTable(
  { pairs, against, loss, difference, metricDifference }: DecayComparison,
  metric: DecayAnswer['metric'],
): string {
  const isNone = isConstant(against);
  const name = metric === 'none' ? '' : say(`metric.${metric}`);
  const head = [
    say('cli.decay.seed'),
    say(isNone ? 'cli.decay.without' : 'cli.decay.before'),
    say(isNone ? 'cli.decay.with' : 'cli.decay.this'),
    say('cli.decay.difference'),
    ...(metric === 'none' ? [] : [say('cli.decay.metrics', { metric: name }), say('cli.decay.difference')]),
  ];
  const rows = pairs.map(pair => [
    String(pair.seed),
    runCell(pair.without),
    runCell(pair.with),
    signed(pair.difference),
    ...(metric === 'none'
      ? []
      : [
          [pair.without, pair.with].map(run => formatMetric(metric, run?.devMetric ?? null)).join(' → '),
          signed(pair.metricDifference),
        ]),
  ]);
  const mean = [
    say('cli.decay.mean'),
    formatNumber(loss),
    '',
    intervalCell(difference),
    ...(metric === 'none' ? [] : ['', intervalCell(metricDifference)]),
  ];
  return table(head, [...rows, ...(difference ? [mean] : [])], [0]);
}

/** What to accept, and why. */
export function advice(view: StageView): string {
  const { recommendation } = view;
  return [headline(decayIn(view), recommendation.set?.steps), ...recommendation.evidence.map(reasonLine)].join('\n');
}

function headline({ chosen, lazy, open }: DecayAnswer, numSteps: number | undefined): string {
  if (chosen === null) return say(open > 0 || lazy.verdict === null ? 'cli.decay.notYet' : 'cli.decay.none');
  if (isConstant(chosen)) return say('cli.decay.leave');
  const schedule = formatSchedule(chosen);
  return numSteps === undefined
    ? say('cli.decay.use', { schedule })
    : say('cli.decay.useSteps', { schedule, steps: numSteps });
}

/** What `decay --json` prints. */
export const decaySummary = (view: StageView): object => ({
  ...decayIn(view),
  set: view.recommendation.set,
  evidence: view.recommendation.evidence.map(reasonSummary),
  status: view.stage.status,
  stageId: view.stage.id,
});
