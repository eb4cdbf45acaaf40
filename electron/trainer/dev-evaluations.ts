import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { MetricName } from '#shared/domain/metrics.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { allRows, curveSubset, pairedRows } from '#shared/method/curves/dev-rows.ts';
import {
  BestSoFar,
  type BestSoFarState,
  curveRows,
  isEvaluated,
  type KeptEvaluation,
  rungSteps,
} from '#shared/method/curves/evaluations.ts';
import { asLower, type EvaluatedRows, gainOverBaseline, metricCounts } from '#shared/method/metrics/metric-gain.ts';
import type { Split } from './dataset.ts';
import type { Engine, EngineState } from './engines/engine.ts';
import { chunkRows, type Evaluation, emptyRowResults, evaluate, type RowResults } from './evaluate.ts';
import type { Task } from './tasks/task.ts';

/** The parameters of a network, by name. */
export type NetworkWeights = EngineState['parameters'];
/** Weights with the dev loss that they have. */
type Weighed = { loss: number; weights: NetworkWeights };
/** What is known of the evaluations so far, by dev loss and by metric; its weights are never written to. */
export type EvaluationsState = BestSoFarState<NetworkWeights> & {
  /** Lower is better. Left out: not known, from a version that did not ask. */
  byMetric?: BestSoFarState<Weighed> | undefined;
};

/** What a trial's evaluations need. */
export interface DevEvaluationsOptions {
  hyperparameters: Hyperparameters;
  engine: Engine;
  task: Task;
  metric: MetricName;
  train: Pick<Split, 'rows' | 'labels'>;
  dev: Split;
  /** Called after each chunk; false: leave it at that. */
  rest(): Promise<boolean>;
  /** Of the attempt before; null: there was no evaluation yet. */
  from: EvaluationsState | null;
  /** Hears how the rows did, at rungs and at the best evaluation. */
  onRows(rows: MeasuredRows): void;
}

const largestOf = (counts: ReadonlyMap<number, number>): number =>
  [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];

/** Some weights, evaluated once more. */
interface Measured {
  byRow: RowResults;
  /** Of the rows that are paired. */
  paired: EvaluatedRows;
  evaluation: Evaluation & { rows: number };
}

const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The evaluations of one trial on dev: when they are due, on which rows, and the weights of the best one. None of it changes what is
 * trained: the engine is left as it was.
 */
export class DevEvaluations {
  readonly #options: DevEvaluationsOptions;
  readonly #lowest: BestSoFar<NetworkWeights>;
  readonly #byMetric: BestSoFar<Weighed>;
  /** Where the metric named it when it was last measured; null: it did not. */
  #metricBest: KeptEvaluation<NetworkWeights> | null = null;
  readonly #isDue: (step: number) => boolean;
  readonly #rungs: ReadonlySet<number>;
  /** Of dev, ascending. */
  readonly #curve: Uint32Array;
  readonly #paired: Uint32Array;
  /** Those of `#paired` that are not among `#curve`. */
  readonly #further: Uint32Array;

  constructor(options: DevEvaluationsOptions) {
    const { hyperparameters, dev, from } = options;
    this.#options = options;
    this.#lowest = new BestSoFar(from);
    this.#byMetric = new BestSoFar(from?.byMetric);
    this.#isDue = isEvaluated(hyperparameters);
    this.#rungs = new Set(rungSteps(hyperparameters.steps));
    this.#curve = curveSubset(dev.labels, curveRows(hyperparameters, dev.rows));
    this.#paired = pairedRows(dev.labels);
    const onCurve = new Set(this.#curve);
    this.#further = this.#paired.filter(row => !onCurve.has(row));
  }

  isDue(step: number): boolean {
    return this.#isDue(step);
  }

  /** Rows of dev that each evaluation of the curve is made on. */
  get rows(): number {
    return this.#curve.length;
  }

  get state(): EvaluationsState {
    return { ...this.#lowest.state, byMetric: this.#byMetric.state };
  }

  /** The best evaluation so far, with its weights: the lowest dev loss, or what the metric named when it was last measured; null: none. */
  get best(): KeptEvaluation<NetworkWeights> | null {
    return this.#metricBest ?? this.#lowest.best;
  }

  /** Evaluates the network as it is after so many updates. @returns null where it was told to leave it */
  async at(step: number): Promise<Evaluation | null> {
    const { engine, dev, onRows } = this.#options;
    const byRow = this.#rungs.has(step) ? emptyRowResults(dev) : undefined;
    const evaluation = await this.#evaluate(this.#curve, byRow);
    if (!evaluation) return null;
    if (byRow) {
      if (this.#further.length > 0 && !(await this.#evaluate(this.#further, byRow))) return null;
      onRows({ kind: 'rung', step, ...this.#pairedOf(byRow), evaluation: null });
    }
    if (step === 0) onRows({ kind: 'baseline', step, ...this.#baseline(), predictions: null, evaluation: null });
    // The untrained network's weights are asked for by nobody.
    const weights = step > 0 && Number.isFinite(evaluation.loss) ? await engine.weights() : {};
    this.#lowest.push(step, evaluation.loss, weights);
    const { metric } = this.#options;
    this.#byMetric.push(step, asLower(metric, evaluation.metric), { loss: evaluation.loss, weights });
    this.#metricBest = null;
    return evaluation;
  }

  /**
   * Evaluates the weights of the lowest dev loss once more, row by row, and those of the best metric where it may name the best evaluation.
   * @param all on all rows of dev; else on those that are paired
   */
  async measureBest(all: boolean): Promise<void> {
    const { task, metric, onRows } = this.#options;
    const rows = all ? allRows(this.#options.dev.rows) : this.#paired;
    const [lowest, other] = [this.#lowest.best, this.#byMetric.best];
    const measured = lowest && (await this.#measure(lowest.kept, rows));
    if (!measured) return;
    this.#metricBest = null;
    onRows(this.#measuredRows('best', lowest.step, measured));
    if (!other || other.step === lowest.step) return;
    const further = await this.#measure(other.kept.weights, rows);
    const isBetter =
      further && asLower(metric, further.evaluation.metric) < asLower(metric, measured.evaluation.metric);
    const baselineLoss = meanOf(this.#baseline().losses);
    if (!isBetter || !metricCounts(metric, task.metric, further.paired, { lowest: measured.paired, baselineLoss }))
      return;
    this.#metricBest = { step: other.step, loss: other.kept.loss, kept: other.kept.weights };
    onRows(this.#measuredRows('metric', other.step, further));
  }

  /** @returns null where it was told to leave it */
  async #measure(weights: NetworkWeights, rows: Uint32Array): Promise<Measured | null> {
    const { engine, dev } = this.#options;
    const state = await engine.state();
    const byRow = emptyRowResults(dev);
    engine.restore({ ...state, parameters: weights });
    const evaluation = await this.#evaluate(rows, byRow).finally(() => engine.restore(state));
    if (!evaluation) return null;
    const pick = (of: ArrayLike<number>) => Float32Array.from(this.#paired, row => of[row] as number);
    const [labels, predictions, losses] = [pick(dev.labels), pick(byRow.predictions), pick(byRow.losses)];
    const paired = { labels, predictions, losses, loss: meanOf(losses) };
    return { byRow, paired, evaluation: { ...evaluation, rows: rows.length } };
  }

  #measuredRows(kind: 'best' | 'metric', step: number, { byRow, paired, evaluation }: Measured): MeasuredRows {
    const { task, metric } = this.#options;
    const counts = this.#classCounts();
    const isClasses = counts !== null && (metric === 'accuracy' || metric === 'macroF1');
    const overBaseline = isClasses ? gainOverBaseline(metric, task.metric, paired, largestOf(counts)) : undefined;
    const said = {
      ...evaluation,
      ...(kind === 'metric' && { metricCounts: true }),
      ...(overBaseline && { overBaseline }),
    };
    return { kind, step, ...this.#pairedOf(byRow), evaluation: said };
  }

  /** Of the rows that are paired: the loss of answering train's class frequencies, or its mean, which is 0. */
  #baseline(): { losses: Float32Array<ArrayBuffer> } {
    const { train, dev } = this.#options;
    const labels = Array.from(this.#paired, row => dev.labels[row] as number);
    const counts = this.#classCounts();
    if (counts === null) return { losses: Float32Array.from(labels, target => target ** 2) };
    return { losses: Float32Array.from(labels, label => -Math.log((counts.get(label) ?? 0) / train.rows)) };
  }

  /** Train's rows of each class; null: there are no classes. */
  #classCounts(): Map<number, number> | null {
    const { labels } = this.#options.train;
    if (!(labels instanceof Int32Array)) return null;
    const counts = new Map<number, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts;
  }

  #evaluate(rows: Uint32Array, byRow?: RowResults): Promise<Evaluation | null> {
    const { engine, task, dev, rest, hyperparameters } = this.#options;
    const chunk = chunkRows(hyperparameters.batchSize);
    return evaluate(engine, dev, task, { chunk, rest, rows, ...(byRow && { byRow }) });
  }

  #pairedOf({ losses, predictions }: RowResults): Pick<MeasuredRows, 'losses' | 'predictions'> {
    const { dev } = this.#options;
    const isClasses = dev.labels instanceof Int32Array;
    return {
      losses: Float32Array.from(this.#paired, row => losses[row] as number),
      predictions: isClasses ? Uint16Array.from(this.#paired, row => predictions[row] as number) : null,
    };
  }
}
