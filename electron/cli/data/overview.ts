import type { DataReport } from '#shared/domain/data-report.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { inOwnUnit } from '#shared/method/metrics/target-scale.ts';
import { proposalReason } from '#shared/method/networks/network-of.ts';
import { formatCount, formatFileSize, formatMetric, formatNumber, formatValue } from '../format.ts';
import { networkWords } from '../project-network.ts';
import { say } from '../say.ts';
import { definitions } from './layout.ts';

/** The signs that have a name. */
const SEPARATORS: Readonly<Record<string, MessageKey>> = {
  ',': 'data.separator.comma',
  ';': 'data.separator.semicolon',
  '\t': 'data.separator.tab',
  '|': 'data.separator.bar',
  ' ': 'data.separator.space',
};

/** A value with its reason, which often names the value itself; that stands alone then, or where there is no value. */
function because(value: string, { key, values }: Reason): string {
  const why = say(key, values);
  return why.toLowerCase().includes(value.toLowerCase()) ? why : say('cli.data.because', { value, why });
}

/** What the data is, how it was divided, what is predicted and how that is evaluated: a line each, with its reason. */
export function overview(facts: DatasetFacts, report: DataReport, width: number): string {
  const { why } = report;
  return definitions(
    [
      [say('dataStep.understood.kind'), because(say(`data.kind.${facts.kind}`), why.kind)],
      [say('dataStep.understood.files'), sourceWords(facts, report)],
      [say('dataStep.understood.rows'), rowsWords(facts, report)],
      ...(splitWords(facts, report) ?? []),
      [say('dataStep.understood.features'), featureWords(facts)],
      [say('dataStep.predict.target'), because(facts.target ?? '', why.target)],
      [say('dataStep.predict.task'), because(say(`data.task.${facts.task}`), why.task)],
      [say('dataStep.evaluation.metric'), because(say(`data.metric.${facts.metric}`), why.metric)],
      [say('dataStep.evaluation.batchSize'), because(String(facts.batchSize), why.batchSize)],
      [say('page.stage.model'), modelWords(facts)],
      [say('cli.data.bar.title'), floorWords(facts)],
      [say('dataStep.evaluation.duplicates'), duplicateWords(report)],
      [say('cli.data.digests'), digestWords(facts)],
    ],
    width,
  );
}

/** The network that is proposed, and why. */
const modelWords = (facts: DatasetFacts): string =>
  because(networkWords(planBase({}, facts), facts), proposalReason(facts));

function sourceWords({ format, kind }: DatasetFacts, { layout }: DataReport): string {
  const { files, bytes, encoding, separator, decimal, header } = layout;
  if (files === 0) return say('dataStep.understood.drawn');
  const words = [
    say(`data.format.${format}`),
    say('dataStep.understood.filesSize', { count: files, number: formatCount(files), size: formatFileSize(bytes) }),
  ];
  if (encoding) {
    const name = encodingName(encoding.name);
    words.push(encoding.bom ? say('dataStep.understood.bom', { encoding: name }) : name);
  }
  if (separator !== null) {
    const key = SEPARATORS[separator];
    words.push(say('dataStep.understood.separator', { separator: key ? say(key) : separator }));
  }
  if (decimal !== null && kind === 'table') words.push(say('dataStep.understood.decimal', { sign: decimal }));
  if (header !== null) words.push(say(header ? 'dataStep.understood.header' : 'dataStep.understood.noHeader'));
  return words.join(say('cli.data.list'));
}

function rowsWords({ rows, splitSeed, task, split }: DatasetFacts, { rowsRead }: DataReport): string {
  const { train, dev, test } = rows;
  const all = train + dev + test;
  const read = formatCount(rowsRead);
  const used = all === rowsRead ? read : say('dataStep.understood.rowsLeftOut', { rows: formatCount(all), read });
  const parts = { train: formatCount(train), dev: formatCount(dev), test: formatCount(test) };
  const note = task === 'regression' ? 'dataStep.split.noteRegression' : 'dataStep.split.note';
  const seed = split && split.by !== 'random' ? '' : say(note, { seed: splitSeed });
  return say('cli.data.split', { rows: used, ...parts, seed }).trim();
}

/** Why the rows are held out as they are; null of data that was prepared before there was a choice. */
function splitWords({ split }: DatasetFacts, { why }: DataReport): [string, string][] | null {
  if (!split || !why.split) return null;
  return [[say('dataStep.split.way'), say(why.split.key, why.split.values)]];
}

function featureWords({ image, tokens, features }: DatasetFacts): string {
  if (image) {
    const [height, width, channels] = image;
    return say(channels === 1 ? 'dataStep.understood.image' : 'dataStep.understood.imageColour', { height, width });
  }
  if (tokens)
    return say('dataStep.understood.tokens', { length: tokens.length, vocabulary: formatCount(tokens.vocabulary) });
  return say('dataStep.understood.numbers', { count: features, number: formatCount(features) });
}

/** What the best answer that looks at no input reaches. */
function floorWords({ classes, classCounts, metric, floor, entropy, targetScale }: DatasetFacts): string {
  const values = {
    metric: say(`data.metric.${metric}`),
    value: formatMetric(metric, floor.metric),
    loss: formatNumber(floor.loss),
  };
  if (targetScale) {
    const mean = formatValue(inOwnUnit(0, targetScale));
    return say(targetScale.log ? 'dataStep.evaluation.meanLog' : 'dataStep.evaluation.mean', { mean, ...values });
  }
  const label = classes[classCounts.indexOf(Math.max(...classCounts))] ?? '';
  const sentences = [say('dataStep.evaluation.majority', { label, ...values })];
  if (entropy !== null) sentences.push(say('dataStep.evaluation.entropy', { entropy: formatNumber(entropy) }));
  return sentences.join(say('page.words.separator'));
}

const duplicateWords = ({ duplicates: { rows, groups } }: DataReport): string =>
  rows === 0
    ? say('dataStep.evaluation.duplicatesNone')
    : say('dataStep.evaluation.duplicatesSome', { rows: formatCount(rows), count: groups });

/** Of a SHA-256 so much that two are told apart. */
const SHOWN = 12;

const digestWords = ({ sourceDigest, preprocessingDigest }: DatasetFacts): string =>
  say('cli.data.digestValues', {
    source: sourceDigest.slice(0, SHOWN),
    preprocessing: preprocessingDigest.slice(0, SHOWN),
  });
