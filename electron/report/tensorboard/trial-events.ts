import type { SeriesName } from '#shared/domain/metrics.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { ReadOnlyStore } from '../../store/store.ts';
import { type Scalar, type Setting, scalarsEvent, sessionEndEvent, sessionStartEvent, versionEvent } from './events.ts';

/** What TensorBoard calls a recorded column; the metric's name stands in for `metric`. */
const TAGS: Readonly<Record<string, string>> = {
  loss: 'train/loss',
  batchMetric: 'train/metric',
  learningRate: 'train/learning_rate',
  stepMs: 'train/step_ms',
  updateRatio: 'train/update_ratio',
  devLoss: 'dev/loss',
  devMetric: 'dev/metric',
};

/** The figures of its best evaluation, by which a trial is compared with others. */
export const BEST_TAGS = { loss: 'best/dev_loss', metric: 'best/dev_metric' } as const;

/** Rows that are read at once. */
const PAGE = 10_000;

/** A trial's hyperparameters as TensorBoard takes them: a list as `128-64`, what has parts under a name each. */
export function settingsOf({
  hyperparameters,
  backend,
}: Pick<Trial, 'hyperparameters' | 'backend'>): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) settings.set(name, value.join('-'));
    else if (typeof value === 'object' && value !== null)
      for (const [part, inner] of Object.entries(value)) add(`${name}.${part}`, inner);
    else if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
      settings.set(name, value);
  };
  for (const [name, value] of Object.entries({ ...hyperparameters, backend })) add(name, value);
  return settings;
}

/**
 * A trial as TensorBoard's events, in the order of its steps (a step that goes back is taken for a restart there, and what was before it is
 * dropped): every stored point of every series, a step's figures together.
 */
export async function* trialEvents(store: ReadOnlyStore, trial: Trial): AsyncGenerator<Uint8Array> {
  const startedAt = (trial.startedAt ?? trial.createdAt) / 1000;
  yield versionEvent(startedAt);
  yield sessionStartEvent(startedAt, settingsOf(trial), trial.point.key);
  let seconds = startedAt;
  for await (const { step, scalars, stepMs } of merged(store, trial)) {
    yield scalarsEvent(seconds, step, [...scalars, ...bestAt(trial, step)]);
    seconds += stepMs / 1000;
  }
  yield sessionEndEvent(trial.endedAt === null ? seconds : trial.endedAt / 1000, trial.status);
}

function bestAt({ result, metric }: Trial, step: number): Scalar[] {
  if (!result || result.lowestAt !== step) return [];
  const { lowestDevLoss, lowestMetric } = result;
  return [
    ...(lowestDevLoss === null ? [] : [[BEST_TAGS.loss, lowestDevLoss] as const]),
    ...(lowestMetric === null || metric === 'none' ? [] : [[BEST_TAGS.metric, lowestMetric] as const]),
  ];
}

interface Row {
  step: number;
  scalars: Scalar[];
  /** How long the step took, in ms; 0: it was not one of training, or that is not known. */
  stepMs: number;
}

/** The rows of all series, those of one step as one. */
async function* merged(store: ReadOnlyStore, trial: Trial): AsyncGenerator<Row> {
  const series = (['step', 'layer', 'eval'] as const).map(name => rowsOf(store, trial, name));
  const heads = await Promise.all(series.map(rows => rows.next()));
  for (;;) {
    const step = Math.min(...heads.map(head => (head.done ? Number.POSITIVE_INFINITY : head.value.step)));
    if (step === Number.POSITIVE_INFINITY) return;
    const row: Row = { step, scalars: [], stepMs: 0 };
    for (const [i, head] of heads.entries()) {
      if (head.done || head.value.step !== step) continue;
      row.scalars.push(...head.value.scalars);
      row.stepMs += head.value.stepMs;
      heads[i] = await (series[i] as AsyncGenerator<Row>).next();
    }
    yield row;
  }
}

async function* rowsOf(store: ReadOnlyStore, trial: Trial, series: SeriesName): AsyncGenerator<Row> {
  for (let after: number | null = -1; after !== null; ) {
    const { points, next }: Awaited<ReturnType<ReadOnlyStore['slice']>> = await store.slice(
      trial.id,
      series,
      after,
      PAGE,
    );
    const columns = Object.entries(points.columns).filter(([name]) => trial.metric !== 'none' || !/Metric$/.test(name));
    for (const [i, step] of points.steps.entries()) {
      const scalars = columns.map(([name, values]) => [tagOf(series, name), values[i] as number] as const);
      const stepMs = points.columns.stepMs?.[i] ?? 0;
      yield { step, scalars, stepMs: Number.isFinite(stepMs) ? stepMs : 0 };
    }
    after = next;
  }
}

const tagOf = (series: SeriesName, column: string): string =>
  series === 'layer' ? `update_ratio/${column}` : (TAGS[column] ?? column);
