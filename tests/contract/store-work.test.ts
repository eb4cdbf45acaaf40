import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '#electron/store/database.ts';
import { databaseFile } from '#electron/store/home.ts';
import { pack } from '#electron/store/rows/columns.ts';
import { PAGE_BYTES, Points } from '#electron/store/rows/points.ts';
import { TRAINING_LOSS } from '#shared/domain/metrics.ts';
import { temporaryHome } from '../tools/home.ts';
import { aBatch, range } from './store-fixtures.ts';

/**
 * The points of one trial, in a database that counts how many rows of `metric_batches` are looked at: what an append or a read costs
 * must not depend on how many batches there are already, and counting says so on any machine.
 */
function countedPoints() {
  const db = openDatabase(databaseFile(temporaryHome()));
  onTestFinished(() => void db.close());
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.exec("INSERT INTO attempts VALUES ('t', 1, 0, 'running', 0, NULL)");
  let looked = 0;
  db.function('looked', (value: unknown) => {
    looked++;
    return value;
  });
  const columns = db.prepare<[], string>("SELECT name FROM pragma_table_info('metric_batches')").pluck().all();
  const seen = columns.map(name => (name === 'last_step' ? `looked(${name}) AS ${name}` : name));
  db.exec(`
    ALTER TABLE metric_batches RENAME TO kept;
    CREATE TEMP VIEW metric_batches AS SELECT ${seen.join(', ')} FROM kept;
    CREATE TEMP TRIGGER inserted INSTEAD OF INSERT ON metric_batches
      BEGIN INSERT INTO kept (${columns.join(', ')}) VALUES (${columns.map(name => `NEW.${name}`).join(', ')}); END;
    CREATE TEMP TRIGGER deleted INSTEAD OF DELETE ON metric_batches
      BEGIN DELETE FROM kept WHERE trial_id = OLD.trial_id AND attempt = OLD.attempt
        AND series = OLD.series AND first_step = OLD.first_step; END;
  `);
  const points = new Points(db);
  return {
    db,
    points,
    /** Appends a batch of one step for each of these. */
    append: (from: number, to: number) => {
      for (const step of range(from, to)) {
        const batch = pack(aBatch('step', [step], { loss: s => s }));
        const [error] = points.appendAll([{ trialId: 't', attempt: 1, batches: batch ? [batch] : [] }]);
        if (error) throw error;
      }
    },
    /** How many rows a task looks at. */
    looksOf: (task: () => void): number => {
      looked = 0;
      task();
      return looked;
    },
  };
}

it('an append looks at as few rows after thousands of batches as after some', () => {
  const { points, append, looksOf } = countedPoints();
  append(0, 10);
  const early = looksOf(() => append(10, 110));
  append(110, 5000);
  const late = looksOf(() => append(5000, 5100));
  expect(late).toBeLessThanOrEqual(early + 10);
  expect([...points.read('t', 'step', -1).steps]).toEqual(range(0, 5100));
});

it('a reader near the end looks at as few rows after thousands of batches as after some', () => {
  const { points, append, looksOf } = countedPoints();
  append(0, 50);
  const early = looksOf(() => expect(points.read('t', 'step', 44).steps.length).toBe(5));
  append(50, 5000);
  const late = looksOf(() => expect(points.read('t', 'step', 4994).steps.length).toBe(5));
  expect(late).toBeLessThanOrEqual(early + 10);
});

it('small batches become pages while a trial runs: few, bounded, and each row looked at a few times in all', () => {
  const { db, points, append, looksOf } = countedPoints();
  const steps = 50_000;
  const looks = looksOf(() => append(0, steps));
  const sizes = () => db.prepare<[], number>('SELECT length(data) FROM kept ORDER BY first_step').pluck().all();
  const pages = Math.floor((steps * 16) / PAGE_BYTES);
  expect(sizes().filter(bytes => bytes >= PAGE_BYTES)).toHaveLength(pages);
  expect(Math.max(...sizes())).toBeLessThanOrEqual(2 * PAGE_BYTES);
  expect(looks).toBeLessThan(3 * steps);
  points.compact('t');
  expect(sizes()).toHaveLength(pages + 1);
  expect(points.read('t', 'step', -1).steps.every((step, i) => step === i)).toBe(true);
});

it('a trial that an earlier version merged into one row is divided, and a slice of it is one', () => {
  const { db, points } = countedPoints();
  const batch = pack(aBatch('step', range(0, 100_000), { loss: s => s }));
  points.appendAll([{ trialId: 't', attempt: 1, batches: batch ? [batch] : [] }]);
  expect([...points.slice('t', 'step', 70_000, 3).points.steps]).toEqual([70_001, 70_002, 70_003]);
  points.compact('t');
  const longest = db.prepare<[], number>('SELECT max(length(data)) FROM kept').pluck().get();
  expect(longest).toBeLessThanOrEqual(2 * PAGE_BYTES);
  expect(points.read('t', 'step', -1).steps.every((step, i) => step === i)).toBe(true);
});

it('an overview looks at few rows of points, however many there are: what a page says in short is beside it', () => {
  const { db, points, looksOf } = countedPoints();
  const appendUpTo = (to: number) => {
    const from = (points.slice('t', 'step', -1, Number.POSITIVE_INFINITY).points.steps.at(-1) ?? -1) + 1;
    for (let at = from; at < to; at += 5000) {
      const batch = pack(aBatch('step', range(at, at + 5000), { loss: s => (s === 123_456 ? Number.NaN : s) }));
      points.appendAll([{ trialId: 't', attempt: 1, batches: batch ? [batch] : [] }]);
    }
  };
  appendUpTo(300_000);
  const early = looksOf(() => expect(points.overview('t', TRAINING_LOSS, -1)?.to).toBeGreaterThan(200_000));
  appendUpTo(900_000);
  const late = looksOf(() => expect(points.overview('t', TRAINING_LOSS, -1)?.to).toBeGreaterThan(800_000));
  expect([early, late]).toEqual([1, 1]); // To learn which step is the last.
  const overview = points.overview('t', TRAINING_LOSS, -1);
  const at = overview?.points.steps.indexOf(123_456) ?? -1;
  expect(overview?.points.values[at]).toBeNaN();
  // The mean of those beside it, which are numbers.
  expect(Math.abs((overview?.points.level[at] ?? 0) - 123_456)).toBeLessThan(64);
  // Each page that is whole has one, and nothing else has; so also after compaction, with the rest.
  const pagesWithout = () =>
    db
      .prepare<[], number>(
        `SELECT count(*) FROM kept LEFT JOIN metric_overviews USING (trial_id, attempt, series, first_step)
         WHERE metric_overviews.data IS NULL AND length(kept.data) >= ${PAGE_BYTES}`,
      )
      .pluck()
      .get();
  const withoutPages = () =>
    db
      .prepare<[], number>(
        `SELECT count(*) FROM metric_overviews LEFT JOIN kept USING (trial_id, attempt, series, first_step)
         WHERE kept.data IS NULL`,
      )
      .pluck()
      .get();
  expect([pagesWithout(), withoutPages()]).toEqual([0, 0]);
  db.exec("INSERT INTO attempts VALUES ('t', 2, 450001, 'running', 0, NULL)");
  points.compact('t');
  expect([pagesWithout(), withoutPages()]).toEqual([0, 0]);
  expect(db.prepare('SELECT max(last_step) FROM metric_overviews').pluck().get()).toBeLessThanOrEqual(450_000);
});
