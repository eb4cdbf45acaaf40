/** Some columns of one curve that have their values at the same steps. */
export interface CsvColumns {
  /** Of each column, with the curve's: `loss lr=0.1`. */
  names: readonly string[];
  count: number;
  /** Ascending. */
  steps: Float64Array;
  /** By column. */
  values: readonly Float64Array[];
}

/** Where the steps of a curve stand on an axis that doesn't count steps. */
export interface CsvPlaces {
  /** `seconds lr=0.1` */
  name: string;
  x(step: number): number;
}

/** A curve: its columns, and its places. */
export interface CsvCurve {
  places: CsvPlaces | null;
  columns: readonly CsvColumns[];
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Curves as CSV (RFC 4180): a row for each step at which any of them has a value. Empty: a column has none at that step. NaN and
 * infinities are written out.
 */
export function curvesCsv(curves: readonly CsvCurve[]): string {
  const steps = new Set<number>();
  for (const { columns } of curves)
    for (const { count, steps: own } of columns) for (const step of own.subarray(0, count)) steps.add(step);
  const header = [
    'step',
    ...curves.flatMap(({ places, columns }) => [...(places ? [places.name] : []), ...columns.flatMap(c => c.names)]),
  ];
  const next = new Map<CsvColumns, number>();
  const cellsOf = (columns: CsvColumns, step: number): string[] => {
    const at = next.get(columns) ?? 0;
    if (at >= columns.count || columns.steps[at] !== step) return columns.names.map(() => '');
    next.set(columns, at + 1);
    return columns.values.map(values => String(values[at]));
  };
  const rows = [...steps]
    .sort((a, b) => a - b)
    .map(step => {
      const cells = curves.flatMap(({ places, columns }) => {
        const values = columns.flatMap(c => cellsOf(c, step));
        const place = places === null ? [] : [values.every(cell => cell === '') ? '' : String(places.x(step))];
        return [...place, ...values];
      });
      return [step, ...cells].join(',');
    });
  return `${[header.map(quoted).join(','), ...rows].join('\r\n')}\r\n`;
}
