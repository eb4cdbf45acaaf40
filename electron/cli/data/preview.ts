import stringWidth from 'string-width';
import type { Preview } from '#shared/domain/data-report.ts';
import { say } from '../say.ts';
import { table } from '../table.ts';
import { shorten } from './layout.ts';

const ROWS = 5;
const CELL = 18;
const LABEL = 16;
const GAP = 2;

/** The first rows or texts as they stand in the source; images can't be shown here, so their labels stand for them. */
export function previewWords(preview: Preview, width: number): string {
  if (preview.kind === 'rows') return rowsWords(preview, width);
  if (preview.kind === 'images') return preview.images.map(({ label }) => shorten(label, LABEL)).join('  ');
  const labels = preview.rows.slice(0, ROWS).map(({ label }) => shorten(label, LABEL));
  const left = Math.max(...labels.map(label => stringWidth(label)), stringWidth(say('dataStep.preview.label'))) + GAP;
  return table(
    [say('dataStep.preview.label'), say('dataStep.preview.text')],
    preview.rows.slice(0, ROWS).map(({ text }, i) => [labels[i] ?? '', shorten(text, width - left)]),
    [],
  );
}

/** As many columns as find room. */
function rowsWords({ columns, rows }: Extract<Preview, { kind: 'rows' }>, width: number): string {
  const lines = [columns, ...rows.slice(0, ROWS)].map(line => line.map(cell => shorten(cell, CELL)));
  let shown = 0;
  for (let used = 0; shown < columns.length; shown++) {
    used += Math.max(...lines.map(line => stringWidth(line[shown] ?? '')));
    if (used > width) break;
    used += GAP;
  }
  const [head = [], ...body] = lines.map(line => line.slice(0, Math.max(1, shown)));
  const more = columns.length - head.length;
  return [table(head, body, []), ...(more > 0 ? [say('cli.data.moreCells', { count: more })] : [])].join('\n');
}
