import type { MetricBatch } from '../../domain/metrics.ts';
import type { FigureChoice, FigureName, FigureSource } from '../../domain/own-command.ts';
import type { Figure } from './figure.ts';

type Column = 'loss' | 'learningRate' | 'updateRatio' | 'devLoss' | 'devMetric';

/** Rows of one series that are not told yet, and up to which step they were. */
class Pending {
  readonly rows = new Map<number, Partial<Record<Column, number>>>();
  told = -1;
}

/**
 * Puts the figures of a run, from whatever source and in whatever order, together into rows by step: what comes in pieces is joined, what
 * comes again at the same step is left out. Rows leave in the order of their steps, each once; what comes for a step that is past is `late`.
 */
export class FigureRows {
  private readonly choice: FigureChoice;
  private readonly train = new Pending();
  private readonly dev = new Pending();
  /** Losses so far, where nothing counts the steps. */
  private count: number;
  /** What is taken from the command's own numbers of steps, since ours begin with 0. */
  private offset: number | null;
  private newest: number;
  /** Where dev was evaluated last: a loss that is told every so many steps stops short of the end. */
  private evaluated = 0;
  /** Figures that came after their step had been told. */
  late = 0;

  /** @param earlier what an earlier attempt told, so many steps and how it counted them: what comes again of these is left out */
  constructor(choice: FigureChoice, earlier: { step: number; offset: number | null } = { step: 0, offset: null }) {
    const { step: from } = earlier;
    this.offset = earlier.offset;
    this.choice = choice;
    this.count = from;
    this.newest = from - 1;
    this.train.told = from - 1;
    this.dev.told = from > 0 ? from : -1;
  }

  /** What the command calls its first step; null: it told none yet. */
  get firstStep(): number | null {
    return this.offset;
  }

  /** The highest number of steps done, as far as figures say. */
  get reached(): number {
    return Math.max(this.newest + 1, this.evaluated);
  }

  /** Takes what one line, row or event told. */
  take(source: FigureSource, figures: readonly Figure[]): void {
    const of = (wanted: FigureName | null): number | undefined =>
      wanted?.source === source ? figures.find(({ name }) => name === wanted.name)?.value : undefined;
    const { choice } = this;
    const loss = of(choice.loss);
    const [devLoss, metric] = [of(choice.devLoss), of(choice.devMetric)];
    const [learningRate, updateRatio] = [of(choice.learningRate), of(choice.updateRatio)];
    const named = choice.step === null ? undefined : figures.find(({ name }) => name === choice.step)?.value;
    const index = this.indexOf(named, loss !== undefined);
    if (loss !== undefined && index >= 0) {
      this.put(this.train, index, 'loss', loss);
      this.newest = Math.max(this.newest, index);
    }
    if (learningRate !== undefined) this.put(this.train, Math.max(0, index), 'learningRate', learningRate);
    if (updateRatio !== undefined) this.put(this.train, Math.max(0, index), 'updateRatio', updateRatio);
    // Measured on the weights after the step that it was told for.
    const after = named === undefined ? this.newest + 1 : index + 1;
    // One that counts from 0 may tell the steps done here: one less than it would be else.
    if ((devLoss ?? metric) !== undefined && Number.isFinite(named))
      this.evaluated = Math.max(this.evaluated, Math.floor(named as number));
    if (devLoss !== undefined) this.put(this.dev, after, 'devLoss', devLoss);
    const share = choice.devMetric?.percent ? (metric ?? 0) / 100 : metric;
    if (metric !== undefined && share !== undefined) this.put(this.dev, after, 'devMetric', share);
  }

  /**
   * The rows that are ready, as points of a trial.
   * @param final also those of the newest step, of which more may come
   */
  batches(final: boolean): MetricBatch[] {
    const all: [MetricBatch['series'], Pending, readonly Column[]][] = [
      ['step', this.train, ['loss', 'learningRate', 'updateRatio']],
      ['eval', this.dev, ['devLoss', 'devMetric']],
    ];
    return all.flatMap(([series, pending, columns]) => {
      const { rows } = pending;
      // A row of the training series is one that has a loss.
      const ready = [...rows]
        .filter(([step, row]) => (final || step < this.newest) && (series === 'eval' || row.loss !== undefined))
        .sort(([a], [b]) => a - b);
      const last = ready.at(-1);
      if (!last) return [];
      pending.told = last[0];
      for (const step of rows.keys()) if (step <= last[0]) rows.delete(step);
      const column = (name: Column) => Float64Array.from(ready, ([, row]) => row[name] ?? Number.NaN);
      const there = columns.filter(name => ready.some(([, row]) => row[name] !== undefined) || series === 'eval');
      const steps = Float64Array.from(ready, ([step]) => step);
      return [{ series, steps, columns: Object.fromEntries(there.map(name => [name, column(name)])) }];
    });
  }

  /** The step that a figure belongs to, from 0. */
  private indexOf(named: number | undefined, isLoss: boolean): number {
    if (named !== undefined && Number.isFinite(named)) {
      this.offset ??= named === 0 ? 0 : 1;
      return Math.max(0, Math.floor(named - this.offset));
    }
    if (this.choice.step !== null) return this.newest;
    return isLoss ? this.count++ : this.newest;
  }

  private put(pending: Pending, step: number, column: Column, value: number): void {
    if (step <= pending.told) {
      this.late++;
      return;
    }
    const row = pending.rows.get(step) ?? {};
    pending.rows.set(step, row);
    row[column] ??= value;
  }
}
