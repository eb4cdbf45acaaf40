import { Random } from '#shared/method/random.ts';
import { csv } from './kinds/csv.ts';
import { idx } from './kinds/idx.ts';
import { images } from './kinds/images.ts';
import { json } from './kinds/json.ts';
import { lines } from './kinds/lines.ts';
import { noRows } from './kinds/no-rows.ts';
import { npy } from './kinds/npy.ts';
import { pairs } from './kinds/pairs.ts';
import { pieces } from './kinds/pieces.ts';
import { tar } from './kinds/tar.ts';
import { zip } from './kinds/zip.ts';
import type { Draw, FuzzSource } from './source.ts';

/** Every reader, and archives of what they read. */
const DRAWS = { csv, lines, idx, images, zip, json, npy, tar, pieces, pairs, noRows } satisfies Record<string, Draw>;

export type Kind = keyof typeof DRAWS;
export const KINDS = Object.keys(DRAWS) as Kind[];

/** Cases of all kinds take turns. */
export const kindOf = (number: number): Kind => KINDS[number % KINDS.length]!;

/** The source that a case of this number reads: the same one always, as long as seeds and mutations stay as they are. */
export const caseOf = (number: number): Promise<FuzzSource> => DRAWS[kindOf(number)](Random.from(number));
