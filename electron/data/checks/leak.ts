import type { DataCheck } from '#shared/domain/data-report.ts';
import type { SplitWay } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { RawTable, RawTarget } from '../raw/dataset.ts';
import { namesOf } from '../raw/row-text.ts';
import { type Checked, passes, percent, warns } from './check.ts';
import { exactTogether } from './exact-sum.ts';
import { cellsOf, lookedRows, type Told, targetsOf, toldBy } from './told.ts';

/** From this share of what is open on, a column tells the target rather than helps to guess it. */
const TELLS_CLASS = 0.98;
const TELLS_NUMBER = 0.99;
/** So many rows may be answered wrong in any case, where a border between two classes runs through a few rows. */
const BORDER = 3;
const BORDER_SHARE = 0.05;
/** From this share on a column that goes up or down from row to row orders the target. */
const ORDERS = 0.8;
/** Steps from row to row in one direction. */
const ONE_DIRECTION = 0.99;

/** Rows that must be answered: of fewer nothing can be said. */
const LEAST_ROWS = 30;
/** The chance, over all columns of a table, that one which tells nothing is warned of. */
const BY_CHANCE = 0.001;

/** Columns that are warned of one by one; more are named together. */
const ONE_BY_ONE = 3;

interface Leak {
  name: string;
  told: Told;
  isOrder: boolean;
}

/**
 * A column that tells the target alone or orders it, columns that add up to it: what is known only because the target is. Judged
 * on rows that were not used for finding it, and against chance over all columns.
 */
export function leaks({ raw, target, split, groups, way }: Checked): DataCheck[] {
  if (raw.kind !== 'table') return [];
  const rows = lookedRows(split, groups, raw.inputs.length);
  if (rows.length < LEAST_ROWS) return [passes('leak', {}, 'data.check.leak.tooFew')];
  const targets = targetsOf(target, rows);
  const found = raw.inputs.flatMap(column => {
    const cells = cellsOf(column, rows);
    const told = toldBy(cells, targets, target.task, column.type !== 'category');
    if (!isBeyondChance(told, target, raw.inputs.length)) return [];
    const isOrder = told.gain >= ORDERS && column.type !== 'category' && goesOneWay(cells, rows);
    return isOrder || tells(told, target) ? [{ name: column.name, told, isOrder }] : [];
  });
  const alone = new Set(found.map(({ name }) => name));
  const together = exactTogether(
    raw.inputs.filter(({ name }) => !alone.has(name)),
    target,
    rows,
  );
  const orders = found.filter(({ isOrder }) => isOrder);
  const tellers = found.filter(({ isOrder }) => !isOrder).sort((a, b) => b.told.gain - a.told.gain);
  const warned = [
    ...(tellers.length > ONE_BY_ONE ? [many(raw, tellers)] : tellers.map(leak => one(raw, target, leak))),
    ...(together ? [sum(raw, target, together)] : []),
  ];
  return [
    ...(warned.length > 0 ? warned : [passes('leak', { count: raw.inputs.length })]),
    ...(orders.length > 0 ? orders.map(leak => order(raw, target, leak, way)) : [passes('order')]),
  ];
}

function tells({ rows, right, base, gain }: Told, { task }: RawTarget): boolean {
  if (task === 'regression') return gain >= TELLS_NUMBER;
  const open = Math.round(rows * (1 - base));
  const wrong = Math.round(rows * (1 - right));
  return wrong <= Math.max((1 - TELLS_CLASS) * open, Math.min(BORDER, BORDER_SHARE * open));
}

/** Chernoff's bound on so many right answers, where each is right with the chance of `base`. Ranks of 30 rows don't agree by chance. */
function isBeyondChance({ rows, right, base, gain }: Told, { task }: RawTarget, columns: number): boolean {
  if (task === 'regression') return gain >= ORDERS;
  if (right <= base) return false;
  const part = (p: number, q: number): number => (p === 0 ? 0 : p * Math.log(p / Math.max(q, Number.MIN_VALUE)));
  return rows * (part(right, base) + part(1 - right, 1 - base)) > Math.log(columns / BY_CHANCE);
}

/** Whether numbers go up, or down, from each row to the next. */
function goesOneWay(cells: Float64Array, rows: Int32Array): boolean {
  const order = Array.from(rows.keys()).sort((a, b) => rows[a]! - rows[b]!);
  let [up, down] = [0, 0];
  for (let i = 1; i < order.length; i++) {
    const step = cells[order[i]!]! - cells[order[i - 1]!]!;
    if (step > 0) up++;
    if (step < 0) down++;
  }
  return Math.max(up, down) >= ONE_DIRECTION * (order.length - 1);
}

const strength = ({ right, base, gain }: Told) => ({
  percent: percent(right),
  base: percent(base),
  r2: Math.floor(1000 * gain) / 1000,
});

/** Leaving columns out, where something to learn from stays. */
function without({ inputs, choosable }: RawTable, names: string[]): DataCheck['remedy'] {
  const count = inputs.length - names.length;
  if (!choosable || count === 0) return null;
  return { change: { drop: names }, effect: { key: 'data.check.effect.inputsStay', values: { count } } };
}

function one(raw: RawTable, target: RawTarget, { name, told }: Leak): DataCheck {
  const values = { name, target: target.name ?? '', ...strength(told), rows: told.rows };
  return warns('leak', [name], { key: `data.check.leak.${target.task}`, values }, { remedy: without(raw, [name]) });
}

function many(raw: RawTable, found: readonly Leak[]): DataCheck {
  const names = found.map(({ name }) => name);
  const values = { count: names.length, names: namesOf(names) };
  return warns('leak', names, { key: 'data.check.leak.many', values }, { remedy: without(raw, names) });
}

function sum(raw: RawTable, target: RawTarget, names: string[]): DataCheck {
  const values = { count: names.length, names: namesOf(names), target: target.name ?? '' };
  return warns('leak', names, { key: 'data.check.leak.together', values }, { remedy: without(raw, names) });
}

/** The rows that are the last in that order are held out; where they are already, the column can be left out. */
function heldOutLast(raw: RawTable, name: string, { by }: SplitWay): DataCheck['remedy'] {
  if (by === 'time' || raw.inputs.length === 1) return without(raw, [name]);
  if (!raw.choosable) return null;
  return {
    change: { split: { by: 'time', column: name } },
    effect: { key: 'data.check.effect.splitTime', values: {} },
  };
}

function order(raw: RawTable, target: RawTarget, { name, told }: Leak, way: SplitWay): DataCheck {
  const values = { name, target: target.name ?? '', ...strength(told) };
  const reason: Reason = { key: `data.check.order.${target.task}`, values };
  return warns('order', [name], reason, { remedy: heldOutLast(raw, name, way) });
}
