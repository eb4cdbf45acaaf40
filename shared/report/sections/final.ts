import type { FinalAnswer, FinalArm, FinalMeans } from '../../domain/final-runs.ts';
import { formatShare } from '../../messages/numbers.ts';
import type { Block, Inline, Section } from '../blocks.ts';
import type { Writer } from '../writer.ts';
import { differenceWords } from './result.ts';

const PARTS = ['test', 'dev'] as const;
/** A confusion matrix of more classes is not readable on paper; their figures are told one by one. */
const MOST_CONFUSED = 12;
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
      meansTable(write, answer),
      ...(answer.default ? [differencesTable(write, answer)] : []),
      seedsTable(write, answer),
      ...classBlocks(write, answer),
      ...regressionBlocks(write, answer),
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
            : `${write.say('report.final.arm.default')}: ${write.choice(shortOf(arm))}`,
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
    label: `${write.say(`report.final.part.${part}`)}: ${label}`,
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

function classBlocks(write: Writer, { classes: found }: FinalAnswer): Block[] {
  if (!found) return [];
  const { classes, confusion, runs } = found;
  const share = (value: number | null) => (value === null ? '–' : formatShare(value));
  const worst = worstOf(found);
  return [
    ...(worst ? [{ kind: 'notice', verdict: 'warn', parts: [worstText(write, found, worst)] } as const] : []),
    {
      kind: 'table',
      caption: write.say('report.final.classes', { count: runs }),
      columns: [
        { label: write.say('report.final.class') },
        { label: write.say('report.final.support'), numeric: true },
        { label: write.say('report.final.precision'), numeric: true },
        { label: write.say('report.final.recall'), numeric: true },
        { label: write.say('report.final.f1'), numeric: true },
      ],
      rows: classes.map(({ label, support, precision, recall, f1 }) => [
        label,
        write.count(support),
        share(precision),
        share(recall),
        write.number(f1),
      ]),
      folded: classes.length > MANY_ROWS,
    },
    ...(classes.length <= MOST_CONFUSED
      ? [
          {
            kind: 'table',
            caption: write.say('report.final.confusion'),
            columns: [{ label: '' }, ...classes.map(({ label }) => ({ label, numeric: true }))],
            rows: confusion.map((row, i): Inline[] => {
              const sum = row.reduce((all, count) => all + count, 0);
              const shares = row.map(count => (sum === 0 ? '–' : String(Math.round((100 * count) / sum))));
              return [
                { strong: classes[i]?.label ?? '' },
                ...shares.map((told, j): Inline => (i === j ? { strong: told } : told)),
              ];
            }),
            folded: false,
          } as const,
        ]
      : []),
  ];
}

type Classes = NonNullable<FinalAnswer['classes']>;

/** The class of the lowest recall, where it is below that of another one; its place. */
function worstOf({ classes }: Classes): number | null {
  const recalls = classes.map(({ recall }) => recall ?? Number.POSITIVE_INFINITY);
  const least = Math.min(...recalls);
  const known = recalls.filter(Number.isFinite);
  return known.length > 1 && least < Math.max(...known) ? recalls.indexOf(least) : null;
}

function worstText(write: Writer, { classes, confusion }: Classes, worst: number): string {
  const { label = '', recall = null, support = 0 } = classes[worst] ?? {};
  const row = confusion[worst] ?? [];
  const sum = row.reduce((all, count) => all + count, 0);
  const most = row.reduce((at, count, i) => (i !== worst && count > (row[at] ?? -1) ? i : at), worst === 0 ? 1 : 0);
  const values = { label, recall: formatShare(recall ?? 0), support };
  if (!row[most] || sum === 0) return write.say('report.final.worstAlone', values);
  return write.say('report.final.worst', {
    ...values,
    other: classes[most]?.label ?? '',
    share: formatShare(row[most] / sum),
  });
}

function regressionBlocks(write: Writer, { regression }: FinalAnswer): Block[] {
  if (!regression) return [];
  const { rows, residuals } = regression;
  const [, low = null, , high = null] = residuals.quantiles;
  return [
    {
      kind: 'text',
      parts: [
        write.say('report.final.residuals', {
          rows: write.count(rows),
          mean: write.number(residuals.mean),
          deviation: write.number(residuals.deviation),
          low: write.number(low),
          high: write.number(high),
        }),
      ],
    },
  ];
}

function foldBlocks(write: Writer, answer: FinalAnswer): Block[] {
  const { crossValidation, metric } = answer;
  if (!crossValidation) return [];
  const { folds, means, note } = crossValidation;
  return [
    {
      kind: 'table',
      caption: write.say('report.final.folds'),
      columns: [
        { label: write.say('report.final.fold'), numeric: true },
        { label: write.say('report.column.state') },
        ...metricColumn(write, answer),
        { label: write.say('report.final.loss'), numeric: true },
      ],
      rows: folds.map(({ fold, status, figures }) => [
        String(fold + 1),
        write.say(`status.${status}`),
        ...(metric === 'none' ? [] : [write.metric(metric, figures?.metric ?? null)]),
        write.number(figures?.loss ?? null),
      ]),
      folded: false,
    },
    {
      kind: 'text',
      parts: [
        write.say('report.final.foldMean', {
          metric: metric === 'none' ? '' : write.metricName(metric),
          value: metricText(write, answer, means),
          loss: lossText(write, means),
        }),
        ' ',
        write.statement(note),
      ],
    },
  ];
}
