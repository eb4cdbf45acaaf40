import type { ColumnType } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { ColumnProfile } from './column-profile.ts';

/** Names that say "I number or name the rows": id, index, uuid, …, alone or as the last word: user_id, PassengerId. */
const ID_NAME =
  /^(?:id|idx|index|uuid|guid|key|row|row_?(?:id|names?|num(?:ber)?)|nr|no|#|s(?:r|l)?[. _]*no\.?|obs|serial|level_\d|\.{3}\d+|unnamed: \d+(?:\.\d+)*(?: \d+)?|编号|序号)$|[_\s.-](?:id|idx|index|uuid|guid|key)$/i;
const ID_CAMEL = /[a-z\d](?:Id|ID|Idx|Index|Uuid|UUID|Key)$/;

/** The reason of columns that hold a list of numbers in each cell. */
export const LISTS = 'data.csv.leftOut.lists';

/** The reason of columns that have one value alone. */
export const CONSTANT = 'data.csv.leftOut.constant';

/** The reason of columns that the person leaves out. */
export const DROPPED = 'data.csv.leftOut.dropped';

/** Share of different values from which on a column names its rows. */
export const NEARLY_ALL = 0.95;

/** Rows from which on it is looked whether whole numbers that are all different could be so by chance. */
const MANY_ROWS = 100;
/** Repeated values that chance would have brought; with 12, that none came has a chance of e⁻¹², 1 in 160,000. */
const REPEATS_EXPECTED = 12;
/** Share of the cells that are one more than the cell above, in a column without a name that counts its rows. */
const COUNTED_ON = 0.9;

/**
 * Whether whole numbers rather number the rows than measure something, whatever the column is called: all are different,
 * where as many numbers drawn from their range would repeat (an index of rows that were mixed, or of which some were taken
 * out). Steps of one size, other than 1, are a scale.
 */
function numbersRows(type: ColumnType, profile: ColumnProfile, rows: number): boolean {
  const { differentAtLeast: different, range, isEven, distinctShare } = profile;
  if (type !== 'integer' || distinctShare < 1 || rows < MANY_ROWS || profile.missing > 0 || isEven) return false;
  return different ** 2 >= 2 * REPEATS_EXPECTED * range;
}

/** Whether a column without a name is what programs write before the rows: their numbers, also of several files in a row. */
const isIndex = (type: ColumnType, { distinctShare, countedOn, present }: ColumnProfile): boolean =>
  type === 'integer' && (distinctShare >= NEARLY_ALL || countedOn >= COUNTED_ON * present);

/**
 * Why a column says nothing about the target, null where it may:
 * - it is empty, or has one value alone (a category with gaps has two: the gap is one);
 * - it numbers the rows: whole numbers without a gap, each once, in any order, or with gaps that no measurement has;
 * - it has no name in a table with names, and holds the numbers of rows;
 * - it is named like an id, and at least 95 % of its values are different (numbers with decimals are measurements);
 * - it holds lists of numbers;
 * - it holds dates of which some have the day first and others the month (31/12/2024, 12/31/2024);
 * - its words are at least 95 % different, or too many to be counted, so that no value could be learnt. Texts are for
 *   whoever reads texts; in a table they are such words (`planOf` sees to that).
 */
export function leftOutNote(
  name: string,
  isUnnamed: boolean,
  type: ColumnType,
  profile: ColumnProfile,
  rows: number,
): Reason | null {
  const { counts, present, missing, distinctShare } = profile;
  if (present === 0) return { key: 'data.csv.leftOut.empty', values: { rows } };
  const hasGap = missing > 0 && (type === 'category' || type === 'boolean');
  if (counts?.size === 1 && !hasGap) return { key: CONSTANT, values: { value: [...counts.keys()][0]!.slice(0, 40) } };
  if (type === 'integer' && profile.isConsecutive) return { key: 'data.csv.leftOut.consecutive', values: {} };
  if (isUnnamed && isIndex(type, profile)) return { key: 'data.csv.leftOut.index', values: {} };
  const named = ID_NAME.test(name) || ID_CAMEL.test(name);
  if (named && type !== 'number' && distinctShare >= NEARLY_ALL)
    return { key: 'data.csv.leftOut.id', values: { name } };
  if (numbersRows(type, profile, rows)) return { key: 'data.csv.leftOut.numbered', values: {} };
  if (profile.lists >= NEARLY_ALL * present) return { key: LISTS, values: {} };
  if (type !== 'category') return null;
  if (profile.dates.open >= NEARLY_ALL * present) return { key: 'data.csv.leftOut.mixedDates', values: {} };
  return tooManyValues(profile);
}

/** Why words can't be categories: nearly every row has another one. */
export function tooManyValues({ hasTooManyWords, distinctShare }: ColumnProfile): Reason | null {
  if (!hasTooManyWords && distinctShare < NEARLY_ALL) return null;
  return { key: 'data.csv.leftOut.allDifferent', values: { share: Math.floor(100 * distinctShare) } };
}
