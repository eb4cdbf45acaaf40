import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** What is left of space that was freed: more pages, nothing, or a file that can't get shorter while somebody still reads what was there before. */
export type GivenBack = 'more' | 'held' | 'done';

/** What a project has: enough to find its files, also while it is being deleted. */
export interface ProjectFootprint {
  projectId: string;
  source: string;
  dataDigest: string | null;
  trialIds: string[];
  /** What its curves take up in the database. */
  bytes: number;
}

/** At most so many rows, or rows of so many bytes (the last one may reach beyond), go in one transaction: some 10 ms. */
const SLICE_ROWS = 500;
const SLICE_BYTES = 8 * 2 ** 20;
/** Free pages cut off at once. */
const PAGES_AT_ONCE = 1000;
/** `auto_vacuum` of a database whose free pages can be cut off piece by piece; one of an older Descent has 0. */
const INCREMENTAL = 2;

/** The setting that names the projects that are being deleted. */
const KEY = 'deletions';

/** The ids of projects that are being deleted: for everyone else they are gone from the moment they are named here. */
export const GONE = `(SELECT named.value FROM settings s, json_each(s.value) named WHERE s.key = '${KEY}')`;

/**
 * Deletes projects: first the project is named as gone, in one transaction; then what it had goes in slices, so that
 * others have their turn; its own row goes last. What is cut off in between is gone on with at the next start.
 */
export class Deletions {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Those that were begun and are not over. */
  pending(): string[] {
    const json = this.db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck().get(KEY);
    return json === undefined ? [] : z.array(z.string()).parse(JSON.parse(json));
  }

  /** Whether it can be told which are pending. */
  get canBeRead(): boolean {
    try {
      this.pending();
      return true;
    } catch {
      return false;
    }
  }

  /** Null: there is no such project. */
  footprint(projectId: string): ProjectFootprint | null {
    const project = this.db
      .prepare<[string], { source: string; dataDigest: string | null }>(
        'SELECT source, data_digest AS dataDigest FROM projects WHERE id = ?',
      )
      .get(projectId);
    if (!project) return null;
    const trialIds = this.db
      .prepare<[string], string>(
        'SELECT id FROM trials WHERE stage_id IN (SELECT id FROM stages WHERE project_id = ?) ORDER BY id',
      )
      .pluck()
      .all(projectId);
    return { projectId, ...project, trialIds, bytes: this.bytesOf(trialIds) };
  }

  begin(projectId: string): void {
    this.name([...new Set([...this.pending(), projectId])]);
  }

  /** Deletes a slice of what a project has. @returns whether something is left */
  slice(projectId: string): boolean {
    return this.db.transaction(() => this.sliceOf(projectId)).immediate();
  }

  /**
   * Gives a piece of the free space in the file back to the disk.
   * @param whole also a database that must be written anew for that, once, which takes as long as copying it
   */
  giveBack(whole: boolean): GivenBack {
    const pragma = (name: string) => Number(this.db.pragma(name, { simple: true }));
    if (pragma('auto_vacuum') !== INCREMENTAL) {
      if (!whole || pragma('freelist_count') === 0) return 'done';
      this.db.pragma(`auto_vacuum = ${INCREMENTAL}`);
      this.db.exec('VACUUM');
    } else this.db.pragma(`incremental_vacuum(${PAGES_AT_ONCE})`);
    if (pragma('freelist_count') > 0) return 'more';
    // The file gets shorter when what the WAL holds is in it.
    const [found] = this.db.pragma('wal_checkpoint(PASSIVE)') as { busy: number; log: number; checkpointed: number }[];
    return found && (found.busy !== 0 || found.checkpointed < found.log) ? 'held' : 'done';
  }

  private sliceOf(projectId: string): boolean {
    const trialIds = this.footprint(projectId)?.trialIds ?? [];
    // Attempts last: the points refer to them.
    const tables = this.tablesWith('trial_id').sort((a, b) => Number(a === 'attempts') - Number(b === 'attempts'));
    for (const table of tables) {
      for (const trialId of trialIds) if (this.sliceOfTrial(table, trialId)) return true;
    }
    // Few and small by now. Which refers to which is looked at when all of them are gone.
    this.db.pragma('defer_foreign_keys = ON');
    const trials = 'trials WHERE stage_id IN (SELECT id FROM stages WHERE project_id = ?)';
    this.db
      .prepare(
        `DELETE FROM events WHERE json_extract(detail, '$.projectId') = ?
         OR json_extract(detail, '$.trialId') IN (SELECT id FROM ${trials})`,
      )
      .run(projectId, projectId);
    this.db.prepare(`DELETE FROM ${trials}`).run(projectId);
    for (const table of this.tablesWith('project_id'))
      this.db.prepare(`DELETE FROM ${table} WHERE project_id = ?`).run(projectId);
    this.db.prepare('DELETE FROM projects WHERE id = ?').run(projectId);
    this.name(this.pending().filter(id => id !== projectId));
    return false;
  }

  /** @returns whether a row was deleted */
  private sliceOfTrial(table: string, trialId: string): boolean {
    const size = this.hasData(table) ? 'length(data)' : '0';
    const rows = this.db
      .prepare<[string, number], { id: number; bytes: number }>(
        `SELECT rowid AS id, ${size} AS bytes FROM ${table} WHERE trial_id = ? LIMIT ?`,
      )
      .all(trialId, SLICE_ROWS);
    const remove = this.db.prepare(`DELETE FROM ${table} WHERE rowid = ?`);
    let bytes = 0;
    for (const row of rows) {
      remove.run(row.id);
      bytes += row.bytes;
      if (bytes >= SLICE_BYTES) break;
    }
    return rows.length > 0;
  }

  private bytesOf(trialIds: readonly string[]): number {
    return this.tablesWith('trial_id')
      .filter(table => this.hasData(table))
      .flatMap(table => {
        const sum = this.db
          .prepare<[string], number>(`SELECT coalesce(sum(length(data)), 0) FROM ${table} WHERE trial_id = ?`)
          .pluck();
        return trialIds.map(id => sum.get(id) ?? 0);
      })
      .reduce((a, b) => a + b, 0);
  }

  private hasData(table: string): boolean {
    return this.tablesWith('data').includes(table);
  }

  /** Whatever a later version adds for trials and projects is found, and goes with them. */
  private tablesWith(column: string): string[] {
    return this.db
      .prepare<[string], string>(
        `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = ?
         WHERE m.type = 'table' ORDER BY m.name`,
      )
      .pluck()
      .all(column);
  }

  private name(projectIds: readonly string[]): void {
    if (projectIds.length === 0) this.db.prepare('DELETE FROM settings WHERE key = ?').run(KEY);
    else
      this.db
        .prepare(
          'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        )
        .run(KEY, JSON.stringify(projectIds));
  }
}
