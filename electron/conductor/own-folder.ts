import { homedir } from 'node:os';

/** A path as a person types it: `~` at its beginning is their own folder. */
export const fromOwnFolder = (path: string): string => path.replace(/^~(?=[/\\]|$)/, () => homedir());
