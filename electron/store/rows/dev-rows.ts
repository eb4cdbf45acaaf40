import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { fromJson, toJson } from './json.ts';

interface Row {
  kind: string;
  step: number;
  row_count: number;
  evaluation: string | null;
  data: Buffer;
  checksum: number;
}

/** How the rows of dev did, a row a rung and one or two for the best evaluation of each trial: losses, then predicted classes, little-endian. */
export class DevRowsTable {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Keeps them in place of those of the same rung, or of the best evaluation before. */
  save(trialId: string, { kind, step, losses, predictions, evaluation }: MeasuredRows): void {
    const data = Buffer.concat([bytesOf(losses), ...(predictions ? [bytesOf(predictions)] : [])]);
    // Whether the metric counts is said anew each time.
    if (kind === 'best')
      this.db.prepare("DELETE FROM dev_rows WHERE trial_id = ? AND kind IN ('best', 'metric')").run(trialId);
    this.db
      .prepare(
        `INSERT OR REPLACE INTO dev_rows (trial_id, kind, step, row_count, evaluation, data, checksum)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(trialId, kind, step, losses.length, evaluation && toJson(evaluation), data, crc32(data));
  }

  /** By step. What is damaged is left out: it only tells two candidates apart more finely. */
  read(trialId: string): MeasuredRows[] {
    return this.db
      .prepare<[string], Row>('SELECT * FROM dev_rows WHERE trial_id = ? ORDER BY step, kind')
      .all(trialId)
      .flatMap(row => rowsIn(row) ?? []);
  }

  /** An attempt that begins at a step measures them anew from there on. */
  removeFrom(trialId: string, step: number): void {
    this.db.prepare('DELETE FROM dev_rows WHERE trial_id = ? AND step >= ?').run(trialId, step);
  }
}

function rowsIn({ kind, step, row_count: count, evaluation, data, checksum }: Row): MeasuredRows | null {
  const withClasses = data.length === 6 * count;
  if (crc32(data) !== checksum || (data.length !== 4 * count && !withClasses)) return null;
  // Copied: the arrays need aligned offsets.
  const bytes = new Uint8Array(data).buffer;
  const rows = {
    ...{ kind, step },
    losses: new Float32Array(bytes, 0, count),
    predictions: withClasses ? new Uint16Array(bytes, 4 * count, count) : null,
  };
  try {
    return MeasuredRows.parse({ ...rows, evaluation: evaluation === null ? null : fromJson(evaluation) });
  } catch {
    return null;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
