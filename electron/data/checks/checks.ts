import type { DataCheck } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { type Checked, warns } from './check.ts';
import { drift } from './drift.ts';
import { groupColumns } from './groups.ts';
import { heavyTail } from './heavy-tail.ts';
import { leaks } from './leak.ts';
import { missingCodes } from './missing-code.ts';
import { classParts, duplicateParts } from './parts.ts';

const CHECKS: readonly ((checked: Checked) => DataCheck[])[] = [
  ...[guesses, missingCodes, leaks, groupColumns, heavyTail],
  ...[classParts, duplicateParts, drift, pixels],
];

/**
 * What could make every later figure wrong. Time and memory are bounded: of many rows a sample is looked at, but for codes of missing
 * values, which are looked for in all.
 */
export const dataChecks = (checked: Checked): DataCheck[] => CHECKS.flatMap(check => check(checked));

/** What was read in one of two ways that nothing tells apart. */
function guesses({ raw }: Checked): DataCheck[] {
  return (raw.guesses ?? []).map(({ columns, reason, other, effect }) =>
    warns('guess', columns, reason, { remedy: { change: other, effect } }),
  );
}

/** Columns that are rather the pixels of images. */
function pixels({ raw }: Checked): DataCheck[] {
  if (raw.kind !== 'table' || !raw.pixels) return [];
  const { height, width, channels } = raw.pixels;
  const values = { height, width, count: height * width * channels };
  const key = channels === 1 ? 'data.check.pixels.grey' : 'data.check.pixels.colour';
  const effect: Reason = { key: 'data.check.pixels.effect', values };
  return [warns('pixels', [], { key, values }, { remedy: { change: { kind: 'images' }, effect } })];
}
