import type { Rule, Verdict } from '../domain/evidence.ts';
import type { Picture } from './pictures/picture.ts';

/* What a report is made of, whatever it is laid out as. */

/** A piece of a line. What is a string alone is plain text, whoever wrote it. */
export type Inline = string | { strong: string } | { faint: string } | { code: string } | { rule: Rule };

/** A column of a table; numbers stand at the right, under each other. */
export interface Column {
  label: string;
  numeric?: boolean;
}

/** A part of a section. What a renderer does with each is its own; what is told is the same. */
export type Block =
  | { kind: 'text'; parts: readonly Inline[] }
  /** Something to be looked at, or that holds. */
  | { kind: 'notice'; verdict: Verdict; parts: readonly Inline[] }
  /** The one figure that matters most, with what it is. */
  | { kind: 'figure'; value: string; noise: string | null; label: string }
  /** Terms, each with what is said of it. */
  | { kind: 'facts'; rows: readonly { term: string; parts: readonly Inline[] }[] }
  | {
      kind: 'evidence';
      title: string;
      items: readonly { verdict: Verdict; rule: Rule | null; title: string; body: string }[];
    }
  /** `folded`: it is long, and unfolds from its caption where that is possible. */
  | {
      kind: 'table';
      caption: string;
      columns: readonly Column[];
      rows: readonly (readonly Inline[])[];
      folded: boolean;
      /** The last row is a sum of those above. */
      sum?: boolean;
    }
  | { kind: 'picture'; picture: Picture }
  | { kind: 'code'; caption: string; language: 'json' | 'shell' | 'python'; content: string }
  | { kind: 'list'; title: string; items: readonly string[] };

export interface Section {
  id: string;
  title: string;
  /** What it answers, in a sentence; null: its title says it. */
  question: string | null;
  blocks: readonly Block[];
}

/** What a picture shows in numbers, as a table that unfolds. */
export const pictureTable = ({
  caption,
  columns,
  rows,
}: NonNullable<Picture['table']>): Extract<Block, { kind: 'table' }> => ({
  kind: 'table',
  caption,
  columns: columns.map((label, i) => ({ label, numeric: i > 0 })),
  rows,
  folded: true,
});
