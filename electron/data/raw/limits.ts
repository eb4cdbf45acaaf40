/**
 * What Descent takes, on purpose: sizes that one small computer can hold several times over while it prepares and
 * trains. Each refusal says its limit.
 */

const MIB = 2 ** 20;

/** Bytes of one source file that is read whole, unpacked. */
export const MAX_FILE_BYTES = 512 * MIB;

/** Bytes of one source file that is read piece by piece, unpacked. */
export const MAX_STREAM_BYTES = 1024 * MIB;

/** Files of one source, with the folders they lie in: a folder that holds more takes too long to look through. */
export const MAX_FILES = 200_000;

/** Folders within one another, below the one that is given. */
export const MAX_FOLDER_DEPTH = 32;

/** Characters of a path within an archive; no system takes many more. */
export const MAX_PATH_CHARACTERS = 1000;

/** Bytes of all files of an archive, unpacked. */
export const MAX_ARCHIVE_BYTES = 4096 * MIB;

/**
 * How many times larger an archive may become; only what unpacks to more than `RATIO_FROM_BYTES` is held to it. A table
 * of mostly zeros shrinks 200-fold, a bomb's single character 1030-fold, which is the most that deflate can.
 */
export const MAX_ARCHIVE_RATIO = 500;
export const RATIO_FROM_BYTES = 64 * MIB;

/** Characters of one line of a text file. */
export const MAX_LINE_CHARACTERS = 1_000_000;

/** Numbers a row: 256 × 256 grey pixels. A first layer of 128 units then has 8 million weights. */
export const MAX_FEATURES = 65_536;

/**
 * The largest number of a cell: what is further from zero is none, what is nearer than its inverse is zero. Squares of
 * others would not be finite, or vanish.
 */
export const MAX_NUMBER = 1e100;

/** Rows of a data set. */
export const MAX_ROWS = 5_000_000;

/** Bytes of the inputs of all rows as they are prepared. A trainer holds them in memory. */
export const MAX_PREPARED_BYTES = 512 * MIB;

export const inMiB = (bytes: number): number => Math.ceil(bytes / MIB);

/** A list of JSON is held whole, as text and as objects; more goes into JSON Lines, which are read line by line. */
export const MAX_JSON_BYTES = 128 * 2 ** 20;
