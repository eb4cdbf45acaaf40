import type { DataChoice } from '#shared/domain/dataset.ts';

/** What a person says about data as flags, each ready to be typed. */
export function choiceFlags({
  kind,
  target,
  task,
  encoding,
  drop,
  missing,
  decimal,
  dateOrder,
  logTarget,
  split,
  splitSeed,
}: DataChoice): string[] {
  const flags = [
    ...Object.entries({ kind, target, task, encoding }),
    ...(drop ?? []).map(name => ['drop', name] as const),
    ...(missing ?? []).map(
      ({ column, value }) => ['missing', column === undefined ? value : `${column}=${value}`] as const,
    ),
    ...Object.entries({ decimal, 'date-order': dateOrder }),
    ...(split ? [['split', split.column === undefined ? split.by : `${split.by}:${split.column}`] as const] : []),
    ...(splitSeed === undefined ? [] : [['split-seed', String(splitSeed)] as const]),
  ];
  return [
    ...flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${shellWord(value)}`])),
    ...(logTarget ? ['--log-target'] : []),
  ];
}

/** As a shell takes it for one word. */
export const shellWord = (word: string): string =>
  /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
