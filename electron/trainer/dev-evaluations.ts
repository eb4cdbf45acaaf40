import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { allRows, curveSubset, pairedRows } from '#shared/method/curves/dev-rows.ts';
import {
  BestSoFar,
  type BestSoFarState,
  curveRows,
  type HeldEvaluation,
  isEvaluated,
  rungSteps,
} from '#shared/method/curves/evaluations.ts';
import type { Split } from './dataset.ts';
import type { Engine, EngineState } from './engines/engine.ts';
import { chunkRows, type Evaluation, emptyRowResults, evaluate, type RowResults } from './evaluate.ts';
import type { Task } from './tasks/task.ts';

/** The parameters of a network, by name. */
export type NetworkWeights = EngineState['parameters'];
/** What is known of the evaluations so far; its weights are never written to. */
export type EvaluationsState = BestSoFarState<NetworkWeights>;

/** What a trial's evaluations need. */
export interface DevEvaluationsOptions {
  hyperparameters: Hyperparameters;
  engine: Engine;
  task: Task;
  dev: Split;
  /** Called after each chunk; false: leave it at that. */
  rest(): Promise<boolean>;
  /** Of the attempt before; null: there was no evaluation yet. */
  from: EvaluationsState | null;
  /** Hears how the rows did, at rungs and at the best evaluation. */
  onRows(rows: MeasuredRows): void;
}

/**
 * The evaluations of one trial on dev: when they are due, on which rows, and the weights of the best one. None of it changes what is
 * trained: the engine is left as it was.
 */
export class DevEvaluations {
  readonly #options: DevEvaluationsOptions;
  readonly #best: BestSoFar<NetworkWeights>;
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
    this.#best = new BestSoFar(from);
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
    return this.#best.state;
  }

  /** The best evaluation so far, with its weights; null: none. */
  get best(): HeldEvaluation<NetworkWeights> | null {
    return this.#best.best;
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
    // The untrained network's weights are asked for by nobody.
    const weights = step > 0 && Number.isFinite(evaluation.loss) ? await engine.weights() : {};
    this.#best.push(step, evaluation.loss, weights);
    return evaluation;
  }

  /**
   * Evaluates the best evaluation's weights once more, row by row.
   * @param all on all rows of dev; else on those that are paired
   */
  async measureBest(all: boolean): Promise<void> {
    const { engine, dev, onRows } = this.#options;
    const { best } = this;
    if (!best) return;
    const state = await engine.state();
    const byRow = emptyRowResults(dev);
    const rows = all ? allRows(dev.rows) : this.#paired;
    engine.restore({ ...state, parameters: best.held });
    const evaluation = await this.#evaluate(rows, byRow).finally(() => engine.restore(state));
    if (!evaluation) return;
    onRows({
      kind: 'best',
      step: best.step,
      ...this.#pairedOf(byRow),
      evaluation: { ...evaluation, rows: rows.length },
    });
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
