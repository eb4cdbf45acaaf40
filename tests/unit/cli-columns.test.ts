import { expect, it } from 'vitest';
import { columnList } from '#electron/cli/data/columns.ts';
import type { ColumnReport } from '#shared/domain/data-report.ts';

const column = (i: number, role: ColumnReport['role'] = 'input'): ColumnReport => ({
  name: `f${i}`,
  type: 'number',
  role,
  note: null,
  missing: 0,
  distinct: 2,
  features: 1,
  range: { min: 0, max: 9e20, mean: 1, median: 1 },
  top: [],
});

it('shows the first of many columns, and the target wherever it stands', () => {
  const columns = Array.from({ length: 5000 }, (_, i) => column(i + 1, i === 4999 ? 'target' : 'input'));
  const lines = columnList(columns, 100).split('\n');
  expect(lines).toHaveLength(1 + 61 + 1);
  expect(lines.at(-2)).toMatch(/^5000 +f5000 +number +target/);
  expect(lines.at(-1)).toContain('4,939');
  expect(lines[1]).toContain('9e20');
});
