import type { DataWarning } from '#shared/domain/data-report.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';

const EXAMPLES = 5;

/** What is said of a folder or ZIP of which only some files are read. */
export function passedOver({ kind, files }: FileSet, read: readonly SourceFile[]): DataWarning[] {
  if (kind === 'file') return [];
  const names = new Set(read.map(({ name }) => name));
  const others = files.filter(({ name }) => !names.has(name));
  if (others.length === 0) return [];
  const examples = others.slice(0, EXAMPLES).map(({ name }) => ({ place: { file: name, line: null }, text: '' }));
  return [{ reason: { key: 'data.otherFiles', values: { count: others.length } }, examples }];
}
