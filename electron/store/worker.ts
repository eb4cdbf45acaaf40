import { dirname } from 'node:path';
import { parentPort, type TransferListItem, workerData } from 'node:worker_threads';
import { Refusal } from '#shared/contract/refusal.ts';
import { type AutomaticOutcome, backUpAutomatically } from './backup.ts';
import { Damage, isDamage } from './damage.ts';
import { faultIn, openDatabase, openDatabaseReadOnly, openOlderDatabase } from './database.ts';
import { failure } from './failure.ts';
import { GroupCommit } from './group-commit.ts';
import { HomeGuard } from './home-guard.ts';
import { operations } from './operations.ts';
import { OPENING, type Reply, type Request, type WorkerOptions } from './protocol.ts';
import { type PackedPoints, Points } from './rows/points.ts';

// The store's thread, where SQLite may block: opens the database, then answers requests in the order they came.

if (!parentPort) throw new Error('This is the worker of open-store.ts, not a program of its own');
const port = parentPort;
const { file, readOnly } = workerData as WorkerOptions;
/** Of the open database: another one than `file` where a copy is read. */
let path = file;

function refuse(id: number, cause: unknown): void {
  const error = named(failure(readOnly && isDamage(cause) ? damaged(cause) : cause, file));
  const reply: Reply = error instanceof Refusal ? { id, refusal: error.record } : { id, error };
  port.postMessage(reply);
}

/** Whichever copy of the database was read: the person knows it by its own place. */
function named(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.record.values.path !== path) return error;
  return new Refusal(error.record.key, { ...error.record.values, path: file });
}

const damaged = (cause: unknown): Refusal =>
  cause instanceof Refusal
    ? cause
    : new Refusal('error.store.damaged', { path: file, detail: (cause as Error).message });

function answer(id: number, value: unknown): void {
  const reply: Reply = { id, value };
  port.postMessage(reply, buffersOf(value));
}

/** Columns are made for the one who asked, so they are handed over, not copied. */
function buffersOf(value: unknown): TransferListItem[] {
  if (value instanceof Float64Array) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersOf);
}

/** Backs up what an older Descent wrote, before it is brought up to date; null: there is nothing to bring up to date. */
async function backUpOlder(): Promise<AutomaticOutcome | null> {
  const older = openOlderDatabase(file);
  try {
    return older && (await backUpAutomatically(older, dirname(file), 'update', Date.now()));
  } finally {
    older?.close();
  }
}

async function serve(): Promise<void> {
  const backedUp = readOnly ? null : await backUpOlder();
  const db = readOnly ? openDatabaseReadOnly(file) : openDatabase(file);
  const points = new Points(db);
  path = db.name;
  const damage = readOnly ? new Damage() : null;
  damage?.note(faultIn(db));
  const methods = operations(db, points, damage);
  if (backedUp) methods.recordEvent(backedUp.kind, { ...backedUp, why: 'update' });
  const guard = readOnly ? null : new HomeGuard(dirname(file));
  const refuseIfLost = () => {
    if (guard?.loss) throw guard.loss;
  };
  const group = new GroupCommit<PackedPoints>(calls => {
    refuseIfLost();
    return points.appendAll(calls);
  });
  let rescued = false;
  const close = () => {
    db.close();
    guard?.takeLogAway(rescued);
    guard?.close();
  };

  port.on('message', (request: Request) => {
    const { id } = request;
    if (request.name === 'appendPoints') {
      return group.add(request.points, error => (error ? refuse(id, error) : answer(id, undefined)));
    }
    group.flush();
    try {
      if (request.name === 'close') close();
      else if (request.name !== 'rescue') refuseIfLost();
      const method = methods[request.name] as (...parameters: unknown[]) => unknown;
      const value = method(...request.parameters);
      rescued ||= request.name === 'rescue';
      if (value instanceof Promise) {
        value.then(
          made => answer(id, made),
          error => refuse(id, error),
        );
      } else answer(id, value);
    } catch (error) {
      refuse(id, error);
    }
    if (request.name === 'close') port.close();
  });
  answer(OPENING, undefined);
}

serve().catch(error => refuse(OPENING, error));
