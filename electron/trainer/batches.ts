import { Random, type RandomState, STREAMS } from '#shared/method/random.ts';

/** Where the order of the data stands: the generator as it was before the current epoch's shuffle, and how far we are. */
export interface BatchesState {
  epoch: RandomState;
  /** Rows of this epoch that were handed out already. */
  position: number;
}

/**
 * Batches of row numbers from one endless stream: epoch after epoch, each a fresh permutation of all rows. Every batch
 * has the same size, so one may begin in one epoch and end in the next. The seed alone decides the order [L6].
 */
export class Batches {
  private readonly rows: number;
  private readonly batchSize: number;
  private readonly random: Random;
  private readonly order: Uint32Array;
  private epoch: RandomState;
  private position: number;

  constructor(rows: number, batchSize: number, start: number | BatchesState) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.random = typeof start === 'number' ? Random.from(start, STREAMS.order) : new Random(start.epoch);
    this.epoch = this.random.state;
    this.order = new Uint32Array(rows);
    this.shuffle();
    this.position = typeof start === 'number' ? 0 : start.position;
  }

  get state(): BatchesState {
    return { epoch: this.epoch, position: this.position };
  }

  /** Row numbers of the next batch, `[batchSize]`. */
  next(): Uint32Array {
    const batch = new Uint32Array(this.batchSize);
    for (let filled = 0; filled < batch.length; ) {
      if (this.position === this.rows) {
        this.shuffle();
        this.position = 0;
      }
      const part = this.order.subarray(this.position, this.position + batch.length - filled);
      batch.set(part, filled);
      filled += part.length;
      this.position += part.length;
    }
    return batch;
  }

  /** Shuffles from the sorted order, so that an epoch depends on the generator's state alone. */
  private shuffle(): void {
    const { order } = this;
    this.epoch = this.random.state;
    for (let i = 0; i < order.length; i++) order[i] = i;
    this.random.shuffle(order);
  }
}
