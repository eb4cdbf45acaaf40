import type { SeenFigure } from '#shared/domain/command-draft.ts';
import type { FigureChoice, FigureName } from '#shared/domain/own-command.ts';

/** What a figure is taken as. */
export const TAKEN_AS = [
  'loss',
  'devLoss',
  'accuracy',
  'macroF1',
  'rmse',
  'r2',
  'learningRate',
  'updateRatio',
  'step',
  'none',
] as const;
export type TakenAs = (typeof TAKEN_AS)[number];

const isSame = (a: FigureName | null, b: FigureName): boolean => a?.source === b.source && a.name === b.name;

/** What a figure is taken as by a choice; `none`: it isn't used. */
export function takenAs(figure: FigureName, figures: FigureChoice | null): TakenAs {
  if (!figures) return 'none';
  const { loss, devLoss, devMetric, learningRate, updateRatio, step } = figures;
  if (isSame(loss, figure)) return 'loss';
  if (isSame(devLoss, figure)) return 'devLoss';
  if (devMetric && isSame(devMetric, figure)) return devMetric.as;
  if (isSame(learningRate, figure)) return 'learningRate';
  if (isSame(updateRatio, figure)) return 'updateRatio';
  return step === figure.name && loss.source === figure.source ? 'step' : 'none';
}

/** A choice in which a figure is taken as something else; null: then there would be no training loss. */
export function withTaken(figure: SeenFigure, as: TakenAs, before: FigureChoice | null): FigureChoice | null {
  const name: FigureName = { source: figure.source, name: figure.name };
  if (as === 'loss') {
    const step = before && before.loss.source === figure.source ? before.step : null;
    const rest = before && without(before, name);
    return {
      devLoss: null,
      devMetric: null,
      learningRate: null,
      updateRatio: null,
      ...rest,
      loss: name,
      step,
      unit: step === null ? 'report' : (before?.unit ?? 'report'),
    };
  }
  if (!before || isSame(before.loss, name)) return null;
  const rest = without(before, name);
  switch (as) {
    case 'none':
      return rest;
    case 'step':
      return { ...rest, step: figure.name, unit: 'step' };
    case 'devLoss':
    case 'learningRate':
    case 'updateRatio':
      return { ...rest, [as]: name };
    default:
      return { ...rest, devMetric: { ...name, as, percent: as !== 'rmse' && figure.most > 1 } };
  }
}

/** A choice in which a figure means nothing. */
function without(figures: FigureChoice, name: FigureName): FigureChoice {
  const kept = <T extends FigureName>(one: T | null): T | null => (isSame(one, name) ? null : one);
  const isStep = figures.step === name.name && figures.loss.source === name.source;
  return {
    ...figures,
    devLoss: kept(figures.devLoss),
    devMetric: kept(figures.devMetric),
    learningRate: kept(figures.learningRate),
    updateRatio: kept(figures.updateRatio),
    ...(isStep && { step: null, unit: 'report' as const }),
  };
}
