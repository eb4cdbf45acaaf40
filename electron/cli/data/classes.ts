import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { formatCount, formatNumber } from '../format.ts';
import { say } from '../say.ts';
import { table } from '../table.ts';
import { shorten } from './layout.ts';

/** So many classes are shown, the largest ones; the rest is summed up. */
const SHOWN = 20;
const BAR = 24;
const NAME = 32;

/** The classes with their rows, share and a bar each. */
export function classList({ classes, classCounts }: DatasetFacts): string {
  const total = classCounts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(...classCounts);
  const all = classes.map((name, i) => ({ name, rows: classCounts[i] ?? 0 }));
  // In their own order where all are shown: grades stay a scale.
  const shown = all.length <= SHOWN ? all : [...all].sort((a, b) => b.rows - a.rows).slice(0, SHOWN);
  const lines = table(
    [say('dataStep.preview.label'), say('dataStep.leftOut.rows'), '', ''],
    shown.map(({ name, rows }) => [
      shorten(name, NAME),
      formatCount(rows),
      `${((100 * rows) / total).toFixed(1)} %`,
      '█'.repeat(Math.round((BAR * rows) / most)) || '▏',
    ]),
    [1, 2],
  );
  if (all.length === shown.length) return lines;
  const rest = total - shown.reduce((sum, c) => sum + c.rows, 0);
  return `${lines}\n${say('cli.data.moreClasses', { count: all.length - shown.length, rows: formatCount(rest) })}`;
}

/** How unequal the classes are, for the heading. */
export const imbalanceWords = (metric: DatasetFacts['metric'], imbalance: number): string =>
  say(metric === 'macroF1' ? 'dataStep.classes.imbalanced' : 'dataStep.classes.balanced', {
    ratio: formatNumber(imbalance),
  });
