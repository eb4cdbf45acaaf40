import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import type { Network } from '#shared/method/networks/network.ts';
import type { RandomState } from '#shared/method/random.ts';

/** What is trained, how, and for what. */
export interface Trainee {
  network: Network;
  /** Which loss goes down: softmax cross-entropy over the outputs, or the squared error of the one output. */
  loss: 'crossEntropy' | 'squaredError';
  optimizer: OptimizerKind;
  momentum: number;
  /** L2 regularisation in the gradient, with Adam decoupled (Loshchilov & Hutter 2019); biases are left alone. 0: none. */
  weightDecay: number;
  seed: number;
}

/** Some rows, preprocessed. */
export interface Batch {
  rows: number;
  /** `[rows, inputs]`: numbers, or tokens as `int32`. */
  inputs: Float32Array | Int32Array;
  /** `[rows]`: class numbers, or the standardised target. */
  labels: Int32Array | Float32Array;
}

/** How a network does on a batch. */
export interface BatchFigures {
  /** Mean over the rows. */
  loss: number;
  /** What the network says of each row: the class, or the standardised target. */
  predictions: ArrayLike<number> & Iterable<number>;
}

/** The same of rows that are evaluated one by one. */
export interface RowFigures extends BatchFigures {
  /** `[rows]`: each row's own loss. Empty unless asked for. */
  rowLosses: Float32Array;
}

/** What one step tells. Loss and predictions were made before the update. */
export interface StepFigures extends BatchFigures {
  /** ||Δw|| / ||w|| over all weights together [B1]; biases don't count [B4]. */
  updateRatio: number;
  /** Each parameter's own ratio, in the network's order; NaN while the parameter is all zero [B4]. Empty unless asked for. */
  layerRatios: number[];
}

/** Everything that updates change. */
export interface EngineState {
  parameters: Record<string, Float32Array>;
  /** What the optimizer remembers, by slot (velocity, first, second) and parameter. */
  slots: Record<string, Record<string, Float32Array>>;
  /** Updates done. */
  updates: number;
  dropout: RandomState;
}

/** A network on a backend, with its optimizer. One call after the other: none may begin before the last has resolved. */
export interface Engine {
  /** What it holds in memory, about. */
  readonly bytes: number;
  /**
   * One update.
   * @param layers whether to measure each parameter's own update ratio
   */
  step(batch: Batch, learningRate: number, layers: boolean): Promise<StepFigures>;
  /**
   * Loss and predictions without an update and without dropout.
   * @param byRow whether to tell each row's own loss; left out: no
   */
  evaluate(batch: Batch, byRow?: boolean): Promise<RowFigures>;
  /** Copies the parameters alone. */
  weights(): Promise<EngineState['parameters']>;
  /** Copies everything that updates change. */
  state(): Promise<EngineState>;
  /** Goes on from such a copy. */
  restore(state: EngineState): void;
  /** Gives its memory back. */
  dispose(): void;
}
