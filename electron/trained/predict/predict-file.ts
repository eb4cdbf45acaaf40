import { basename } from 'node:path';
import { uniqueNames } from '#electron/data/csv/header.ts';
import type { OnProgress } from '#electron/data/raw/dataset.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { BadRow, Prediction, PredictionScore } from '#shared/domain/prediction.ts';
import { classificationMetric } from '#shared/method/metrics/classification-metric.ts';
import { type Answer, answersIn, forwardOf } from '../forward.ts';
import type { TrainedNetwork } from '../trained-network.ts';
import { CsvFile } from './csv-file.ts';
import type { NewRow, NewRowBatch } from './rows/new-rows.ts';
import { openRows } from './rows/open-rows.ts';
import { seenRows } from './seen-rows.ts';

/** Bad rows that are named one by one, at most; the others are counted, and have no prediction in the CSV. */
const NAMED_BAD = 1000;
/** Cells of the first rows that are told, at most: a table of thousands of columns tells fewer rows. */
const HEAD_CELLS = 20_000;
/** Characters of such a cell. */
const HEAD_CELL = 300;
/** Significant digits of a probability, and of a number that was predicted. */
const DIGITS = { probability: 6, value: 7 } as const;

/** What is predicted for. */
export interface Predicting {
  /** A path, or `sample:…`. */
  source: string;
  /** What the person said about the project's own data. */
  choice: DataChoice;
  /** Where all rows with their predictions are written. */
  out: string;
  /** What it is known by. */
  id: string;
  /** Rows that are told of, and rows that are taken at most; null: all. */
  headRows: number;
  mostRows: number | null;
  onProgress: OnProgress;
}

/**
 * Puts each row of a file through a trained network and writes them, with what it says, as CSV: a row that can't be predicted stands there
 * without a prediction. A few rows at a time are held.
 * @throws Refusal where the file can't be used, or has more rows than are taken; nothing is written then
 */
export async function predictFile(
  trained: TrainedNetwork,
  { source, choice, out, id, headRows, mostRows, onProgress }: Predicting,
): Promise<Prediction> {
  const rows = await openRows(source, trained.prepared, choice);
  const file = new CsvFile(out);
  try {
    const forward = await forwardOf(trained);
    const columns = uniqueNames(
      [...rows.columns, ...predictionColumns(trained)],
      columnsOf(trained, rows.columns),
    ).names;
    const score = rows.hasTarget ? new Score(trained) : null;
    const badRows: BadRow[] = [];
    const head: string[][] = [];
    const told = Math.min(headRows, Math.max(1, Math.floor(HEAD_CELLS / columns.length)));
    let [count, bad] = [0, 0];
    await file.write([columns]);
    for await (const batch of rows.batches(onProgress)) {
      count += batch.rows.length;
      if (mostRows !== null && count > mostRows)
        throw new Refusal('error.predict.tooManyRows', { path: basename(source), limit: mostRows });
      const answers = await answersOf(batch);
      const lines: string[][] = [];
      let good = 0;
      for (const row of batch.rows) {
        const answer = row.bad ? null : answers[good++]!;
        lines.push([...row.cells, ...(answer ? cellsOf(answer, trained) : blanks(columns.length - row.cells.length))]);
        if (answer) score?.add(row, answer, batch, good - 1);
        if (!row.bad) continue;
        bad++;
        if (badRows.length < NAMED_BAD) badRows.push({ place: row.place, reason: row.bad });
      }
      for (const line of lines.slice(0, Math.max(0, told - head.length))) head.push(line.map(shown));
      await file.write(lines);
    }
    if (count === 0) throw new Refusal('error.predict.noRows', { path: basename(source) });
    const bytes = await file.close();
    return {
      ...{ id, source, trialId: trained.trial.id, by: trained.by, rows: count, bad, badRows, columns, head, bytes },
      predictedFrom: rows.columns.length,
      notes: rows.notes(),
      score: score?.told ?? null,
    };

    async function answersOf({ rows: some, stored }: NewRowBatch): Promise<Answer[]> {
      const goodRows = some.filter(row => !row.bad).length;
      return goodRows === 0 ? [] : answersIn(await forward.outputs(stored, goodRows), trained);
    }
  } finally {
    await file.discard();
    await rows.close();
  }
}

const predictionColumns = ({ prepared: { facts } }: TrainedNetwork): string[] => [
  'prediction',
  ...(facts.task === 'classification' ? ['probability', ...facts.classes.map(name => `probability of ${name}`)] : []),
];

const columnsOf = (trained: TrainedNetwork, own: readonly string[]): number =>
  own.length + predictionColumns(trained).length;

const blanks = (count: number): string[] => new Array<string>(count).fill('');

const shown = (cell: string): string => (cell.length > HEAD_CELL ? `${cell.slice(0, HEAD_CELL)}…` : cell);

function cellsOf(answer: Answer, { prepared: { facts } }: TrainedNetwork): string[] {
  if (answer.kind === 'value') return [String(Number(answer.value.toPrecision(DIGITS.value)))];
  const { best, probabilities } = answer;
  const written = Array.from(probabilities, p => String(Number(p.toPrecision(DIGITS.probability))));
  return [facts.classes[best]!, written[best]!, ...written];
}

/** How predictions agree with the target, by the project's own metric. */
class Score {
  private readonly trained: TrainedNetwork;
  private readonly seen: ReturnType<typeof seenRows>;
  /** `[rows]` each: of classes their numbers. */
  private readonly targets: number[] = [];
  private readonly answers: number[] = [];
  private readonly inParts = { train: 0, dev: 0 };

  constructor(trained: TrainedNetwork) {
    this.trained = trained;
    this.seen = seenRows(trained.prepared);
  }

  /** @param place of the row among the good ones of its batch */
  add({ target }: NewRow, answer: Answer, { stored }: NewRowBatch, place: number): void {
    if (target === null) return;
    const { classes } = this.trained.prepared.facts;
    this.targets.push(answer.kind === 'class' ? classes.indexOf(String(target)) : Number(target));
    this.answers.push(answer.kind === 'class' ? answer.best : answer.value);
    const part = this.seen.partOf(stored, place);
    if (part) this.inParts[part]++;
  }

  /** Null: no row had a target that could be read. */
  get told(): PredictionScore | null {
    const { targets, answers } = this;
    const rows = targets.length;
    if (rows === 0) return null;
    const { task, metric, classes } = this.trained.prepared.facts;
    const told = { rows, seen: { ...this.inParts } };
    if (task === 'regression') {
      const sum = targets.reduce((all, target, i) => all + (answers[i]! - target) ** 2, 0);
      return { metric: 'rmse', value: Math.sqrt(sum / rows), ...told };
    }
    const own = metric === 'macroF1' ? 'macroF1' : 'accuracy';
    return { metric: own, value: classificationMetric(own, targets, answers, classes.length), ...told };
  }
}
