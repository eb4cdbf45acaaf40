import { totalmem } from 'node:os';

/**
 * Bytes that further processes may take without harm: what the system calls available, within the limits that this process stands
 * under. macOS counts as free only what nobody ever used, so half of all memory stands in for it there.
 */
export const freeMemory = (): number => (process.platform === 'darwin' ? totalmem() / 2 : process.availableMemory());
