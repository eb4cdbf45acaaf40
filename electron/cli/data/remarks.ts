import { basename, dirname, sep } from 'node:path';
import type { DataReport, DataWarning, Place } from '#shared/domain/data-report.ts';
import { formatCount } from '../format.ts';
import { say } from '../say.ts';
import { clip, indented, shorten } from './layout.ts';

/** No line is longer. */
const EXAMPLE = 120;

/** The rows that are in no split, and why, with examples. */
export const leftOutList = (source: string, { leftOut }: DataReport, width: number): string =>
  leftOut
    .map(({ rows, ...remark }) => remarkWords(source, `${formatCount(rows).padStart(6)}  `, remark, width))
    .join('\n');

/** What looks odd, with examples. */
export const warningList = (source: string, { warnings }: DataReport, width: number): string =>
  warnings.map(warning => remarkWords(source, '  ! ', warning, width)).join('\n');

/** A sentence behind its mark, and below it the rows that it names. */
export function remarkWords(source: string, mark: string, { reason, examples }: DataWarning, width: number): string {
  const left = ' '.repeat(mark.length);
  const found = examples.map(example => {
    const place = placeIn(source, example.place);
    const text = shorten(example.text, EXAMPLE);
    return left + clip(text === '' ? place : say('cli.data.example', { place, text }), width - left.length);
  });
  return [indented(mark, say(reason.key, reason.values), width), ...found].join('\n');
}

/** Where something stands, the file named as it is known within its source. */
function placeIn(source: string, { file, line }: Place): string {
  const short = fileIn(source, file);
  return line === null ? short : say('dataStep.examples.place', { file: short, line });
}

function fileIn(source: string, file: string): string {
  const [path = file, ...inside] = file.split(' › ');
  const [folder, parent] = [source + sep, dirname(source) + sep];
  const short = path.startsWith(folder) ? path.slice(folder.length) : path.startsWith(parent) ? basename(path) : path;
  return [short, ...inside].join(' › ');
}
