import { fileURLToPath } from 'node:url';

/** Where `descent.py` lies: beside the sources, which the built program is as far below as this module. */
export const HELPER_SCRIPT = fileURLToPath(new URL('../../resources/descent.py', import.meta.url));
