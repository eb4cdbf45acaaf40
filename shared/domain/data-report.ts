import { z } from 'zod';
import { DataChoice, SplitWay } from './dataset.ts';
import { Figure, Known } from './metrics.ts';
import { Reason } from './reason.ts';

/** Where something stands in a source: the file as a person knows it, the line from 1 where it has lines. */
export const Place = z.object({ file: z.string(), line: z.number().int().nullable() });
export type Place = z.infer<typeof Place>;

export const ColumnType = z.enum(['number', 'integer', 'category', 'boolean', 'date', 'text']);
export type ColumnType = z.infer<typeof ColumnType>;

/** One column as Descent understood it. */
export const ColumnReport = z.object({
  name: z.string(),
  type: ColumnType,
  /** `time`, `group` and `split` divide the rows. */
  role: z.enum(['input', 'target', 'leftOut', 'time', 'group', 'split']),
  /** Why it has this type or role, where that is worth a word (always for `leftOut`). */
  note: Reason.nullable(),
  /** Cells without a value. */
  missing: z.number().int(),
  /** Different values; null: more than were counted. */
  distinct: z.number().int().nullable(),
  /** How many numbers of a row it became; 0 for target and left out. */
  features: z.number().int(),
  /** Of a number (date: days since 1970). */
  range: z.object({ min: Figure, median: Figure, mean: Figure, max: Figure }).nullable(),
  /** The most frequent values, the first the most, at most five. */
  top: z.array(z.object({ value: z.string(), rows: z.number().int() })),
  /** Of a number or date that was read: rows by value, in bars of equal width over its range. */
  histogram: z.array(z.number().int()).optional(),
});
export type ColumnReport = z.infer<typeof ColumnReport>;

/** Rows that are in no split, and why; each kind of reason once. */
export const LeftOut = z.object({
  reason: Reason,
  rows: z.number().int(),
  /** At most five. */
  examples: z.array(z.object({ place: Place, text: z.string() })),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** Something odd that did not hinder reading. */
export const DataWarning = z.object({
  reason: Reason,
  /** At most five. */
  examples: z.array(z.object({ place: Place, text: z.string() })),
});
export type DataWarning = z.infer<typeof DataWarning>;

/** What a check looks for: each can make every later figure wrong. */
export const DataCheckId = z.enum([
  ...(['missingCode', 'leak', 'order', 'groups', 'heavyTail'] as const),
  ...(['classParts', 'duplicateParts', 'drift', 'pixels', 'guess'] as const),
]);
export type DataCheckId = z.infer<typeof DataCheckId>;

/** One thing that was looked for, and what was found. `stops`: no figure would mean anything like this. */
export const DataCheck = z.object({
  id: DataCheckId,
  verdict: z.enum(['passes', 'warns', 'stops']),
  /** The columns that it is about. */
  columns: z.array(z.string()),
  reason: Reason,
  /** At most five. */
  examples: z.array(z.object({ place: Place, text: z.string() })),
  /** What would mend it: what is to be said more (`withChange`), and what comes of it. */
  remedy: z.object({ change: DataChoice, effect: Reason }).nullable(),
});
export type DataCheck = z.infer<typeof DataCheck>;

/** How the source is written down. Null where a format has no such thing. */
export const Layout = z.object({
  files: z.number().int(),
  bytes: z.number().int(),
  /**
   * As the WHATWG Encoding Standard names it (`utf-8`, `utf-16le`, `windows-1252`, `gb18030`), and whether a BOM says so;
   * `detected` is what the bytes look like where the person chose another one.
   */
  encoding: z.object({ name: z.string(), bom: z.boolean(), detected: z.string().optional() }).nullable(),
  separator: z.string().nullable(),
  /** Sign before the decimals. */
  decimal: z.enum(['.', ',']).nullable(),
  /** Whether the first line names the columns. */
  header: z.boolean().nullable(),
});
export type Layout = z.infer<typeof Layout>;

/** Some rows as they stand in the source, the first ones. */
export const Preview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rows'),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    /**
     * Cells that count as something else than what is written: one without a value is filled, one far out is clipped, one that is
     * written in another way (`0:07:22`, `1.234,5`) is read as a number or day.
     */
    marks: z
      .array(
        z.object({
          row: z.number().int(),
          column: z.number().int(),
          change: z.enum(['filled', 'clipped', 'read']),
          value: z.string(),
        }),
      )
      .optional(),
  }),
  z.object({ kind: z.literal('texts'), rows: z.array(z.object({ text: z.string(), label: z.string() })) }),
  z.object({
    kind: z.literal('images'),
    height: z.number().int(),
    width: z.number().int(),
    channels: z.number().int(),
    /** Pixels, `[height, width, channels]` bytes each, as base64. */
    images: z.array(z.object({ pixels: z.string(), label: z.string() })),
  }),
]);
export type Preview = z.infer<typeof Preview>;

/** Everything that Descent can say about a data set; the facts have it in short. */
export const DataReport = z.object({
  layout: Layout,
  /** Rows found in the source: those of all splits and those left out. */
  rowsRead: z.number().int(),
  /** In the source's order; empty where rows have none. */
  columns: z.array(ColumnReport),
  leftOut: z.array(LeftOut),
  warnings: z.array(DataWarning),
  /** What was looked for; empty of data that was prepared before there were checks. */
  checks: z.array(DataCheck).default([]),
  /** Rows that are nearly the same as another: how many, in how many groups; a group is never divided between splits. */
  duplicates: z.object({ rows: z.number().int(), groups: z.number().int() }),
  /** Rows of the largest class over rows of the smallest; null for regression. */
  imbalance: Known,
  /** Why it was understood so, a sentence each. */
  why: z.object({
    kind: Reason,
    target: Reason,
    task: Reason,
    metric: Reason,
    batchSize: Reason,
    split: Reason.optional(),
  }),
  /** The ways that the rows could be divided in, the one that is proposed first; chance goes without saying. */
  splitWays: z.array(SplitWay).default([]),
  preview: Preview,
  /** Rows of each class in train, dev and test. */
  classRows: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])).optional(),
  /** Rows of train, dev and test over the time that divides them, or over the number that is to be predicted; bars of equal width. */
  partBars: z
    .object({
      by: z.enum(['time', 'target']),
      name: z.string().nullable(),
      /** Whether its values are days since 1970. */
      areDays: z.boolean(),
      from: Figure,
      to: Figure,
      counts: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int()])),
    })
    .optional(),
});
export type DataReport = z.infer<typeof DataReport>;
