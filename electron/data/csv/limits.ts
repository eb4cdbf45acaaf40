/** What Descent takes of a table, on purpose; each refusal says its limit. */

/** Columns of a table. */
export const MAX_COLUMNS = 10_000;

/** Input cells, rows × columns: 8 bytes each while they are read. */
export const MAX_CELLS = 64_000_000;

/** Characters of one row: longer ones come from a quote that is never closed, or from a file that is no table. */
export const MAX_ROW_CHARACTERS = 1_000_000;

/** Rows with a label: with fewer there is nothing to train on and to measure with. */
export const MIN_ROWS = 20;

/** Different labels: more are names or numbers of the rows rather than classes. */
export const MAX_CLASSES = 1000;

/** Share of rows with too many or too few fields up to which they are left out; beyond it the file is not what it seems. */
export const MAX_RAGGED_SHARE = 0.2;

/** Examples of one oddity in a report. */
export const MAX_EXAMPLES = 5;
