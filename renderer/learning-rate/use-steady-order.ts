import { useRef, useState } from 'react';
import { inOrder, type Sorting, sortRows, type TrialRow } from './trial-rows.ts';

/**
 * Rows in the order of a column, except while a person points at them or has the focus among them: then they keep
 * their places, so that nobody hits the wrong one.
 */
export function useSteadyOrder(rows: readonly TrialRow[], sorting: Sorting) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = useRef<{ sorting: Sorting; order: string[] } | null>(null);

  const hold = (pointed || focused) && held.current?.sorting === sorting;
  const ordered = hold ? inOrder(rows, held.current!.order) : sortRows(rows, sorting);
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
