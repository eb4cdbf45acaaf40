import type { DataReport, DataWarning } from '#shared/domain/data-report.ts';
import { say } from '../say.ts';
import { formatCount, indented, shorten } from './layout.ts';
import { placeIn } from './source.ts';

/** The rows that are in no split, and why, with examples. */
export const leftOutList = (source: string, { leftOut }: DataReport, width: number): string =>
  leftOut
    .map(({ rows, ...remark }) => remarkWords(source, `${formatCount(rows).padStart(6)}  `, remark, width))
    .join('\n');

/** What looks odd, with examples. */
export const warningList = (source: string, { warnings }: DataReport, width: number): string =>
  warnings.map(warning => remarkWords(source, '  ! ', warning, width)).join('\n');

function remarkWords(source: string, mark: string, { reason, examples }: DataWarning, width: number): string {
  const left = ' '.repeat(mark.length);
  const found = examples.map(({ place, text }) => {
    const at = `${left}${placeIn(source, place)}`;
    return shorten(text, width) === '' ? at : `${at}: ${shorten(text, Math.max(20, width - at.length - 2))}`;
  });
  return [indented(mark, say(reason.key, reason.values), width), ...found].join('\n');
}
