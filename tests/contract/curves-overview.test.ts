import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCurves } from '#electron/core/read-curves.ts';
import { databaseFile } from '#electron/store/home.ts';
import { openStore } from '#electron/store/open-store.ts';
import { PointsReader } from '#electron/store/rows/points-reader.ts';
import type { Store } from '#electron/store/store.ts';
import { Session } from '#renderer/client/session.ts';
import { createAppStore } from '#renderer/client/state.ts';
import type { Ask, CurvePiece, Input } from '#shared/contract/requests.ts';
import { wholeLosses } from '#shared/contract/whole-losses.ts';
import { type RecordedColumn, TRAINING_LOSS } from '#shared/domain/metrics.ts';
import { Random } from '#shared/method/random.ts';
import { temporaryHome } from '../tools/home.ts';
import { candidate, stageView } from '../unit/page-views.ts';
import { savedTrials } from './store-fixtures.ts';

const AT_ONCE = 20_000;

/** Appends the steps before another, 20,000 a batch, which are several pages. */
async function train(store: Store, trialId: string, attempt: number, from: number, to: number, lossAt: LossAt) {
  const kept: Promise<void>[] = [];
  for (let at = from; at < to; at += AT_ONCE) {
    const steps = Float64Array.from({ length: Math.min(AT_ONCE, to - at) }, (_, i) => at + i);
    kept.push(
      store.appendPoints({
        trialId,
        attempt,
        batches: [{ series: 'step', steps, columns: { loss: steps.map(lossAt) } }],
      }),
    );
  }
  await Promise.all(kept);
}
type LossAt = (step: number) => number;

async function aTrialOf(steps: number, lossAt: LossAt) {
  const home = temporaryHome();
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const { stage, trials } = await savedTrials(store, 1);
  const trialId = trials[0]!.id;
  await train(store, trialId, 1, 0, steps, lossAt);
  return { home, store, stage, trial: trials[0]!, trialId };
}

/** A page that opens the stage of one trial: its curve, the answers that it took and their bytes. */
async function opened(store: Store, stageId: string, trialId: string, column: RecordedColumn = TRAINING_LOSS) {
  const answers: CurvePiece[] = [];
  const ask = (async (name: string, input: Input<'curves.read'>) => {
    if (name === 'stages.view') {
      const view = stageView([candidate(0.1)]);
      return {
        ...view,
        stage: { ...view.stage, id: stageId },
        trials: view.trials.map(trial => ({ ...trial, id: trialId })),
      };
    }
    const pieces = await readCurves(store, input);
    answers.push(...pieces);
    return pieces;
  }) as Ask;
  const session = new Session(
    { ask, onEvent: () => () => undefined, onConnection: () => () => undefined },
    createAppStore('en'),
  );
  await session.openStage(stageId);
  const curves = session.curvesOf(stageId);
  curves.hold([column]);
  await curves.read();
  const curve = curves.points(trialId, column)!;
  const of = (array: Float64Array | undefined) => [...(array ?? []).slice(0, curve.count)];
  return {
    answers,
    bytes: answers.reduce((sum, answer) => sum + bytesOf(answer), 0),
    steps: of(curve.steps),
    loss: of(curve.values),
    level: of(curve.level),
    span: of(curve.span),
    cursor: curve.cursor,
  };
}

/** Of all the numbers in it. */
function bytesOf(value: unknown): number {
  if (value instanceof Float64Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0);
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const increasing = (steps: readonly number[]) => steps.every((step, i) => i === 0 || step > steps[i - 1]!);
/** Changes what is stored behind the store's back. */
function tamper(home: string, sql: string): void {
  const db = new Database(databaseFile(home));
  db.exec(sql);
  db.close();
}

const LONG = 2_000_000;

describe('a trial of two million steps', () => {
  const random = Random.from(7);
  const spikes = Array.from({ length: 20 }, () => random.below(LONG));
  const diverging = random.below(LONG / 2);
  const lossAt = (step: number) => {
    if (step === diverging) return Number.NaN;
    return spikes.includes(step) ? 50 + step / LONG : 2 / (1 + step / 1e5) + 0.1 * Math.sin(step);
  };

  it('is opened on a page with few bytes: in order, without a gap, and with every spike at its own step', async () => {
    const { home, store, stage, trialId } = await aTrialOf(LONG, lossAt);
    const page = await opened(store, stage.id, trialId);
    expect(page.bytes).toBeLessThan(4 * 2 ** 20);
    expect(increasing(page.steps)).toBe(true);
    expect(sum(page.span)).toBe(LONG);
    expect(page.cursor).toBe(LONG - 1);
    expect(page.loss.every((loss, i) => Object.is(loss, lossAt(page.steps[i]!)))).toBe(true);
    for (const step of [...spikes, diverging]) expect(page.steps).toContain(step);
    // What smoothing takes adds up to what all of the losses do, but for that which is none.
    let all = 0;
    for (let step = 0; step < LONG; step++) all += step === diverging ? 0 : lossAt(step);
    expect(sum(page.level.map((level, i) => level * page.span[i]!)) / all).toBeCloseTo(1, 4);

    // So is the small picture of it.
    let small = 0;
    const ask = (async (_: string, input: Input<'curves.read'>) => {
      const pieces = await readCurves(store, input);
      small += bytesOf(pieces);
      return pieces;
    }) as Ask;
    const [whole] = await wholeLosses(ask, stage.id, true);
    expect(small).toBeLessThan(4 * 2 ** 20);
    const drawn = whole?.batches.flatMap(batch => [...batch.steps]) ?? [];
    expect([increasing(drawn), drawn.at(-1)]).toEqual([true, LONG - 1]);

    // Without its overviews the points tell, in answers that hold no more.
    tamper(home, 'UPDATE metric_overviews SET checksum = checksum + 1');
    const slow = await opened(store, stage.id, trialId);
    expect(slow.bytes).toBeLessThan(8 * 2 ** 20);
    expect(slow.answers.length).toBeGreaterThan(page.answers.length);
    expect(slow.answers.flatMap(({ damaged }) => damaged)).toEqual([]);
    expect([increasing(slow.steps), sum(slow.span), slow.cursor]).toEqual([true, LONG, LONG - 1]);
    for (const step of [...spikes, diverging]) expect(slow.steps).toContain(step);
  });
});

const SOME = 400_000;

it('a page of points that is damaged is seen in its overview; without that its steps are named', async () => {
  const { home, store, stage, trialId } = await aTrialOf(SOME, step => step);
  // Batches of this size are divided into pages of 16,384 rows and what is left.
  tamper(home, `UPDATE metric_batches SET checksum = checksum + 1 WHERE first_step = ${AT_ONCE}`);
  const seen = await opened(store, stage.id, trialId);
  expect(seen.answers.flatMap(({ damaged }) => damaged)).toEqual([]);
  expect(sum(seen.span)).toBe(SOME);
  tamper(home, `UPDATE metric_overviews SET data = zeroblob(length(data)) WHERE first_step = ${AT_ONCE}`);
  const named = await opened(store, stage.id, trialId);
  const lost = { series: 'step', from: AT_ONCE, to: AT_ONCE + 16_383 };
  expect(named.answers.flatMap(({ damaged }) => damaged)).toEqual([lost]);
  expect(sum(named.span)).toBe(SOME - 16_384);
  expect(named.cursor).toBe(SOME - 1);
});

it('what a later attempt replaced is not in it, neither before nor after tidying up', async () => {
  const { store, stage, trial, trialId } = await aTrialOf(SOME, () => 1);
  const TAKEN_OVER = 150_001;
  await store.beginAttempt(trialId, 2, TAKEN_OVER, 0);
  await store.saveTrial({ ...trial, attempt: 2 });
  await train(store, trialId, 2, TAKEN_OVER, SOME, () => 2);
  const check = async () => {
    const page = await opened(store, stage.id, trialId);
    expect(page.answers[0]?.overview?.to).toBeGreaterThan(2 * TAKEN_OVER);
    const before = page.steps.findIndex(step => step >= TAKEN_OVER);
    expect(page.loss).toEqual(page.steps.map(step => (step < TAKEN_OVER ? 1 : 2)));
    expect([sum(page.span), page.steps[before]]).toEqual([SOME, TAKEN_OVER]);
    return page;
  };
  await check();
  await store.compact(trialId);
  await check();
});

it('a curve that is not very long comes as it always did', async () => {
  const { home, store, stage, trialId } = await aTrialOf(200_000, step => step);
  const request = { stageId: stage.id, cursors: [], column: TRAINING_LOSS };
  expect(await readCurves(store, { ...request, overview: true })).toEqual(await readCurves(store, request));
  // As does what is left to read of a long one, and the whole of one for a reader who takes no overview.
  await train(store, trialId, 1, 200_000, SOME, step => step);
  const near = { ...request, cursors: [{ trialId, attempt: 1, afterStep: 200_000 }] };
  expect(await readCurves(store, { ...near, overview: true })).toEqual(await readCurves(store, near));
  expect((await readCurves(store, request))[0]?.overview).toBeUndefined();
  // Where a cursor stands within a page, the overview begins right behind it.
  const within = { ...request, cursors: [{ trialId, attempt: 1, afterStep: 100_000 }] };
  const [piece] = await readCurves(store, { ...within, overview: true });
  expect([piece?.overview?.from, piece?.overview?.steps[0]]).toEqual([100_001, 100_001]);
  // Whatever has no overview, as of an earlier version, is told by its points.
  tamper(home, 'DELETE FROM metric_overviews');
  expect(sum((await opened(store, stage.id, trialId)).span)).toBe(SOME);
  const db = new Database(databaseFile(home), { readonly: true });
  onTestFinished(() => void db.close());
  expect(new PointsReader(db).overview('no such trial', TRAINING_LOSS, -1)).toBeNull();
});

describe.each([
  { column: { series: 'step', column: 'updateRatio' }, every: 1, rows: 400_000 },
  { column: { series: 'layer', column: 'hidden1.weight' }, every: 10, rows: 300_000 },
  { column: { series: 'eval', column: 'devLoss' }, every: 50, rows: 300_000 },
] as const)('a long $column.series series, by its column $column.column', ({ column, every, rows }) => {
  const SPIKE = 123_456 * every;

  it('is opened by its overview: few bytes, all rows told of, and its spike at its own step', async () => {
    const store = await openStore(temporaryHome());
    onTestFinished(() => store.close());
    const { stage, trials } = await savedTrials(store, 1);
    const trialId = trials[0]!.id;
    const kept: Promise<void>[] = [];
    for (let at = 0; at < rows; at += AT_ONCE) {
      const steps = Float64Array.from({ length: AT_ONCE }, (_, i) => (at + i) * every);
      const values = steps.map(step => (step === SPIKE ? 50 : 1 + Math.sin(step)));
      // Another column of the same series is no business of its reader.
      const columns = { another: steps, [column.column]: values };
      kept.push(store.appendPoints({ trialId, attempt: 1, batches: [{ series: column.series, steps, columns }] }));
    }
    await Promise.all(kept);
    const page = await opened(store, stage.id, trialId, column);
    expect(page.answers[0]?.overview).toBeDefined();
    expect(page.bytes).toBeLessThan(4 * 2 ** 20);
    expect([increasing(page.steps), sum(page.span), page.cursor]).toEqual([true, rows, (rows - 1) * every]);
    expect(page.loss[page.steps.indexOf(SPIKE)]).toBe(50);
  });
});
