import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Random } from '#shared/method/random.ts';

/** Contents by path, with `/` between folders. */
export type Files = Map<string, Uint8Array>;

/** What a reader is given. */
export interface FuzzSource {
  files: Files;
  /** Which path is to be opened; '' for the folder that all lies in. */
  open: string;
  choice: DataChoice;
}

/** Draws a source of one kind, mutated, from random numbers alone: the same numbers give the same source. */
export type Draw = (random: Random) => Promise<FuzzSource>;
