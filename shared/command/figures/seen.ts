import type { SeenFigure } from '../../domain/command-draft.ts';
import type { FigureChoice, FigureName, FigureSource } from '../../domain/own-command.ts';
import type { Figure } from './figure.ts';

const MOST_SEEN = 5000;
/** So many values of one are kept to draw it. */
const MOST_CURVE = 64;
/** Sources that are meant to be read come before what is printed for a person. */
const ORDER: readonly FigureSource[] = ['metricsFile', 'jsonl', 'csv', 'trainerState', 'eventFile', 'printed'];

/** Gathers all figures that a command tells, to find out which is which. */
export class SeenFigures {
  private readonly seen = new Map<string, SeenFigure & { apart: number }>();
  /** Names that were told together with another one, by key. */
  private readonly beside = new Map<string, Set<string>>();

  take(source: FigureSource, figures: readonly Figure[], sample: string): void {
    for (const { name, value } of figures) {
      const key = `${source} ${name}`;
      const before = this.seen.get(key);
      if (!before) {
        if (this.seen.size >= MOST_SEEN) continue;
        const [first, last, least, most] = [value, value, value, value];
        this.seen.set(key, {
          source,
          name,
          count: 1,
          first,
          last,
          least,
          most,
          rises: true,
          sample: sample.slice(0, 200),
          curve: [value],
          apart: 1,
        });
        this.beside.set(key, new Set(figures.map(one => one.name)));
        continue;
      }
      if (before.count % before.apart === 0) before.curve.push(value);
      if (before.curve.length > MOST_CURVE) {
        before.curve = before.curve.filter((_, i) => i % 2 === 0);
        before.apart *= 2;
      }
      before.count++;
      before.rises &&= value >= before.last;
      before.last = value;
      before.least = Math.min(before.least, value);
      before.most = Math.max(before.most, value);
    }
  }

  /** Those that matter first: by source, then in the order in which they were told first. */
  get all(): SeenFigure[] {
    return [...this.seen.values()]
      .map(({ apart: _, ...one }) => one)
      .sort((a, b) => ORDER.indexOf(a.source) - ORDER.indexOf(b.source));
  }

  /** The figures that were told together with one. */
  with({ source, name }: FigureName): SeenFigure[] {
    const names = this.beside.get(`${source} ${name}`) ?? new Set();
    return this.all.filter(one => one.source === source && names.has(one.name));
  }
}

const words = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
const HELD_OUT = new Set(['val', 'valid', 'validation', 'test', 'dev', 'eval', 'evaluation']);
const isHeldOut = (name: string): boolean => words(name).some(word => HELD_OUT.has(word));
const isLoss = (name: string): boolean =>
  words(name).some(word => word === 'loss' || word === 'nll' || word === 'crossentropy');

/** Names of the training loss that need no question where others are there too, the surest first. */
const TRAINING_LOSS = [
  'train/loss',
  'train_loss',
  'train loss',
  'training_loss',
  'training loss',
  'loss',
  'train/loss_step',
  'train_loss_step',
];
const STEPS = ['global_step', 'step', 'iteration', 'iter', 'batch', 'update'];

const METRICS: readonly [NonNullable<FigureChoice['devMetric']>['as'], RegExp][] = [
  ['accuracy', /^(acc|accuracy|top1|acc1)$/],
  ['macroF1', /^f1$|^macrof1$/],
  ['rmse', /^rmse$/],
  ['r2', /^r2$/],
];

/** What the figures mean, as far as their names say; `loss`: several could be the training loss, or none is. */
export type Understood = { choice: FigureChoice } | { loss: SeenFigure[] };

/**
 * Finds the figures that matter among all that a command told.
 * @param said names that a person gave for some of them
 */
export function understand(
  seen: SeenFigures,
  said: { loss?: string; devLoss?: string; devMetric?: string } = {},
): Understood {
  const all = seen.all;
  const saidOf = (name: string) => all.find(one => one.name === name || one.name.toLowerCase() === name.toLowerCase());
  const named = all.filter(({ name }) => isLoss(name) && !isHeldOut(name));
  // A summary at the end, as Hugging Face's `train_loss`, is no curve.
  const again = named.filter(({ count }) => count > 1);
  const losses = again.length > 0 ? again : named;
  const sure = TRAINING_LOSS.map(name => losses.find(one => one.name.toLowerCase() === name)).find(
    one => one !== undefined,
  );
  const sameSource = losses.filter(({ source }) => source === losses[0]?.source);
  const loss =
    said.loss === undefined ? (sure ?? (sameSource.length === 1 ? sameSource[0] : undefined)) : saidOf(said.loss);
  if (!loss) return { loss: losses.length > 0 ? losses : all };
  const devLoss =
    said.devLoss === undefined ? all.find(({ name }) => isLoss(name) && isHeldOut(name)) : saidOf(said.devLoss);
  const metrics = all.flatMap(one =>
    METRICS.filter(([, form]) => words(one.name).some(word => form.test(word))).map(([as]) => ({ ...one, as })),
  );
  const metric =
    said.devMetric === undefined
      ? metrics.find(({ name }) => isHeldOut(name))
      : metrics.find(({ name }) => name === said.devMetric);
  const rate = all.find(({ name }) =>
    ['lr', 'learning_rate', 'learningrate'].includes(
      words(name)
        .join('_')
        .replace(/^(train|optimizer|optim)_/, ''),
    ),
  );
  const ratio = all.find(({ name }) => name === 'update_ratio');
  const beside = seen.with(loss).filter(({ rises, first }) => rises && Number.isInteger(first));
  const step = STEPS.map(name => beside.find(one => one.name.toLowerCase() === name && one.last > one.first)).find(
    one => one !== undefined,
  );
  // Told once an epoch, it is the epoch that counts.
  const epoch = step
    ? undefined
    : beside.find(one => words(one.name).at(-1) === 'epoch' && one.last - one.first + 1 >= loss.count);
  const counted = step ?? epoch ?? null;
  const nameOf = (one: SeenFigure | undefined): FigureName | null =>
    one ? { source: one.source, name: one.name } : null;
  return {
    choice: {
      loss: { source: loss.source, name: loss.name },
      devLoss: nameOf(devLoss),
      devMetric: metric
        ? { source: metric.source, name: metric.name, as: metric.as, percent: metric.as !== 'rmse' && metric.most > 1 }
        : null,
      learningRate: nameOf(rate),
      updateRatio: nameOf(ratio),
      step: counted?.name ?? null,
      unit: step ? 'step' : epoch ? 'epoch' : 'report',
    },
  };
}
