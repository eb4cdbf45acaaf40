import { z } from 'zod';

/** What stands first in a date that doesn't say so itself: `03/04/2024` is the 3rd of April, or March 4th. */
export const DateOrder = z.enum(['dayFirst', 'monthFirst']);
export type DateOrder = z.infer<typeof DateOrder>;

/**
 * How numbers are written that have more than digits: as times (`0:07:22`; 3600, 60 and 1, of two parts 60 and 1), as feet and
 * inches (`6'1"`; 12 and 1), with a letter for thousands and more (`201k`, `19M`), or with a unit that is passed over (`58lbs`).
 */
export const NumberForm = z.enum(['time', 'feet', 'scaled', 'unit']);
export type NumberForm = z.infer<typeof NumberForm>;

/**
 * How one column of a table becomes numbers. All statistics are those of the train rows.
 * - `number`, `date` (days since 1970): a missing value becomes `fill` (the median), what lies outside `low`…`high` is held at
 *   that bound, then `(x − mean) / std`.
 * - `oneHot`: one number a category, 1 for the row's own. A missing value is a category of its own, '' in the list, where
 *   train has one; a category that train does not have gives all zeros.
 * - `hashed`: the same with `buckets` numbers, the bucket being FNV-1a of the category's UTF-8 bytes modulo `buckets`.
 */
export const ColumnRecipe = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['number', 'date']),
    name: z.string(),
    /** How its numbers are written. */
    decimal: z.enum(['.', ',']),
    /** How its dates are written, where they can be read in two ways. */
    order: DateOrder.optional(),
    /** How its numbers are written, where they are not plain. */
    form: NumberForm.optional(),
    /** The unit behind them, where they have one. */
    unit: z.string().optional(),
    fill: z.number(),
    low: z.number(),
    high: z.number(),
    mean: z.number(),
    std: z.number().positive(),
  }),
  z.object({ kind: z.literal('oneHot'), name: z.string(), categories: z.array(z.string()) }),
  z.object({ kind: z.literal('hashed'), name: z.string(), buckets: z.number().int().min(1) }),
]);
export type ColumnRecipe = z.infer<typeof ColumnRecipe>;

/** How raw rows become the numbers that a network sees: a plain record, applied to new rows alike. */
export const Preprocessing = z.discriminatedUnion('kind', [
  /** Resized to the shape, then `x · scale` for pixels from 0 to 255. */
  z.object({
    kind: z.literal('images'),
    height: z.number().int(),
    width: z.number().int(),
    channels: z.number().int(),
    scale: z.number(),
  }),
  z.object({ kind: z.literal('table'), columns: z.array(ColumnRecipe) }),
  /**
   * Tokens by `tokenise` of its version; a token's number is its place in `vocabulary`, where 0 fills short texts up and 1 stands
   * for every token that train does not have. Cut or filled up at the end to `length` tokens.
   */
  z.object({
    kind: z.literal('text'),
    tokeniser: z.number().int(),
    vocabulary: z.array(z.string()),
    length: z.number().int().min(1),
  }),
]);
export type Preprocessing = z.infer<typeof Preprocessing>;
