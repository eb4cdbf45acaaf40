import type { FinalAnswer, FinalArm, FinalComparison, FinalDifference, FinalMeans } from '#shared/domain/final-runs.ts';
import type { TrialMetric } from '#shared/domain/metrics.ts';
import type { Arm } from '#shared/method/stages/final-runs/runs.ts';
import type { Translate } from '../../app/context.ts';
import { metricHeading } from '../../names.ts';
import type { DevColumn } from '../../stage/paired-figures.ts';

/** The chosen configuration, and the default one below it. */
const ARMS: readonly Arm[] = ['chosen', 'default'];

/** On which rows a figure was measured. */
export type Part = 'dev' | 'test';
/** Which figure of them. */
export type FigureName = 'loss' | 'metric';

/** The arms that there are. */
export const armsOf = (answer: FinalAnswer): { name: Arm; arm: FinalArm }[] =>
  ARMS.flatMap(name => {
    const arm = answer[name];
    return arm === null ? [] : [{ name, arm }];
  });

export const meansOf = (arm: FinalArm, part: Part): FinalMeans | null => (part === 'dev' ? arm.dev : arm.test);

/** A run's figure; null: it has none (yet). */
export function runFigure(run: FinalArm['runs'][number], part: Part, figure: FigureName): number | null {
  return (part === 'dev' ? run.dev : run.test)?.[figure] ?? null;
}

/** The difference of the two arms; null: not known (yet). */
export const differenceOf = (answer: FinalAnswer, part: Part, figure: FigureName): FinalDifference | null =>
  (answer[part] satisfies FinalComparison | null)?.[figure] ?? null;

/** What is told large: the metric where it shows the verdict too, else what that rests on; before there is one, what is known by now. */
export function toldFirst(answer: FinalAnswer): { part: Part; figure: FigureName } {
  const { conclusion } = answer;
  if (conclusion) {
    const { part, figure, verdict } = conclusion;
    return { part, figure: answer[part]?.metric?.verdict === verdict ? 'metric' : figure };
  }
  return { part: answer.chosen.test === null ? 'dev' : 'test', figure: answer.metric === 'none' ? 'loss' : 'metric' };
}

/** As `figuresOf` names a figure. */
export const columnOf = (figure: FigureName): DevColumn => (figure === 'loss' ? 'devLoss' : 'devMetric');

/** What a figure is called; a metric without “dev” or “test”. */
export function figureName(figure: FigureName, metric: TrialMetric, t: Translate): string {
  if (figure === 'loss') return t('finalPage.loss');
  return metric === 'r2' || metric === 'none' ? metricHeading(metric, t) : t(`data.metric.${metric}`);
}
