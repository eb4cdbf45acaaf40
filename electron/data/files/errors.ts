import { Refusal } from '#shared/contract/refusal.ts';

/**
 * What is said where the system can't read a file or folder.
 * @param name as a person knows it.
 */
export function cannotRead(name: string, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Refusal('error.data.notFound', { path: name });
  if (code === 'EACCES' || code === 'EPERM') return new Refusal('error.data.forbidden', { path: name });
  return new Refusal('error.data.unreadable', { path: name, detail: message });
}

/** Whether something that was thrown says that a packed file is damaged, be it gzipped or in an archive. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Refusal && /^error\.data\.(gzip|zip|tar)\./.test(error.record.key);
