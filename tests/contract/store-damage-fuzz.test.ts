import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Damage } from '#electron/store/damage.ts';
import { faultIn, openDatabaseReadOnly } from '#electron/store/database.ts';
import { databaseFile } from '#electron/store/home.ts';
import { operations } from '#electron/store/operations.ts';
import { Points } from '#electron/store/rows/points.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { Random } from '#shared/method/random.ts';
import { chance, noise, pick, within } from '../fuzz/draw.ts';
import { temporaryHome } from '../tools/home.ts';
import { fill } from './filled-home.ts';

const PAGE = 4096;
const CASES = 300;

/** Everything small that a home keeps, read as a command reads it that only reads. */
function readAll(file: string) {
  const db = openDatabaseReadOnly(file);
  try {
    const damage = new Damage();
    damage.note(faultIn(db));
    const read = operations(db, new Points(db), damage);
    const projects = read.projects() as { id: string }[];
    const trials = read.allTrials() as { id: string }[];
    const rows = [
      ...projects,
      ...trials,
      ...projects.flatMap(({ id }) => read.stages(id) as object[]),
      ...projects.flatMap(({ id }) => read.decisions(id) as object[]),
    ];
    return { rows: rows.map(row => JSON.stringify(row)), reasons: damage.reasons() };
  } finally {
    db.close();
  }
}

/** The bytes damaged as disks, and programs that copy files, do it. */
function damaged(random: Random, whole: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  const page = () => PAGE * within(random, 0, whole.length / PAGE - 1);
  const kind = pick(random, ['truncated', 'zeroed', 'noise', 'swapped', 'sector', 'repeated'] as const);
  const at = page();
  if (kind === 'truncated') return bytes.subarray(0, within(random, 0, whole.length - 1));
  if (kind === 'zeroed') bytes.fill(0, at, at + PAGE);
  if (kind === 'noise') noise(random, PAGE).copy(bytes, at);
  if (kind === 'sector') bytes.fill(chance(random, 0.5) ? 0 : 0xff, at + 512 * within(random, 0, 7)).subarray();
  if (kind === 'swapped' || kind === 'repeated') {
    const other = page();
    whole.copy(bytes, at, other, other + PAGE);
    if (kind === 'swapped') whole.copy(bytes, other, at, at + PAGE);
  }
  return bytes;
}

it(`reading a damaged database ends with a sentence or with rows as they were saved, in ${CASES} cases`, async () => {
  const home = temporaryHome();
  await fill(home);
  const whole = readFileSync(databaseFile(home));
  const saved = new Set(readAll(databaseFile(home)).rows);
  const file = join(temporaryHome(), 'damaged.db');
  const random = Random.from(9);
  let [refused, partly] = [0, 0];
  for (let i = 0; i < CASES; i++) {
    writeFileSync(file, damaged(random, whole));
    try {
      const { rows, reasons } = readAll(file);
      const madeUp = rows.filter(row => !saved.has(row));
      expect(madeUp, `case ${i}`).toEqual([]);
      expect(new Set(rows).size, `case ${i}`).toBe(rows.length);
      // Nothing is missing without a word.
      if (rows.length < saved.size) {
        expect(reasons.length, `case ${i}`).toBeGreaterThan(0);
        partly++;
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(error.record.key, `case ${i}`).toMatch(/^error\.store\.(damaged|notDatabase|absent|older|newer|io)$/);
      refused++;
    }
  }
  // Both happen, or nothing was tried here.
  expect([refused > 0, partly > 0]).toEqual([true, true]);
});
