import { createHash } from 'node:crypto';

/** SHA-256 of a plain record as JSON with its keys sorted, so that their order in memory doesn't count. */
export const digestOfRecord = (record: unknown): string =>
  createHash('sha256').update(JSON.stringify(record, sortedKeys)).digest('hex');

const sortedKeys = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
