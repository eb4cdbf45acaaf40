import type { DataChoice, MissingCode } from './dataset.ts';

/** What a person said about data as flags of the command line, without their dashes, in the order in which they are written; true: no value. */
export function choiceFlags({
  drop,
  missing,
  split,
  splitSeed,
  ...said
}: DataChoice): [name: string, value: string | true][] {
  const { kind, target, task, encoding, decimal, dateOrder, logTarget } = said;
  const all: [string, string | true | undefined][] = [
    ...Object.entries({ kind, target, task, encoding }),
    ...(drop ?? []).map((name): [string, string] => ['drop', name]),
    ...(missing ?? []).map(({ column, value }): [string, string] => [
      'missing',
      column === undefined ? value : `${column}=${value}`,
    ]),
    ...Object.entries({ decimal, 'date-order': dateOrder }),
    ['log-target', logTarget || undefined],
    ['split', split && [split.by, split.column].filter(word => word !== undefined).join(':')],
    ['split-seed', splitSeed === undefined ? undefined : String(splitSeed)],
  ];
  return all.filter((flag): flag is [string, string | true] => flag[1] !== undefined);
}

/** The same choice in one order, each thing said once and nothing that says nothing: what is the same choice is the same JSON. */
export function plainChoice({
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
}: DataChoice): DataChoice {
  const dropped = [...new Set(drop)].sort();
  const codes = new Map(
    missing?.map(({ value, column }) => {
      const code: MissingCode = { value, ...(column !== undefined && { column }) };
      return [JSON.stringify([column ?? null, value]), code] as const;
    }),
  );
  const sorted = [...codes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, code]) => code);
  return {
    ...(kind && { kind }),
    ...(target !== undefined && { target }),
    ...(task && { task }),
    ...(encoding && { encoding }),
    ...(dropped.length > 0 && { drop: dropped }),
    ...(sorted.length > 0 && { missing: sorted }),
    ...(decimal && { decimal }),
    ...(dateOrder && { dateOrder }),
    ...(logTarget && { logTarget }),
    ...(split && { split: { by: split.by, ...(split.column !== undefined && { column: split.column }) } }),
    ...(splitSeed !== undefined && { splitSeed }),
  };
}

/** The place of the column, from 0, that a person calls by its name (as it is written, else in any case), or by its number from 1; −1: none. */
export function placeCalled(names: readonly string[], said: string): number {
  const wanted = said.trim();
  const exact = names.findIndex(name => name === said || name === wanted);
  if (exact >= 0) return exact;
  const anyCase = names.findIndex(name => name.toLowerCase() === wanted.toLowerCase());
  if (anyCase >= 0) return anyCase;
  return /^\d+$/.test(wanted) && Number(wanted) <= names.length ? Number(wanted) - 1 : -1;
}

/** Whether two choices say the same. */
export const sameChoice = (a: DataChoice, b: DataChoice): boolean =>
  JSON.stringify(plainChoice(a)) === JSON.stringify(plainChoice(b));

/** A choice with something more said; lists grow, the rest is replaced. */
export const withChange = (choice: DataChoice, change: DataChoice): DataChoice =>
  plainChoice({
    ...choice,
    ...change,
    drop: [...(choice.drop ?? []), ...(change.drop ?? [])],
    missing: [...(choice.missing ?? []), ...(change.missing ?? [])],
  });

/** What was said beyond target, task, kind and encoding, one thing at a time; and the choice without it. */
export function saidApart(choice: DataChoice): { said: DataChoice; without: DataChoice }[] {
  const { drop = [], missing = [], decimal, dateOrder, logTarget, split, splitSeed, ...rest } = plainChoice(choice);
  const all = {
    ...rest,
    drop,
    missing,
    ...(decimal && { decimal }),
    ...(dateOrder && { dateOrder }),
    ...(logTarget && { logTarget }),
    ...(split && { split }),
    ...(splitSeed !== undefined && { splitSeed }),
  };
  return [
    ...drop.map(name => ({
      said: { drop: [name] },
      without: plainChoice({ ...all, drop: drop.filter(other => other !== name) }),
    })),
    ...missing.map(code => ({
      said: { missing: [code] },
      without: plainChoice({ ...all, missing: missing.filter(other => other !== code) }),
    })),
    ...(decimal ? [{ said: { decimal }, without: plainChoice({ ...all, decimal: undefined }) }] : []),
    ...(dateOrder ? [{ said: { dateOrder }, without: plainChoice({ ...all, dateOrder: undefined }) }] : []),
    ...(logTarget ? [{ said: { logTarget }, without: plainChoice({ ...all, logTarget: undefined }) }] : []),
    ...(split ? [{ said: { split }, without: plainChoice({ ...all, split: undefined }) }] : []),
    ...(splitSeed !== undefined
      ? [{ said: { splitSeed }, without: plainChoice({ ...all, splitSeed: undefined }) }]
      : []),
  ];
}
