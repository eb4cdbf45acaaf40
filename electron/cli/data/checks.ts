import type { DataCheck, DataReport } from '#shared/domain/data-report.ts';
import { harmless, say } from '../say.ts';
import { typedFlags } from './choice-flags.ts';
import { indented } from './layout.ts';
import { remarkWords } from './remarks.ts';

const MARKS: Record<DataCheck['verdict'], string> = { stops: '  ✗ ', warns: '  ! ', passes: '  ✓ ' };
const ORDER = ['stops', 'warns', 'passes'] as const;

const count = (checks: readonly DataCheck[], verdict: DataCheck['verdict']): number =>
  checks.filter(check => check.verdict === verdict).length;

/** How many checks ended how, for the heading. */
export const checkCounts = ({ checks }: DataReport): string =>
  say('dataStep.checks.counts', {
    stops: count(checks, 'stops'),
    warns: count(checks, 'warns'),
    passes: count(checks, 'passes'),
  });

/** What was looked for and found, what hinders first, each with its rows and the flags that mend it. */
export const checkList = (source: string, { checks }: DataReport, width: number): string =>
  ORDER.flatMap(verdict => checks.filter(check => check.verdict === verdict))
    .map(check => {
      const mark = MARKS[check.verdict];
      const words = remarkWords(source, mark, check, width);
      if (!check.remedy) return words;
      const { change, effect } = check.remedy;
      const values = { flags: harmless(typedFlags(change).join(' ')), effect: say(effect.key, effect.values) };
      return `${words}\n${indented(' '.repeat(mark.length), say('cli.data.fix', values), width)}`;
    })
    .join('\n');
