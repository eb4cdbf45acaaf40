import { Refusal } from '#shared/contract/refusal.ts';
import type { Place } from '#shared/domain/data-report.ts';
import { MAX_FILE_BYTES, MAX_ROWS } from '../raw/limits.ts';

/** Code units of one text: what comes after so many is beyond the tokens that are looked at (`MAX_LENGTH`). */
export const MAX_TEXT = 100_000;

/** Code units of all texts. */
const MAX_ALL_TEXTS = MAX_FILE_BYTES;

/** As many places are kept to be shown. */
const EXAMPLES = 5;
const EXAMPLE_LENGTH = 80;

/** Some places, counted all. */
export interface Places {
  count: number;
  examples: { place: Place; text: string }[];
}

/** Texts as they are read, with where each stands. */
export class TextRows {
  readonly texts: string[] = [];
  readonly empty: Places = { count: 0, examples: [] };
  readonly cut: Places = { count: 0, examples: [] };
  private readonly source: string;
  private readonly files: readonly string[];
  private readonly fileOf: number[] = [];
  private readonly lineOf: (number | null)[] = [];
  private units = 0;

  /**
   * @param source what a person gave, for messages.
   * @param files by name.
   */
  constructor(source: string, files: readonly string[]) {
    this.source = source;
    this.files = files;
  }

  /**
   * Takes a text; one of white space alone is only counted.
   * @param file index of its file.
   * @param line from 1, or null where the whole file is the text.
   * @throws Refusal where there are too many.
   */
  add(text: string, file: number, line: number | null): void {
    const trimmed = text.trim();
    if (trimmed === '') {
      note(this.empty, this.placeOf(file, line), '');
      return;
    }
    if (trimmed.length > MAX_TEXT) note(this.cut, this.placeOf(file, line), trimmed);
    this.units += Math.min(trimmed.length, MAX_TEXT);
    if (this.texts.length === MAX_ROWS)
      throw new Refusal('error.data.lines.tooManyRows', { path: this.source, limit: MAX_ROWS });
    if (this.units > MAX_ALL_TEXTS)
      throw new Refusal('error.data.lines.tooMuchText', { path: this.source, limit: MAX_ALL_TEXTS / 2 ** 20 });
    this.texts.push(trimmed.slice(0, MAX_TEXT));
    this.fileOf.push(file);
    this.lineOf.push(line);
  }

  /** Index of the file that a row stands in. */
  file(row: number): number {
    return this.fileOf[row]!;
  }

  /** Where a row stands. */
  place(row: number): Place {
    return this.placeOf(this.fileOf[row]!, this.lineOf[row]!);
  }

  private placeOf(file: number, line: number | null): Place {
    return { file: this.files[file]!, line };
  }
}

function note(places: Places, place: Place, text: string): void {
  places.count++;
  if (places.examples.length < EXAMPLES) places.examples.push({ place, text: text.slice(0, EXAMPLE_LENGTH) });
}
