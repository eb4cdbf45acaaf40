import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '#electron/store/database.ts';
import { databaseFile } from '#electron/store/home.ts';
import { MIGRATIONS, type Migration } from '#electron/store/migrations/migrations.ts';
import { openStore } from '#electron/store/open-store.ts';
import { pack } from '#electron/store/rows/columns.ts';
import { Points } from '#electron/store/rows/points.ts';
import { Preparation } from '#shared/domain/preparation.ts';
import { Probe } from '#shared/domain/probe.ts';
import { Decision, Project, Stage } from '#shared/domain/project.ts';
import { TestReading } from '#shared/domain/test-reading.ts';
import { Trial } from '#shared/domain/trial.ts';
import { TuneRun } from '#shared/domain/tune.ts';
import { temporaryHome } from '../tools/home.ts';
import { aDecision, range } from './store-fixtures.ts';

/** One database a version as it was released, with some rows, as SQL: `1.sql`, `2.sql`, … They are never edited. */
const RELEASES = join(import.meta.dirname, 'store-releases');

function opened(file: string, migrations?: readonly Migration[]): Database.Database {
  const db = openDatabase(file, migrations);
  onTestFinished(() => void db.close());
  return db;
}

/** What SQLite knows of each table and index, without the way it was written down. */
function schema(db: Database.Database): unknown {
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return names.map(name => ({
    name,
    columns: db.pragma(`table_xinfo('${name}')`),
    foreignKeys: db.pragma(`foreign_key_list('${name}')`),
    indexes: db.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? ORDER BY name").all(name),
  }));
}

const latest = MIGRATIONS.length;

it('has one file a migration, numbered without a gap', () => {
  const files = readdirSync('electron/store/migrations').filter(name => /^\d/.test(name));
  const numbers = files.sort().map(name => Number.parseInt(name, 10));
  expect(numbers).toEqual(range(1, latest + 1));
});

it('keeps a database of every version that was released', () => {
  const names = range(1, latest + 1).map(version => `${version}.sql`);
  expect(readdirSync(RELEASES).sort()).toEqual(names.sort());
});

it('makes a new database of the latest version, durable and strict', () => {
  const db = opened(databaseFile(temporaryHome()));
  const pragma = (name: string) => db.pragma(name, { simple: true });
  expect([pragma('user_version'), pragma('journal_mode')]).toEqual([latest, 'wal']);
  expect([pragma('synchronous'), pragma('foreign_keys')]).toEqual([2, 1]);
  const names = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  expect(names.sort()).toEqual([
    'attempts',
    'decisions',
    'dev_rows',
    'events',
    'metric_batches',
    'metric_overviews',
    'preparations',
    'probes',
    'projects',
    'recommendations',
    'settings',
    'stages',
    'test_evaluations',
    'test_readings',
    'trials',
    'tunes',
  ]);
});

it.each([
  ['projects', Project],
  ['stages', Stage],
  ['trials', Trial],
  ['decisions', Decision],
  ['preparations', Preparation],
  ['probes', Probe],
  ['test_readings', TestReading],
  ['tunes', TuneRun],
])('spells the columns of %s as the domain does', (table, { shape }) => {
  const db = opened(databaseFile(temporaryHome()));
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const spelled = columns.map(name => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  // The order of insertion is the store's own.
  expect(spelled.sort()).toEqual([...Object.keys(shape), 'sequence'].sort());
});

/** A home that a program of that version left. */
function releasedHome(version: number): string {
  const home = temporaryHome();
  const release = new Database(databaseFile(home));
  release.exec(readFileSync(join(RELEASES, `${version}.sql`), 'utf8'));
  expect(release.pragma('user_version', { simple: true })).toBe(version);
  release.close();
  return home;
}

describe.each(range(1, latest + 1))('a database of version %i', version => {
  it('comes to the same schema as a new one, with its rows readable', async () => {
    const home = releasedHome(version);
    const store = await openStore(home);
    const [project] = await store.projects();
    const [stage] = await store.stages(project?.id ?? '');
    const [trial] = await store.trials(stage?.id ?? '');
    const { steps, columns } = await store.points(trial?.id ?? '', 'step', -1);
    expect([...steps]).toEqual([0, 1]);
    expect([...(columns.loss ?? [])]).toEqual([2.5, Number.NaN]);
    expect(trial?.result?.trainLoss).toBeNaN();
    const [decision] = await store.decisions(project?.id ?? '');
    const hidden = version < 6 ? [128, 64] : [32];
    expect(decision).toMatchObject({
      stageId: stage?.id,
      probeId: null,
      dataDigest: trial?.dataDigest,
      network: { hidden },
    });
    expect(project?.network).toEqual(decision?.network);
    if (version >= 4) expect(await store.probes(project?.id ?? '')).toHaveLength(1);
    if (version >= 12) {
      expect(await store.testReadings(project?.id ?? '')).toMatchObject([{ stageId: stage?.id, kind: 'trial' }]);
      const tested = await store.testEvaluation(trial?.id ?? '');
      expect(tested).toMatchObject({ rows: 2, loss: 0.875, metric: Number.NaN });
      expect([...(tested?.losses ?? [])]).toEqual([0.5, 1.25]);
    }
    if (version >= 13)
      expect(await store.tunes(project?.id ?? '')).toMatchObject([
        { auto: true, status: 'stopped', stages: [{ stageId: stage?.id, outcome: 'accepted' }] },
      ]);
    if (version >= 5) expect(await store.preparations(project?.id ?? '')).toHaveLength(1);
    expect(await store.setting('interface')).toEqual({ theme: 'dark', language: null });
    await store.close();

    const migrated = opened(databaseFile(home));
    expect(schema(migrated)).toEqual(schema(opened(databaseFile(temporaryHome()))));
    expect(migrated.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(migrated.pragma('foreign_key_check')).toEqual([]);
  });
});

it('drops the facts of version 1, which had another shape, and claims no choice and no preprocessing for it', async () => {
  const store = await openStore(releasedHome(1));
  onTestFinished(() => store.close());
  const [project] = await store.projects();
  expect(project).toMatchObject({ name: 'digits', choice: {}, facts: null, dataDigest: 'cd'.repeat(32) });
  expect((await store.allTrials()).map(t => t.preprocessingDigest)).toEqual([null]);
});

it('takes events that were recorded without a project as the home’s, and trials without a note as without one', async () => {
  const store = await openStore(releasedHome(6));
  onTestFinished(() => store.close());
  const events = await store.events((await store.projects())[0]?.id ?? '');
  const recorded = events.filter(({ kind }) => kind === 'defect');
  expect(recorded).toMatchObject([{ detail: { stack: 'Error: example' }, projectId: null }]);
  expect((await store.allTrials()).map(({ note }) => note)).toEqual([null]);
});

it.each([
  ['fasttext', 'mlp', null],
  ['fasttext', 'fasttext', 'fasttext'],
])('a network that was decided on goes on where the data is still of its kind: %s, now %s', async (then, now, kept) => {
  const home = releasedHome(5);
  const before = new Database(databaseFile(home));
  before.prepare("UPDATE stages SET plan = json_set(plan, '$.base.model', ?)").run(then);
  const tokens = now === 'fasttext' ? '{"length":4,"vocabulary":9}' : 'null';
  before.prepare("UPDATE projects SET facts = json_set(facts, '$.tokens', json(?))").run(tokens);
  before.close();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const [project] = await store.projects();
  const [decision] = await store.decisions(project?.id ?? '');
  expect([project?.network?.model ?? null, decision?.network?.model]).toEqual([kept, then]);
});

it('numbers what is there in the order of its stamps, and what comes then after it', async () => {
  const home = releasedHome(6);
  const before = new Database(databaseFile(home));
  const [made] = before.prepare<[], { id: string; created_at: number }>('SELECT id, created_at FROM decisions').all();
  const columns = before.prepare<[], string>("SELECT name FROM pragma_table_info('decisions')").pluck().all();
  const copied = columns.map(name => (name === 'id' ? '?' : name === 'created_at' ? '?' : name));
  const copy = before.prepare(`INSERT INTO decisions (${columns}) SELECT ${copied} FROM decisions WHERE id = ?`);
  // Inserted in another order than they were made, and two in one moment.
  for (const [id, at] of [
    ['b', 50],
    ['z', -50],
    ['a', 50],
  ] as const)
    copy.run(id, (made?.created_at ?? 0) + at, made?.id);
  before.close();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const [project] = await store.projects();
  const ids = async () => (await store.decisions(project?.id ?? '')).map(({ id }) => id);
  expect(await ids()).toEqual(['z', made?.id, 'a', 'b']);
  const [stage] = await store.stages(project?.id ?? '');
  await store.saveDecision(aDecision(stage as Stage, { id: 'next', createdAt: 1 }));
  expect(await ids()).toEqual(['z', made?.id, 'a', 'b', 'next']);
  expect(stage?.tookMs).toBeNull();
});

it.each([1, 5, 9])(
  'judges the ladders of version %i once, by the rules of then, and keeps what was decided as what it sets',
  async version => {
    const store = await openStore(releasedHome(version));
    onTestFinished(() => store.close());
    const [project] = await store.projects();
    const [stage] = await store.stages(project?.id ?? '');
    const [trial] = await store.trials(stage?.id ?? '');
    const origin = version < 4 ? 'planned' : 'extended';
    expect(trial?.point).toEqual({ key: 'learningRate=0.1', set: { learningRate: 0.1 }, origin, pair: null });
    // Of its two points the second is none, so it diverged, and nothing is recommended.
    const found = await store.recommendation(stage?.id ?? '');
    expect(found).toMatchObject({
      ruleVersion: 1,
      set: null,
      ranking: [{ trialId: trial?.id, rank: null, figures: { steps: 2, finalLoss: 2.5 } }],
      detail: { best: null, candidates: [{ learningRate: 0.1, status: 'diverged' }] },
    });
    expect(await store.decisions(project?.id ?? '')).toMatchObject([
      { kind: 'learningRate', set: { learningRate: 0.1, steps: 900 }, configuration: null, ruleVersion: 1 },
    ]);
  },
);

it('calls the candidates of a recommendation that was kept by what they are', async () => {
  const store = await openStore(releasedHome(10));
  onTestFinished(() => store.close());
  const [project] = await store.projects();
  const [stage] = await store.stages(project?.id ?? '');
  const { detail } = (await store.recommendation(stage?.id ?? '')) ?? {};
  expect(detail).toMatchObject({ candidates: [{ learningRate: 0.1, status: 'diverged' }] });
  expect(detail).not.toHaveProperty('rungs');
});

it('finds of a ladder of before what the rules of then say of its points', async () => {
  const home = releasedHome(9);
  const before = new Database(databaseFile(home));
  const copied = (table: string, changed: Record<string, string>) => {
    const columns = before.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    before.exec(
      `INSERT INTO ${table} (${columns}) SELECT ${columns.map(name => changed[name] ?? name)} FROM ${table} LIMIT 1`,
    );
  };
  const points = new Points(before);
  for (const [i, rate] of [0.05, 0.02].entries()) {
    const hyperparameters = `json_set(hyperparameters, '$.learningRate', ${rate})`;
    copied('trials', {
      id: `'t${i}'`,
      hyperparameters,
      status: "'finished'",
      position: `${i + 1}`,
      sequence: `${i + 2}`,
    });
    copied('attempts', { trial_id: `'t${i}'` });
    const steps = Float64Array.from(range(0, 400));
    const loss = steps.map(step => 0.3 * (i + 1) + Math.exp(-step / 50) + 0.01 * Math.sin(step * 12.9898));
    const batches = [
      pack({ series: 'step', steps, columns: { loss } }),
      pack({ series: 'eval', steps: Float64Array.of(0, 400), columns: { devLoss: Float64Array.of(2, 0.4) } }),
    ].filter(batch => batch !== null);
    expect(points.appendAll([{ trialId: `t${i}`, attempt: 1, batches }])).toEqual([null]);
  }
  before.close();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const [stage] = await store.allStages();
  const kept = await store.recommendation(stage?.id ?? '');
  expect(kept).toMatchObject({
    ruleVersion: 1,
    set: { learningRate: 0.05 },
    ranking: [{ rank: null }, { rank: 1 }, { rank: 2 }],
  });
});

it('keeps nothing of a ladder of before with a trial that can’t be read, since the others alone tell another answer', async () => {
  const home = releasedHome(9);
  const before = new Database(databaseFile(home));
  const columns = before.prepare<[], string>("SELECT name FROM pragma_table_info('trials')").pluck().all();
  const changed: Record<string, string> = { id: "'unreadable'", hyperparameters: "'{'", position: '1', sequence: '2' };
  before.exec(
    `INSERT INTO trials (${columns}) SELECT ${columns.map(name => changed[name] ?? name)} FROM trials LIMIT 1`,
  );
  before.close();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const [stage] = await store.allStages();
  expect(await store.recommendation(stage?.id ?? '')).toBeNull();
});

it('leaves a database at the last migration that worked where one fails', () => {
  const file = databaseFile(temporaryHome());
  const next = 'CREATE TABLE later (id TEXT) STRICT';
  expect(() => openDatabase(file, [...MIGRATIONS, next, 'CREATE TABLE half (id TEXT) STRICT; no SQL'])).toThrow(
    'syntax',
  );
  const db = opened(file, [...MIGRATIONS, next]);
  expect(db.pragma('user_version', { simple: true })).toBe(latest + 1);
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('later', 'half')").pluck().all()).toEqual(['later']);
});
