import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { TestEvaluation } from '#shared/domain/test-reading.ts';
import { fromJson, toJson } from './json.ts';

interface Row {
  trial_id: string;
  evaluation: string;
  data: Buffer;
  checksum: number;
}

/** A trial with how it did on the test rows. */
export interface TestedTrial {
  trialId: string;
  evaluation: TestEvaluation;
}

/** How trials did on the test rows, a row a trial: losses, predictions and labels as `float32`, little-endian, one after the other. */
export class TestEvaluationsTable {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  save(trialId: string, { losses, predictions, labels, ...figures }: TestEvaluation): void {
    const data = Buffer.concat([losses, predictions, labels].map(bytesOf));
    this.db
      .prepare('INSERT OR REPLACE INTO test_evaluations (trial_id, evaluation, data, checksum) VALUES (?, ?, ?, ?)')
      .run(trialId, toJson(figures), data, crc32(data));
  }

  /** What is damaged is left out: it was lost, and may be read anew. */
  ofStage(stageId: string): TestedTrial[] {
    return this.db
      .prepare<[string], Row>(
        'SELECT e.* FROM test_evaluations e JOIN trials t ON t.id = e.trial_id WHERE t.stage_id = ? ORDER BY t.position',
      )
      .all(stageId)
      .flatMap(row => {
        const evaluation = evaluationIn(row);
        return evaluation ? [{ trialId: row.trial_id, evaluation }] : [];
      });
  }
}

function evaluationIn({ evaluation, data, checksum }: Row): TestEvaluation | null {
  const count = data.length / 12;
  if (crc32(data) !== checksum || !Number.isInteger(count)) return null;
  // Copied: the arrays need aligned offsets.
  const bytes = new Uint8Array(data).buffer;
  const [losses, predictions, labels] = [0, 1, 2].map(
    i => new Float32Array(bytes.slice(4 * i * count, 4 * (i + 1) * count)),
  );
  try {
    return TestEvaluation.parse({ ...(fromJson(evaluation) as object), losses, predictions, labels });
  } catch {
    return null;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
