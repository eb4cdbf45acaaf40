import type { Guess } from '../raw/dataset.ts';
import { type Column, isNumeric, numberOf } from './column.ts';
import { listed } from './column-called.ts';
import { openDate } from './dates.ts';
import type { Plan } from './plan.ts';

/** What of the columns that are used could as well be read in another way, with what takes that. */
export function guessesOf(plan: Plan): Guess[] {
  const used = plan.kind === 'table' ? [...plan.inputs, plan.target] : [plan.target];
  return [...numbersGuess(plan, used), ...datesGuess(plan.ways.flatMap(({ columns }) => columns).concat(used))];
}

/** `1.234` is a thousand and some, or one and a bit. */
function numbersGuess({ decimal, isDecimalGuess }: Plan, used: readonly Column[]): Guess[] {
  const open = used.filter(column => isNumeric(column) && column.profile.ambiguous !== null);
  const [first] = open;
  if (!isDecimalGuess || !first) return [];
  const example = first.profile.ambiguous!;
  const other = decimal === '.' ? ',' : '.';
  const values = {
    columns: listed(open.map(({ name }) => name)),
    example,
    value: String(numberOf(example, first) ?? example),
    other: String(numberOf(example, { ...first, decimal: other }) ?? example),
    sign: decimal,
    otherSign: other,
  };
  return [
    {
      columns: open.map(({ name }) => name),
      reason: { key: 'data.check.guess.decimal', values },
      other: { decimal: other },
      effect: { key: 'data.check.guess.decimalEffect', values },
    },
  ];
}

/** `03/04/2024` is in March or in April. */
function datesGuess(used: readonly Column[]): Guess[] {
  const open = [...new Set(used)].filter(({ type, profile: { dates } }) => type === 'date' && dates.isUndecided);
  const [first] = open;
  if (!first) return [];
  const example = [...(first.profile.counts?.keys() ?? [])].find(isOpen) ?? '03/04/2024';
  const read = openDate(example);
  const values = {
    columns: listed(open.map(({ name }) => name)),
    example,
    value: dayOf(read?.monthFirst),
    other: dayOf(read?.dayFirst),
  };
  return [
    {
      columns: open.map(({ name }) => name),
      reason: { key: 'data.check.guess.dates', values },
      other: { dateOrder: 'dayFirst' },
      effect: { key: 'data.check.guess.datesEffect', values },
    },
  ];
}

function isOpen(cell: string): boolean {
  const read = openDate(cell);
  return read !== null && read.dayFirst !== read.monthFirst;
}

const MS_PER_DAY = 86_400_000;
const dayOf = (days: number | null | undefined): string =>
  days == null ? '–' : new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
