import type { Database, Statement } from 'better-sqlite3';
import type { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { type Damage, isDamage } from './damage.ts';
import { fromJson, toJson } from './rows/json.ts';

/** The column of a field; quoted, since `set` is also a word of SQL. */
const columnOf = (name: string) => `"${name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}"`;

/** What a sector of zeros or of ones makes of a text: signs that none has, or bytes that are none of UTF-8 in a row. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
const BLOTTED = /\u0000|\ufffd{8}/;

/**
 * The rows of one table as the records of one schema: each field is the column of its name in snake_case, those named in
 * `json` as JSON text (null stays NULL). Rows are checked by the schema when read: one that is damaged is refused, or, where `damage` is
 * given, noted there and left out. The column `sequence`, no field of theirs, numbers them in the order they were inserted, or where so
 * wanted in that of their latest changes.
 */
export class Table<S extends z.ZodObject> {
  private readonly db: Database;
  private readonly name: string;
  private readonly schema: S;
  private readonly fields: string[];
  private readonly json: ReadonlySet<string>;
  private readonly damage: Damage | null;
  private readonly upsert: Statement;

  constructor(
    db: Database,
    name: string,
    schema: S,
    json: readonly (keyof z.output<S> & string)[] = [],
    { damage = null, latestChangeLast = false }: { damage?: Damage | null; latestChangeLast?: boolean } = {},
  ) {
    this.db = db;
    this.name = name;
    this.schema = schema;
    this.damage = damage;
    this.fields = Object.keys(schema.shape);
    this.json = new Set(json);
    const columns = this.fields.map(columnOf);
    const changed = latestChangeLast ? [...columns, 'sequence'] : columns;
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
    const { damage } = this;
    if (!damage) return this.rows(this.name, rest, parameters).map(row => this.read(row));
    // A page that was written over another one brings its rows a second time.
    const ids = new Set<unknown>();
    return this.wholeRows(damage, rest, parameters).flatMap(row => {
      if (ids.has(row.id)) return [];
      ids.add(row.id);
      try {
        return [this.read(row)];
      } catch (error) {
        if (!isDamage(error)) throw error;
        damage.add(this.name, typeof row.id === 'string' ? row.id : null);
        return [];
      }
    });
  }

  private rows(from: string, rest: string, parameters: readonly unknown[]): Record<string, unknown>[] {
    const columns = this.fields.map(field => `${columnOf(field)} AS "${field}"`).join(', ');
    return this.db
      .prepare<unknown[], Record<string, unknown>>(`SELECT ${columns} FROM ${from} ${rest}`)
      .all(...parameters);
  }

  /** The same row by row where all at once meet a damaged page: what that page held is noted, the rest comes as it was saved. */
  private wholeRows(damage: Damage, rest: string, parameters: readonly unknown[]): Record<string, unknown>[] {
    try {
      return this.rows(this.name, rest, parameters);
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    return [...this.places(damage)].flatMap(([place, id]) => {
      try {
        return this.rows(`(SELECT * FROM ${this.name} WHERE rowid = ?)`, rest, [place, ...parameters]);
      } catch (error) {
        if (!isDamage(error)) throw error;
        damage.add(this.name, id);
        return [];
      }
    });
  }

  /** Where rows are, in the order they were made, as the index of the ids says, and what of the table itself can be walked through. */
  private places(damage: Damage): Map<number, string | null> {
    const found = new Map<number, string | null>();
    const walk = (sql: string): void => {
      try {
        const rows = this.db.prepare<[], { place: number; id: string | null }>(sql);
        for (const { place, id } of rows.iterate()) if (!found.has(place)) found.set(place, id);
      } catch (error) {
        if (!isDamage(error)) throw error;
        damage.add(this.name, null);
      }
    };
    walk(`SELECT rowid AS place, id FROM ${this.name} INDEXED BY sqlite_autoindex_${this.name}_1`);
    if (found.size === 0) {
      for (const order of ['ASC', 'DESC'])
        walk(`SELECT rowid AS place, NULL AS id FROM ${this.name} NOT INDEXED ORDER BY rowid ${order}`);
    }
    return new Map([...found].sort(([a], [b]) => a - b));
  }

  private read(row: Record<string, unknown>): z.output<S> {
    const damaged = (detail: string) =>
      new Refusal('error.store.damaged', { path: this.db.name, detail: `${this.name}: ${detail}` });
    const blotted = Object.entries(row).find(([, value]) => typeof value === 'string' && BLOTTED.test(value));
    if (blotted) throw damaged(`${blotted[0]} holds what no text does`);
    let values: Record<string, unknown>;
    try {
      values = Object.fromEntries(
        Object.entries(row).map(([field, value]) => [
          field,
          this.json.has(field) && typeof value === 'string' ? fromJson(value) : value,
        ]),
      );
    } catch (error) {
      throw damaged((error as Error).message);
    }
    const record = this.schema.safeParse(values);
    if (record.success) return record.data;
    throw damaged(record.error.message);
  }
}
