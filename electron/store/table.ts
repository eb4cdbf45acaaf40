import type { Database, Statement } from 'better-sqlite3';
import type { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { fromJson, toJson } from './json.ts';

const snakeCase = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/**
 * The rows of one table as the records of one schema: each field is the column of its name in snake_case, those named in
 * `json` as JSON text (null stays NULL). Rows are checked by the schema when read. The column `sequence`, no field of theirs, numbers
 * them in the order they were inserted, or where so wanted in that of their latest changes.
 */
export class Table<S extends z.ZodObject> {
  private readonly db: Database;
  private readonly name: string;
  private readonly schema: S;
  private readonly fields: string[];
  private readonly json: ReadonlySet<string>;
  private readonly upsert: Statement;

  constructor(
    db: Database,
    name: string,
    schema: S,
    json: readonly (keyof z.output<S> & string)[] = [],
    order: 'newestLast' | 'latestChangeLast' = 'newestLast',
  ) {
    this.db = db;
    this.name = name;
    this.schema = schema;
    this.fields = Object.keys(schema.shape);
    this.json = new Set(json);
    const columns = this.fields.map(snakeCase);
    const changed = order === 'latestChangeLast' ? [...columns, 'sequence'] : columns;
    this.upsert = db.prepare(
      `INSERT INTO ${name} (${columns.join(', ')}, sequence)
       VALUES (${columns.map(() => '?').join(', ')}, (SELECT coalesce(max(sequence), 0) + 1 FROM ${name}))
       ON CONFLICT (id) DO UPDATE SET ${changed.map(column => `${column} = excluded.${column}`).join(', ')}`,
    );
  }

  /** Inserts the record, or updates the one of its id. */
  save(record: z.output<S>): void {
    const values = record as Record<string, unknown>;
    this.upsert.run(
      this.fields.map(field => {
        const value = values[field];
        return this.json.has(field) && value !== null ? toJson(value) : value;
      }),
    );
  }

  /** The records of `SELECT … FROM table` followed by `rest`. */
  select(rest: string, ...parameters: unknown[]): z.output<S>[] {
    const columns = this.fields.map(field => `${snakeCase(field)} AS ${field}`).join(', ');
    return this.db
      .prepare<unknown[], Record<string, unknown>>(`SELECT ${columns} FROM ${this.name} ${rest}`)
      .all(...parameters)
      .map(row => this.read(row));
  }

  private read(row: Record<string, unknown>): z.output<S> {
    const values = Object.fromEntries(
      Object.entries(row).map(([field, value]) => [
        field,
        this.json.has(field) && typeof value === 'string' ? fromJson(value) : value,
      ]),
    );
    const record = this.schema.safeParse(values);
    if (record.success) return record.data;
    throw new Refusal('error.store.damaged', { path: this.db.name, detail: `${this.name}: ${record.error.message}` });
  }
}
