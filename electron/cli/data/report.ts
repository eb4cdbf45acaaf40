import { styleText } from 'node:util';
import type { DataReport } from '#shared/domain/data-report.ts';
import { type DataChoice, type DatasetFacts, hasColumns } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { proposalReason } from '#shared/method/networks/network-of.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import { formatCount } from '../format.ts';
import { harmless, say } from '../say.ts';
import { checkCounts, checkList } from './checks.ts';
import { shellWord, typedFlags } from './choice-flags.ts';
import { classList, imbalanceWords } from './classes.ts';
import { columnList } from './columns.ts';
import { wrap } from './layout.ts';
import { overview } from './overview.ts';
import { previewWords } from './preview.ts';
import { leftOutList, warningList } from './remarks.ts';

/** Everything that Descent understood of a data set, for a person. */
export function dataWords(facts: DatasetFacts, report: DataReport, choice: DataChoice, width: number): string {
  const { source, classes, metric } = facts;
  const { columns, leftOut, warnings, checks, imbalance, preview } = report;
  const sections = [
    section(harmless(source), null, overview(facts, report, width)),
    checks.length > 0 && section(say('dataStep.checks.title'), checkCounts(report), checkList(source, report, width)),
    warnings.length > 0 &&
      section(say('dataStep.warnings.title'), formatCount(warnings.length), warningList(source, report, width)),
    leftOut.length > 0 &&
      section(
        say('dataStep.leftOut.title'),
        formatCount(leftOut.reduce((sum, l) => sum + l.rows, 0)),
        leftOutList(source, report, width),
      ),
    classes.length > 0 &&
      section(
        say('dataStep.classes.title'),
        [formatCount(classes.length), ...(imbalance === null ? [] : [imbalanceWords(metric, imbalance)])].join(' · '),
        classList(facts),
      ),
    columns.length > 0 &&
      section(say('dataStep.columns.title'), formatCount(columns.length), columnList(columns, width)),
    section(say('dataStep.preview.title'), null, previewWords(preview, width)),
    hints(facts, choice, width),
  ];
  return sections.filter(text => text !== false).join('\n\n');
}

function section(title: string, note: string | null, body: string): string {
  return `${styleText('bold', note === null ? title : `${title} (${note})`)}\n${body}`;
}

/** Which flags change what was understood, and the command that comes next, on one line however long, to be copied. */
function hints({ format, source }: DatasetFacts, choice: DataChoice, width: number): string {
  const flags = [`--data ${shellWord(source)}`, ...typedFlags(choice)];
  const change = hasColumns(format) ? wrap(say('cli.data.hint.flags'), width) : [];
  return [...change, say('cli.data.hint.next'), `  descent ladder ${harmless(flags.join(' '))}`].join('\n');
}

/**
 * The same as one object: facts, report and the proposed network side by side, in the words of the schemas; every reason also as a sentence.
 */
export const dataAsJson = (facts: DatasetFacts, report: DataReport): string =>
  JSON.stringify({ ...facts, ...report, network: proposalOf(facts) }, (_key, value: unknown) =>
    isReason(value) ? { ...value, text: say(value.key, value.values) } : value,
  );

/** The network that is proposed, how many numbers it learns, and why it is this one. */
function proposalOf(facts: DatasetFacts): object {
  const network = networkIn(planBase({}, facts));
  return { ...network, parameters: parameterCountFor({ ...network, dropout: 0 }, facts), why: proposalReason(facts) };
}

const isReason = (value: unknown): value is Reason =>
  typeof value === 'object' && value !== null && 'key' in value && 'values' in value && !('text' in value);
