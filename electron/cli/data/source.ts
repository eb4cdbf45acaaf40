import { basename, dirname, sep } from 'node:path';
import type { Place } from '#shared/domain/data-report.ts';
import { say } from '../say.ts';

/** Where something stands, the file named as it is known within its source. */
export function placeIn(source: string, { file, line }: Place): string {
  const short = fileIn(source, file);
  return line === null ? short : say('dataStep.examples.place', { file: short, line });
}

function fileIn(source: string, file: string): string {
  const [path = file, ...inside] = file.split(' › ');
  const [folder, parent] = [source + sep, dirname(source) + sep];
  const short = path.startsWith(folder) ? path.slice(folder.length) : path.startsWith(parent) ? basename(path) : path;
  return [short, ...inside].join(' › ');
}
