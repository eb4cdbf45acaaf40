import { join } from 'node:path';

/** The variable that says where the program lies that was built for these tests (`built-program.ts`). */
export const PROGRAM = 'DESCENT_TESTED_PROGRAM';

/** A module of that program; the one among the sources where none was built. */
export const builtModule = (name: string, source: string): string => {
  const program = process.env[PROGRAM];
  return program ? join(program, `${name}.js`) : source;
};
