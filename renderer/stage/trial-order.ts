import { useRef, useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { leadOf, type TrialColumn, type TrialRow } from './stage-parts.ts';

/** A column by its key, and which way. */
export interface Sorting {
  key: string;
  descending: boolean;
}

/** What rows are put in order by. */
interface Order {
  columns: readonly Pick<TrialColumn, 'key' | 'value'>[];
  /** Of rows that are equal in the column. */
  compare(a: TrialRow['trial'], b: TrialRow['trial']): number;
}

export function trialRows({ trials, recommendation, progress }: StageView): TrialRow[] {
  const lead = leadOf(recommendation);
  const ranked = new Map(recommendation.ranking.map(one => [one.trialId, one]));
  return trials.map(trial => ({
    trial,
    ranked: ranked.get(trial.id) ?? null,
    steps: progress.stepsOf[trial.id] ?? 0,
    lead: trial.id === lead,
  }));
}

/** Rows in the order of a column, those without a value last. */
export function sortRows(
  rows: readonly TrialRow[],
  { key, descending }: Sorting,
  { columns, compare }: Order,
): TrialRow[] {
  const column = columns.find(one => one.key === key);
  return [...rows].sort((a, b) => {
    const [x, y] = [column?.value(a) ?? null, column?.value(b) ?? null];
    if (x === y) return compare(a.trial, b.trial);
    if (x === null) return 1;
    if (y === null) return -1;
    return descending ? y - x : x - y;
  });
}

/** Rows in an order kept from before; rows that are new to it come last. */
export function inOrder(rows: readonly TrialRow[], order: readonly string[]): TrialRow[] {
  const place = new Map(order.map((id, i) => [id, i]));
  const of = (row: TrialRow): number => place.get(row.trial.id) ?? order.length;
  return [...rows].sort((a, b) => of(a) - of(b));
}

/**
 * Rows in the order of a column, except while a person points at them or has the focus among them: then they keep
 * their places, so that nobody hits the wrong one.
 */
export function useSteadyOrder(rows: readonly TrialRow[], sorting: Sorting, order: Order) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = useRef<{ sorting: Sorting; order: string[] } | null>(null);

  const hold = (pointed || focused) && held.current?.sorting === sorting;
  const ordered = hold ? inOrder(rows, held.current!.order) : sortRows(rows, sorting, order);
  held.current = { sorting, order: ordered.map(row => row.trial.id) };

  return {
    ordered,
    /** Goes on the element around the rows. */
    handlers: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
