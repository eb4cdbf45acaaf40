/** A curve's points as two columns of a file. */
export interface CsvCurve {
  name: string;
  count: number;
  steps: Float64Array;
  loss: Float64Array;
  smoothed: Float64Array;
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Curves as CSV (RFC 4180): a row for each step that any of them has, the raw and the smoothed loss of each. Empty: no
 * point at that step. NaN and infinities are written out.
 */
export function lossCsv(curves: readonly CsvCurve[], weight: number): string {
  const steps = new Set<number>();
  for (const { count, steps: own } of curves) for (const step of own.subarray(0, count)) steps.add(step);
  const header = ['step', ...curves.flatMap(c => [`loss ${c.name}`, `smoothed ${weight} ${c.name}`])];
  const next = curves.map(() => 0);
  const rows = [...steps]
    .sort((a, b) => a - b)
    .map(step => {
      const cells = curves.flatMap((curve, c) => {
        const at = next[c] as number;
        if (at >= curve.count || curve.steps[at] !== step) return ['', ''];
        next[c] = at + 1;
        return [String(curve.loss[at]), String(curve.smoothed[at])];
      });
      return [step, ...cells].join(',');
    });
  return `${[header.map(quoted).join(','), ...rows].join('\r\n')}\r\n`;
}
