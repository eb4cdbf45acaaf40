import type { StageEstimate, StageView } from '#shared/contract/requests.ts';
import {
  type FinalAnswer,
  type FinalArm,
  type FinalConclusion,
  type FinalCrossValidation,
  type FinalFigures,
  type FinalPlan,
  type FinalRun,
  type FoldedArm,
  finalOf,
  type MeanSpread,
} from '#shared/domain/final-runs.ts';
import type { Project } from '#shared/domain/project.ts';
import type { TestReading } from '#shared/domain/test-reading.ts';
import { ENDED } from '#shared/domain/trial.ts';
import { formatCount, formatDuration, formatMetric, formatNumber, formatOptimizer, formatRate } from './format.ts';
import { reasonLine, reasonSummary } from './ladder-report.ts';
import { say } from './say.ts';
import { table } from './table.ts';

type Part = FinalConclusion['part'];
type Figure = FinalConclusion['figure'];

/** What final runs say. @throws Error for a stage that is none */
export function finalIn(view: StageView): FinalAnswer {
  const answer = finalOf(view);
  if (!answer) throw new Error(`The stage ${view.stage.id} is none of final runs.`);
  return answer;
}

/** What will run, what it costs, and what becomes of the test rows. */
export function beforeLines(
  { name, facts, dataDigest }: Project,
  { base, default: other, seeds, readsTest, ofCommand }: FinalPlan,
  { trials, steps, ms }: StageEstimate,
  readings: readonly TestReading[],
): string {
  const { learningRate = Number.NaN, steps: horizon = 0, optimizer = 'sgd', batchSize = 0 } = base;
  const values = { name, rate: formatRate(learningRate), steps: formatCount(horizon), batchSize };
  const count = readings.filter(one => one.dataDigest === dataDigest).length;
  const time = ms === null ? '' : say('cli.before.time', { time: formatDuration(ms / 1000) });
  const ofOwn = other ? 'cli.final.ofCommand' : 'cli.final.ofCommandAlone';
  return [
    ofCommand
      ? say(ofOwn, values)
      : say(other ? 'cli.final.of' : 'cli.final.ofDefault', { ...values, optimizer: formatOptimizer(optimizer) }),
    say('cli.final.cost', { seeds: seeds.length, trials, steps: formatCount(steps), time }),
    readsTest
      ? say('cli.final.testRows', { rows: formatCount(facts?.rows.test ?? 0), count })
      : say(ofCommand ? 'cli.final.noTestOfCommand' : 'cli.final.noTestRows'),
  ].join('\n');
}

/** The figures of both configurations seed by seed and fold by fold, the verdict, and why. */
export function finalText(view: StageView): string {
  const answer = finalIn(view);
  const isRead = answer.chosen.test !== null;
  const sections: [Part, Figure][] = [
    ...(isRead ? ([['test', 'loss'] as const, ['test', 'metric'] as const] as [Part, Figure][]) : []),
    ['dev', 'loss'],
    ['dev', 'metric'],
  ];
  const tables = sections
    .filter(([, figure]) => figure === 'loss' || answer.metric !== 'none')
    .map(([part, figure]) => `${headOf(answer, part, figure)}\n${tableOf(answer, part, figure)}`);
  const reasons = view.recommendation.evidence.map(reasonLine);
  const folds = answer.crossValidation ? [foldsText(answer.crossValidation, answer.metric)] : [];
  return [...tables, ...folds, [headline(answer), ...reasons, ...weights(answer)].join('\n')].join('\n\n');
}

const headOf = ({ metric }: FinalAnswer, part: Part, figure: Figure): string => {
  if (figure === 'loss') return say(part === 'test' ? 'cli.final.testLoss' : 'cli.final.devLoss');
  const name = metric === 'none' ? '' : say(`metric.${metric}`);
  return say(part === 'test' ? 'cli.final.testMetric' : 'cli.final.devMetric', { metric: name });
};

function tableOf(answer: FinalAnswer, part: Part, figure: Figure): string {
  const { chosen, default: other, metric, seeds } = answer;
  const write = (value: number | null) => (figure === 'loss' ? formatNumber(value) : formatMetric(metric, value));
  const signed = (value: number) => (value > 0 ? `+${write(value)}` : write(value));
  const cell = ({ runs }: FinalArm, seed: number): string => {
    const run = runs.find(one => one.seed === seed);
    if (!run) return '–';
    const value = figuresOf(run, part)?.[figure] ?? null;
    if (value === null) return say(`status.${run.status}`);
    return part === 'dev' && figure === 'loss' && run.at !== null ? `${write(value)} @ ${run.at}` : write(value);
  };
  const difference = answer[part]?.[figure] ?? null;
  const differenceOf = (seed: number): string => {
    const [a, b] = [chosen, other].map(arm => {
      const run = arm?.runs.find(one => one.seed === seed);
      return (run && figuresOf(run, part)?.[figure]) ?? null;
    });
    return a === null || a === undefined || b === null || b === undefined ? '–' : signed(a - b);
  };
  const head = [
    say('cli.final.seed'),
    say('cli.final.chosen'),
    ...(other ? [say('cli.final.default'), say('cli.final.difference')] : []),
  ];
  const rows = seeds.map(seed => [
    String(seed),
    cell(chosen, seed),
    ...(other ? [cell(other, seed), differenceOf(seed)] : []),
  ]);
  const means = [
    say('cli.final.mean'),
    meanCell(chosen[part]?.[figure] ?? null, write),
    ...(other
      ? [
          meanCell(other[part]?.[figure] ?? null, write),
          difference
            ? say('cli.final.interval', {
                mean: signed(difference.mean),
                low: signed(difference.low),
                high: signed(difference.high),
              })
            : '–',
        ]
      : []),
  ];
  return table(head, [...rows, means], [0]);
}

const figuresOf = (run: FinalRun, part: Part): FinalFigures | null => (part === 'test' ? run.test : run.dev);

const meanCell = (of: MeanSpread | null, write: (value: number) => string): string =>
  of === null ? '–' : of.spread === null ? write(of.mean) : `${write(of.mean)} ± ${write(of.spread)}`;

/** What cross-validation over train and dev gives, fold by fold [M9]. */
function foldsText(found: FinalCrossValidation, metric: FinalAnswer['metric']): string {
  const { chosen, default: other, planned, rolling, better } = found;
  const arms = [{ name: 'chosen' as const, arm: chosen }, ...(other ? [{ name: 'default' as const, arm: other }] : [])];
  const figures: Figure[] = metric === 'none' ? ['loss'] : ['metric', 'loss'];
  const columns = figures.flatMap(figure => arms.map(one => ({ ...one, figure })));
  const writeAs = (figure: Figure) => (value: number | null) =>
    figure === 'loss' ? formatNumber(value) : formatMetric(metric, value);
  const cell = (arm: FoldedArm, figure: Figure, fold: number): string => {
    const one = arm.folds.find(({ fold: its }) => its === fold);
    if (!one) return '–';
    return one.figures ? writeAs(figure)(one.figures[figure]) : say(`status.${one.status}`);
  };
  const nameOf = (figure: Figure) =>
    figure === 'loss' || metric === 'none' ? say('cli.final.loss') : say(`metric.${metric}`);
  const head = columns.map(({ name, figure }) => `${say(`cli.final.${name}`)}, ${nameOf(figure)}`);
  const rows = Array.from({ length: planned }, (_, fold) => [
    String(fold + 1),
    ...columns.map(({ arm, figure }) => cell(arm, figure, fold)),
  ]);
  const means = columns.map(({ arm, figure }) => meanCell(arm.means[figure], writeAs(figure)));
  const note = [
    say('finalPage.folds.steps', { steps: formatCount(chosen.steps) }),
    other ? say('finalPage.folds.stepsDefault', { steps: formatCount(other.steps) }) : '',
    better ? say('finalPage.folds.better', { folds: better.folds, of: better.of }) : '',
  ];
  return [
    say('finalPage.folds'),
    `${say(rolling ? 'finalPage.folds.rolling' : 'finalPage.folds.random', { count: planned })} ${say('finalPage.folds.optimistic')}`,
    table([say('cli.final.fold'), ...head], [...rows, [say('cli.final.mean'), ...means]], [0]),
    note.join(''),
  ].join('\n');
}

const BY = {
  test: { loss: 'cli.final.byTestLoss', metric: 'cli.final.byTestMetric' },
  dev: { loss: 'cli.final.byDevLoss', metric: 'cli.final.byDevMetric' },
} as const;

function headline({ conclusion, default: other, metric, open, crossValidation: found }: FinalAnswer): string {
  // Folds change nothing of what the runs say, so nothing waits for them.
  const folds = [...(found?.chosen.folds ?? []), ...(found?.default?.folds ?? [])];
  const openRuns = open - folds.filter(({ status }) => !ENDED.has(status)).length;
  if (other === null && openRuns === 0) return say('cli.final.aloneDone');
  if (conclusion === null || openRuns > 0) return say('cli.final.notYet');
  const { verdict, part, figure } = conclusion;
  const name = metric === 'none' ? '' : say(`metric.${metric}`);
  return say(`cli.final.${verdict}`, { by: say(BY[part][figure], { metric: name }) });
}

const weights = ({ carried }: FinalAnswer): string[] =>
  carried ? [say('cli.final.weights', { id: carried.trialId, step: formatCount(carried.step) })] : [];

/** What `final --json` prints. */
export const finalSummary = (view: StageView): object => ({
  ...finalIn(view),
  set: view.recommendation.set,
  evidence: view.recommendation.evidence.map(reasonSummary),
  status: view.stage.status,
  stageId: view.stage.id,
  projectId: view.project.id,
});
