import type { LeftOut } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { shortened } from '../raw/row-text.ts';
import { MAX_EXAMPLES } from './limits.ts';

type Example = LeftOut['examples'][number];

/** A cell and the line that its row begins in. */
export interface CellExample {
  line: number;
  cell: string;
}

/** Characters. */
const SHOWN = 120;

/** Something found in a line of a file, as a report shows it. */
export const exampleOf = (file: string, line: number, text: string): Example => ({
  place: { file, line },
  text: shortened(text, SHOWN),
});

/** Counts rows that are left out for one reason and keeps the first few as examples. */
export class LeftOutRows {
  private rows = 0;
  private readonly examples: Example[] = [];
  private readonly reason: Reason;
  private readonly file: string;

  constructor(reason: Reason, file: string) {
    this.reason = reason;
    this.file = file;
  }

  add(line: number, fields: readonly string[]): void {
    this.rows++;
    if (this.examples.length < MAX_EXAMPLES) this.examples.push(exampleOf(this.file, line, fields.join(' | ')));
  }

  /** One entry, or none where no row was left out. */
  report(): LeftOut[] {
    return this.rows === 0 ? [] : [{ reason: this.reason, rows: this.rows, examples: this.examples }];
  }
}
