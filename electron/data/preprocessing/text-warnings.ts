import type { DataWarning } from '#shared/domain/data-report.ts';
import type { SplitName } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import type { RawTexts } from '../raw/dataset.ts';
import { MAX_LENGTH, PADDING, type TextRecipe, UNKNOWN } from './text.ts';
import { tokenise } from './tokenise.ts';

/** The rows of a part, and what `applyText` made of them. */
export interface TextPart {
  rows: Int32Array;
  /** `[rows, length]` */
  tokens: Int32Array;
}

/** From here on dev says little about what was learned: one token in five. English sentences have about one in fifteen. */
const MANY_UNKNOWN = 0.2;
/** The length is chosen so that a twentieth of the texts to train on is cut, which needs no word; of all it may be a few more. */
const MANY_CUT = 0.1;
const EXAMPLES = 5;
const EXAMPLE_LENGTH = 80;

type Texts = Pick<RawTexts, 'texts' | 'place'>;

/** What is odd about texts as a recipe sees them: unknown words in dev, texts that are cut, texts without any token. */
export function textWarnings(
  raw: Texts,
  recipe: TextRecipe,
  parts: Readonly<Record<SplitName, TextPart>>,
): DataWarning[] {
  const all = Object.values(parts);
  return [unknownWords(recipe, parts.dev), cutTexts(raw, recipe, all), emptyTexts(raw, recipe, all)].flat();
}

function unknownWords({ vocabulary }: TextRecipe, { tokens }: TextPart): DataWarning[] {
  let known = 0;
  let unknown = 0;
  for (const token of tokens) {
    if (token === UNKNOWN) unknown++;
    else if (token !== PADDING) known++;
  }
  const share = unknown / (known + unknown);
  if (!(share > MANY_UNKNOWN)) return [];
  return [warning('data.text.unknown', { percent: percent(share), words: vocabulary.length })];
}

function cutTexts(raw: Texts, { length }: TextRecipe, parts: readonly TextPart[]): DataWarning[] {
  // Only a row that is full to its end can have been cut.
  const full = (tokens: Int32Array, i: number): boolean => tokens[(i + 1) * length - 1] !== PADDING;
  const cut = parts.flatMap(({ rows, tokens }) =>
    [...rows].filter((row, i) => full(tokens, i) && tokenise(raw.texts[row]!).length > length),
  );
  const rows = parts.reduce((sum, part) => sum + part.rows.length, 0);
  if (cut.length <= MANY_CUT * rows) return [];
  const values = { count: cut.length, percent: percent(cut.length / rows), length, limit: MAX_LENGTH };
  return [warning('data.text.cut', values, raw, cut)];
}

function emptyTexts(raw: Texts, { length }: TextRecipe, parts: readonly TextPart[]): DataWarning[] {
  const empty = parts.flatMap(({ rows, tokens }) => [...rows].filter((_, i) => tokens[i * length] === PADDING));
  if (empty.length === 0) return [];
  return [warning('data.text.empty', { count: empty.length }, raw, empty)];
}

function warning(key: MessageKey, values: Reason['values'], raw?: Texts, rows: number[] = []): DataWarning {
  const first = rows.sort((a, b) => a - b).slice(0, EXAMPLES);
  const examples = raw
    ? first.map(row => ({ place: raw.place(row), text: raw.texts[row]!.slice(0, EXAMPLE_LENGTH) }))
    : [];
  return { reason: { key, values }, examples };
}

/** `12.3`, and never 0 for something that is there. */
const percent = (share: number): number => Math.max(0.1, Math.round(share * 1000) / 10);
