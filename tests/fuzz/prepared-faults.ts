import type { Prepared } from '#electron/data/prepared.ts';
import { DataReport } from '#shared/domain/data-report.ts';
import { DatasetFacts, type SplitName } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { messageFaults } from './message-faults.ts';

/** Longer ones don't fit where they are shown. */
const MAX_EXAMPLE_CHARACTERS = 400;
const MAX_EXAMPLES = 5;

/** What is wrong with a prepared file, whatever it was made from; empty where nothing is. */
export function preparedFaults(prepared: Prepared): string[] {
  return [
    ...schemaFaults(prepared),
    ...splitFaults(prepared),
    ...countFaults(prepared),
    ...untoldFaults(prepared),
    ...reportFaults(prepared),
  ];
}

function schemaFaults({ facts, report }: Prepared): string[] {
  const faults = [DatasetFacts.safeParse(facts), DataReport.safeParse(report)].flatMap(({ error }) =>
    error ? [error.message] : [],
  );
  if (facts.floor.loss < 0) faults.push(`a floor of ${facts.floor.loss}`);
  return faults;
}

function splitFaults({ facts, splits }: Prepared): string[] {
  const faults: string[] = [];
  const vocabulary = facts.tokens?.vocabulary;
  for (const [name, { inputs, labels, rows }] of Object.entries(splits)) {
    const wrongInput = inputs.findIndex(
      value => !Number.isFinite(value) || (vocabulary !== undefined && (value < 0 || value >= vocabulary)),
    );
    if (wrongInput >= 0) faults.push(`${name} has an input of ${inputs[wrongInput]}`);
    const wrongLabel = labels.findIndex(
      label =>
        !Number.isFinite(label) || (facts.task === 'classification' && !(label >= 0 && label < facts.classes.length)),
    );
    if (wrongLabel >= 0) faults.push(`${name} has a label of ${labels[wrongLabel]}`);
    if (rows === 0) faults.push(`${name} has no rows`);
    if (rows !== facts.rows[name as SplitName]) faults.push(`${name} has other rows than the facts say`);
  }
  // Only chance evens out classes.
  const even = facts.split?.by === 'random' ? (['train', 'dev'] as const) : (['train'] as const);
  for (const name of even) {
    const present = new Set(splits[name].labels).size;
    if (facts.task === 'classification' && present !== facts.classes.length)
      faults.push(`${name} has ${present} of ${facts.classes.length} classes`);
  }
  return faults;
}

/** With given parts, time or groups a dev part may lack a class; a check says so then. */
function untoldFaults({ facts, report, splits }: Prepared): string[] {
  if (facts.task !== 'classification' || new Set(splits.dev.labels).size === facts.classes.length) return [];
  const isTold = report.checks.some(({ id, verdict }) => id === 'classParts' && verdict !== 'passes');
  return isTold ? [] : ['dev lacks a class, and no check says so'];
}

function countFaults({ facts, report, splits }: Prepared): string[] {
  const faults: string[] = [];
  const rows = facts.rows.train + facts.rows.dev + facts.rows.test;
  const leftOut = report.leftOut.reduce((sum, group) => sum + group.rows, 0);
  if (report.rowsRead !== rows + leftOut) faults.push(`${report.rowsRead} rows read are not ${rows} + ${leftOut}`);
  const counts = new Array<number>(facts.classes.length).fill(0);
  if (facts.task === 'classification')
    for (const { labels } of Object.values(splits)) for (const label of labels) counts[label]!++;
  if (String(counts) !== String(facts.classCounts)) faults.push(`class counts ${facts.classCounts} are ${counts}`);
  if (new Set(facts.classes).size < facts.classes.length) faults.push('two classes have one name');
  const features = report.columns.reduce((sum, column) => sum + column.features, 0);
  if (facts.kind === 'table' && features !== facts.features)
    faults.push(`columns of ${features} features in all, not ${facts.features}`);
  if (facts.image && facts.image.reduce((a, b) => a * b) !== facts.features) faults.push('an image of another size');
  const { rows: alike, groups } = report.duplicates;
  if (alike > rows || groups * 2 > alike) faults.push(`${alike} rows alike in ${groups} groups`);
  return faults;
}

function reportFaults({ report }: Prepared): string[] {
  const reasons: Reason[] = [
    ...Object.values(report.why).filter(why => why !== undefined),
    ...report.columns.flatMap(({ note }) => note ?? []),
    ...[...report.leftOut, ...report.warnings].map(({ reason }) => reason),
  ];
  const faults = reasons.flatMap(messageFaults);
  for (const { reason, examples } of [...report.leftOut, ...report.warnings]) {
    if (examples.length > MAX_EXAMPLES) faults.push(`${reason.key}: ${examples.length} examples`);
    for (const { place, text } of examples) {
      if (place.file === '') faults.push(`${reason.key}: an example from no file`);
      if (text.length > MAX_EXAMPLE_CHARACTERS) faults.push(`${reason.key}: an example of ${text.length} characters`);
    }
  }
  for (const { reason, rows, examples } of report.leftOut)
    if (rows < Math.max(1, examples.length)) faults.push(`${reason.key}: ${rows} rows and ${examples.length} examples`);
  return faults;
}
