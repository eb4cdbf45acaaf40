import type { FinalAnswer, FinalArm, FinalMeans } from '../../domain/final-runs.ts';
import type { Block, Inline, Section } from '../blocks.ts';
import { intervalsPicture } from '../pictures/intervals.ts';
import type { Picture } from '../pictures/picture.ts';
import { ARM_COLORS } from '../ramp.ts';
import type { Writer } from '../writer.ts';
import { errorBlocks } from './final-errors.ts';
import { differenceWords } from './result.ts';

const PARTS = ['test', 'dev'] as const;
const MANY_ROWS = 12;

/** The figures of the final runs [R2]; null: there are none. */
export function finalSection(write: Writer): Section | null {
  const { final } = write;
  if (!final) return null;
  const { answer } = final;
  return {
    id: 'final',
    title: write.say('report.final.title'),
    question: null,
    blocks: [
      ...armsPictures(write, answer).map(picture => ({ kind: 'picture', picture }) as const),
      meansTable(write, answer),
      ...(answer.default ? [differencesTable(write, answer)] : []),
      seedsTable(write, answer),
      ...errorBlocks(write, answer),
      ...foldBlocks(write, answer),
    ],
  };
}

/** The arms with their names, the chosen one first. */
const armsOf = ({ chosen, default: other }: FinalAnswer): ['chosen' | 'default', FinalArm][] => [
  ['chosen', chosen],
  ...(other ? ([['default', other]] as ['default', FinalArm][]) : []),
];

const lossText = (write: Writer, { loss }: FinalMeans): string =>
  loss ? write.withNoise(loss.mean, loss.spread) : '–';
const metricText = (write: Writer, { metric: name }: FinalAnswer, { metric }: FinalMeans): string =>
  metric ? write.metricWithNoise(name, metric.mean, metric.spread) : '–';

/** Without a metric there is no column for it. */
const metricColumn = (write: Writer, { metric }: FinalAnswer) =>
  metric === 'none' ? [] : [{ label: write.metricName(metric), numeric: true }];

/** All runs of both configurations, on test or, where it was not read, on dev: the metric, and the loss. */
function armsPictures(write: Writer, answer: FinalAnswer): Picture[] {
  const part = answer.chosen.test ? 'test' : 'dev';
  const figures = answer.metric === 'none' ? (['loss'] as const) : (['metric', 'loss'] as const);
  return figures.flatMap(figure => {
    const rows = armsOf(answer).flatMap(([name, arm]) => {
      const means = part === 'test' ? arm.test : arm.dev;
      const mean = means?.[figure];
      if (!means || !mean) return [];
      // As the axis has it: an accuracy in per cent.
      const scale = figure === 'metric' && answer.metric === 'accuracy' ? 100 : 1;
      const { spread } = mean;
      return {
        name: write.say(`report.final.arm.${name}`),
        told: figure === 'loss' ? lossText(write, means) : metricText(write, answer, means),
        mean: scale * mean.mean,
        interval: spread === null ? null : { low: scale * (mean.mean - spread), high: scale * (mean.mean + spread) },
        dots: arm.runs.flatMap(run => {
          const value = (part === 'test' ? run.test : run.dev)?.[figure];
          return value == null ? [] : [scale * value];
        }),
        colors: ARM_COLORS[name],
      };
    });
    if (rows.every(({ dots }) => dots.length < 2)) return [];
    const name = figure === 'loss' ? write.say('report.final.loss') : write.metricName(answer.metric);
    const title = write.say(`report.final.runs.${part}`, { figure: name });
    const xLabel = answer.metric === 'accuracy' && figure === 'metric' ? `${name}, %` : name;
    const picture = { title, summary: title, note: write.say('report.final.runsNote'), rows, xLabel, zero: false };
    return [intervalsPicture(picture, write.language)];
  });
}

function meansTable(write: Writer, answer: FinalAnswer): Block {
  const rows = PARTS.flatMap(part =>
    armsOf(answer).flatMap(([name, arm]): Inline[][] => {
      const means = part === 'test' ? arm.test : arm.dev;
      if (!means) return [];
      return [
        [
          write.say(`report.final.part.${part}`),
          name === 'chosen'
            ? { strong: write.say('report.final.arm.chosen') }
            : write.say('report.pair', {
                first: write.say('report.final.arm.default'),
                second: write.choice(shortOf(arm)),
              }),
          ...(answer.metric === 'none' ? [] : [metricText(write, answer, means)]),
          lossText(write, means),
          String(means.loss?.n ?? 0),
        ],
      ];
    }),
  );
  return {
    kind: 'table',
    caption: write.say('report.final.caption'),
    columns: [
      { label: write.say('report.final.part') },
      { label: write.say('report.final.arm') },
      ...metricColumn(write, answer),
      { label: write.say('report.final.loss'), numeric: true },
      { label: write.say('report.final.n'), numeric: true },
    ],
    rows,
    folded: false,
  };
}

/** What names the default configuration. */
const shortOf = ({ hyperparameters: { optimizer, learningRate, batchSize } }: FinalArm) => ({
  ...(optimizer && { optimizer }),
  ...(learningRate !== undefined && { learningRate }),
  ...(batchSize !== undefined && { batchSize }),
});

function differencesTable(write: Writer, answer: FinalAnswer): Block {
  const rows = PARTS.flatMap(part =>
    (['metric', 'loss'] as const).flatMap((figure): Inline[][] => {
      const difference = (part === 'test' ? answer.test : answer.dev)?.[figure];
      if (!difference || (figure === 'metric' && answer.metric === 'none')) return [];
      const words = differenceWords(write, figure, answer.metric, difference);
      return [
        [
          write.say(`report.final.part.${part}`),
          figure === 'loss' ? write.say('report.final.loss') : write.metricName(answer.metric),
          words.difference,
          write.say('report.interval', words),
          write.say(`report.final.verdict.${difference.verdict}`),
        ],
      ];
    }),
  );
  return {
    kind: 'table',
    caption: write.say('report.final.differences'),
    columns: [
      { label: write.say('report.final.part') },
      { label: write.say('report.final.figure') },
      { label: write.say('report.final.difference'), numeric: true },
      { label: write.say('report.decay.interval'), numeric: true },
      { label: write.say('report.final.verdict') },
    ],
    rows,
    folded: false,
  };
}

function seedsTable(write: Writer, answer: FinalAnswer): Block {
  const rows = armsOf(answer).flatMap(([name, { runs }]) =>
    runs.map(({ seed, at, dev, test, status }): Inline[] => [
      write.say(`report.final.arm.${name}`),
      String(seed),
      write.say(`status.${status}`),
      at === null ? '–' : write.count(at),
      ...(answer.metric === 'none' ? [] : [write.metric(answer.metric, dev.metric)]),
      write.number(dev.loss),
      ...(answer.metric === 'none' ? [] : [write.metric(answer.metric, test?.metric ?? null)]),
      write.number(test?.loss ?? null),
    ]),
  );
  const of = (part: 'dev' | 'test', label: string) => ({
    label: write.say('report.pair', { first: write.say(`report.final.part.${part}`), second: label }),
    numeric: true,
  });
  const figures = (part: 'dev' | 'test') => [
    ...(answer.metric === 'none' ? [] : [of(part, write.metricName(answer.metric))]),
    of(part, write.say('report.final.loss')),
  ];
  return {
    kind: 'table',
    caption: write.say('report.final.perSeed'),
    columns: [
      { label: write.say('report.final.arm') },
      { label: write.say('report.column.seed'), numeric: true },
      { label: write.say('report.column.state') },
      { label: write.say('report.column.at'), numeric: true },
      ...figures('dev'),
      ...figures('test'),
    ],
    rows,
    folded: rows.length > MANY_ROWS,
  };
}

function foldBlocks(write: Writer, answer: FinalAnswer): Block[] {
  const { crossValidation, metric } = answer;
  if (!crossValidation) return [];
  const { chosen, default: other, rolling } = crossValidation;
  const arms = other ? [['chosen', chosen] as const, ['default', other] as const] : [['chosen', chosen] as const];
  return [
    {
      kind: 'table',
      caption: write.say(rolling ? 'report.final.foldsRolling' : 'report.final.folds'),
      columns: [
        { label: write.say('report.final.arm') },
        { label: write.say('report.final.fold'), numeric: true },
        { label: write.say('report.column.state') },
        ...metricColumn(write, answer),
        { label: write.say('report.final.loss'), numeric: true },
      ],
      rows: arms.flatMap(([name, { folds }]) =>
        folds.map(({ fold, status, figures }): Inline[] => [
          write.say(`report.final.arm.${name}`),
          String(fold + 1),
          write.say(`status.${status}`),
          ...(metric === 'none' ? [] : [write.metric(metric, figures?.metric ?? null)]),
          write.number(figures?.loss ?? null),
        ]),
      ),
      folded: false,
    },
    {
      kind: 'text',
      parts: arms.flatMap(([name, { means }]) => [
        write.say('report.final.foldMean', {
          arm: write.say(`report.final.arm.${name}`),
          metric: metric === 'none' ? '' : write.metricName(metric),
          value: metricText(write, answer, means),
          loss: lossText(write, means),
        }),
        write.say('page.words.separator'),
      ]),
    },
    { kind: 'text', parts: [write.say('report.final.foldsNote')] },
  ];
}
