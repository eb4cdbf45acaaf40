import type { ColumnReport, DataWarning, Layout, LeftOut, Place, Preview } from '#shared/domain/data-report.ts';
import type { DataChoice, SplitWay } from '#shared/domain/dataset.ts';
import type { DateOrder, NumberForm } from '#shared/domain/preprocessing.ts';
import type { Reason } from '#shared/domain/reason.ts';

/** Hears how far something has come, 0 to 1. */
export type OnProgress = (done: number) => void;

/** What is to be predicted, one a row. */
export type RawTarget = { name: string | null } & (
  | {
      task: 'classification';
      /** `[rows]`, indices into `classes`; every class occurs. */
      labels: Int32Array;
      classes: string[];
    }
  | {
      task: 'regression';
      /** `[rows]`, finite. */
      values: Float64Array;
    }
);

/** One input column of a table, typed; `[rows]` each. */
export type RawColumn = { name: string } & (
  | {
      type: 'number' | 'date';
      decimal: '.' | ',';
      /** Of dates, where cells don't say it themselves (`03/04/2024`). */
      order?: DateOrder;
      /** Of numbers that are not written plainly (`0:07:22`, `58lbs`), and their unit. */
      form?: NumberForm;
      unit?: string;
      /** NaN: missing. Dates are days since 1970. */
      values: Float64Array;
    }
  | {
      type: 'category';
      /** Indices into `categories`, −1: missing. */
      codes: Int32Array;
      categories: string[];
    }
);

/** What could be read in another way and nothing in the source tells: how it was read, and what would take the other way. */
export interface Guess {
  columns: string[];
  reason: Reason;
  other: DataChoice;
  effect: Reason;
}

/** What divides the rows, where chance does not: found in the source, or named by the person. */
export type Division = { why: Reason } & (
  | {
      by: 'time';
      column: string;
      /** `[rows]`, ascending from the earliest; NaN: no time. */
      times: Float64Array;
      /** Whether the times are days since 1970. */
      areDays: boolean;
    }
  | {
      by: 'group';
      column: string;
      /** `[rows]`: equal where rows belong together; −1: to nobody. */
      members: Int32Array;
    }
  | {
      by: 'given';
      /** Null where files or folders say it. */
      column: string | null;
      /** `[rows]`, places in train, dev, test; −1: no part is named. */
      parts: Int8Array;
    }
  | { by: 'random'; column: null }
);

interface RawCommon {
  rows: number;
  target: RawTarget;
  /** Where a row stands in the source. */
  place(row: number): Place;
  layout: Layout;
  /** Every column of the source, `features` still 0; empty where rows have no columns. */
  columns: ColumnReport[];
  /** Rows that the reader could not use (they are not among `rows`). */
  leftOut: LeftOut[];
  warnings: DataWarning[];
  why: { kind: Reason; target: Reason; task: Reason };
  preview: Preview;
  /** The first row of the test part that the source brings of its own, if it does; that part stands last. */
  publishedTest?: number;
  /** The same of its dev part, which stands before that. */
  publishedDev?: number;
  /** How the rows are to be divided, as the person chose or the data proposes; absent: nothing but chance, or what is published. */
  division?: Division;
  /** All the ways in which they could be; `DataReport.splitWays`. */
  /** What was read in one of two ways that nothing tells apart. */
  guesses?: Guess[];
  splitWays?: SplitWay[];
}

export interface RawImages extends RawCommon {
  kind: 'images';
  height: number;
  width: number;
  channels: number;
  /** What a pixel of 0 to 255 is multiplied by. */
  scale: number;
  /** `[rows, height · width · channels]` */
  pixels: Uint8Array;
}

export interface RawTable extends RawCommon {
  kind: 'table';
  inputs: RawColumn[];
  /** Whether a choice can leave its columns out and take its values as missing. */
  choosable?: boolean;
  /** The images that its columns rather are. */
  pixels?: { height: number; width: number; channels: number };
}

export interface RawTexts extends RawCommon {
  kind: 'text';
  /** `[rows]` */
  texts: string[];
}

/** What a source holds, understood, before it is divided and preprocessed. */
export type RawDataset = RawImages | RawTable | RawTexts;
