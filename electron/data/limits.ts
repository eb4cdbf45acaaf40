/**
 * What Descent takes, on purpose: sizes that one small computer can hold several times over while it prepares and
 * trains. Each refusal says its limit.
 */

const MIB = 2 ** 20;

/** Bytes of one source file, and of one file unpacked. */
export const MAX_FILE_BYTES = 512 * MIB;

/** Numbers a row: 256 × 256 grey pixels. A first layer of 128 units then has 8 million weights. */
export const MAX_FEATURES = 65_536;

/** Rows of a data set. */
export const MAX_ROWS = 5_000_000;

/** Files in a folder that is looked through. */
export const MAX_FOLDER_FILES = 1000;

export const inMiB = (bytes: number): number => Math.ceil(bytes / MIB);
