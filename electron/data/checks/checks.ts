import type { DataCheck } from '#shared/domain/data-report.ts';
import type { Checked } from './check.ts';
import { drift } from './drift.ts';
import { groupColumns } from './groups.ts';
import { heavyTail } from './heavy-tail.ts';
import { leaks } from './leak.ts';
import { missingCodes } from './missing-code.ts';
import { classParts, duplicateParts } from './parts.ts';
import { pixels } from './pixels.ts';

const CHECKS: readonly ((checked: Checked) => DataCheck[])[] = [
  ...[missingCodes, leaks, groupColumns, heavyTail],
  ...[classParts, duplicateParts, drift, pixels],
];

/**
 * What could make every later figure wrong. Time and memory are bounded: of many rows a sample is looked at, but for codes of missing
 * values, which are looked for in all.
 */
export const dataChecks = (checked: Checked): DataCheck[] => CHECKS.flatMap(check => check(checked));
