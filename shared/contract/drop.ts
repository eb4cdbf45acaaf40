import { z } from 'zod';
import { RefusalRecord } from './refusal.ts';

/**
 * Where a browser hands over what was dropped on the page, since it tells no paths: `PUT /drop/<uuid>/<path>` a file, one
 * after the other, the path's parts percent-encoded. `DELETE /drop/<uuid>` throws a drop away. The desktop needs none of this.
 */
export const DROP_PATH = '/drop/';

const MIB = 2 ** 20;

/** Limits of one drop. Whatever is larger is read where it is, by its path. */
export const MAX_DROP_FILES = 20_000;
export const MAX_DROP_FILE_BYTES = 512 * MIB;
export const MAX_DROP_BYTES = 1024 * MIB;

/** What all drops together may take up in the home, those of earlier days too. */
export const MAX_DROPPED_BYTES = 8192 * MIB;

/** What a `PUT` is answered with: where the drop's first folder or file lies now, or why it was not taken. */
export const DropAnswer = z.union([z.object({ path: z.string() }), z.object({ refusal: RefusalRecord })]);
export type DropAnswer = z.infer<typeof DropAnswer>;
