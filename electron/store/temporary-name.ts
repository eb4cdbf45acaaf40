import { randomUUID } from 'node:crypto';

/** The name of a file while it is being written: whoever finds it later can tell whether its writer is still there. */
export const temporaryName = (file: string): string => `${file}.${process.pid}-${randomUUID()}.tmp`;

/** The number of the process that writes a file of such a name; null where the name tells of none. */
export function ownerOf(name: string): number | null {
  const pid = /\.(\d+)-[0-9a-f-]{36}\.tmp$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}
