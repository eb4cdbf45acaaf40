import type { DataWarning, LeftOut } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { SourceFile } from '../files/file-set.ts';
import { shortened } from '../raw/row-text.ts';

const EXAMPLES = 5;

/** Characters of what a decoder says. */
const DETAIL = 200;

/** Something that is to be said about files, with examples. */
export interface Remark {
  reason: Reason;
  files: readonly { file: Pick<SourceFile, 'name'>; detail?: string }[];
}

const examplesOf = ({ files }: Remark) =>
  files
    .slice(0, EXAMPLES)
    .map(({ file, detail }) => ({ place: { file: file.name, line: null }, text: shortened(detail ?? '', DETAIL) }));

/** Remarks as entries of the table of what was left out; those about no file are dropped. */
export const leftOutOf = (remarks: readonly Remark[]): LeftOut[] =>
  remarks
    .filter(({ files }) => files.length > 0)
    .map(remark => ({ reason: remark.reason, rows: remark.files.length, examples: examplesOf(remark) }));

/** Remarks as warnings; those about no file are dropped. */
export const warningsOf = (remarks: readonly Remark[]): DataWarning[] =>
  remarks
    .filter(({ files }) => files.length > 0)
    .map(remark => ({ reason: remark.reason, examples: examplesOf(remark) }));
