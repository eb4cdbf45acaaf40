import type { ClassificationErrors, RegressionErrors } from '../../domain/error-analysis.ts';
import type { FinalAnswer } from '../../domain/final-runs.ts';
import { heatOf } from '../../domain/heat.ts';
import { formatShare } from '../../messages/numbers.ts';
import type { Block } from '../blocks.ts';
import { heatMapPicture } from '../pictures/heat-map.ts';
import { scatterPicture } from '../pictures/scatter.ts';
import { ARM_COLORS } from '../ramp.ts';
import type { Writer } from '../writer.ts';

const MANY_ROWS = 12;
/** A confusion matrix of more classes is not readable on paper; what is most often taken for what is told instead. */
const MOST_CONFUSED = 12;
const MOST_PAIRS = 10;

/** Where the chosen network is wrong on test: which classes, or in which part of the target’s range. */
export const errorBlocks = (write: Writer, { classes, regression }: FinalAnswer): Block[] => [
  ...(classes ? classBlocks(write, classes) : []),
  ...(regression ? regressionBlocks(write, regression) : []),
];

function classBlocks(write: Writer, errors: ClassificationErrors): Block[] {
  const { classes, confusion, confusions, runs } = errors;
  const share = (value: number | null) => (value === null ? '–' : formatShare(value));
  const low = classes.flatMap(({ isRecallLow }, at) => (isRecallLow ? [at] : []));
  return [
    ...low.map(at => ({ kind: 'notice', verdict: 'warn', parts: [lowText(write, errors, at)] }) as const),
    ...(low.length === 0
      ? [{ kind: 'notice', verdict: 'good', parts: [write.say('report.final.noneLow')] } as const]
      : []),
    ...(confusion.length > 0 && classes.length <= MOST_CONFUSED
      ? [{ kind: 'picture', picture: confusionPicture(write, errors) } as const]
      : []),
    ...(classes.length > MOST_CONFUSED && confusions.length > 0
      ? [
          {
            kind: 'list',
            title: write.say('report.final.confusions'),
            items: confusions.slice(0, MOST_PAIRS).map(({ actual, predicted, share }) =>
              write.say('report.final.taken', {
                label: classes[actual]?.label ?? '',
                other: classes[predicted]?.label ?? '',
                share: formatShare(share),
              }),
            ),
          } as const,
        ]
      : []),
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
    ...(confusion.length > 0 && classes.length <= MOST_CONFUSED ? [confusionTable(write, errors)] : []),
  ];
}

/** A class that does worse than the others, beyond what the choice of rows explains. */
function lowText(write: Writer, { classes, confusions }: ClassificationErrors, at: number): string {
  const { label = '', recall = null, support = 0 } = classes[at] ?? {};
  const values = { label, recall: formatShare(recall ?? 0), support };
  const most = confusions.find(({ actual }) => actual === at);
  if (!most) return write.say('report.final.worstAlone', values);
  const other = classes[most.predicted]?.label ?? '';
  return write.say('report.final.worst', { ...values, other, share: formatShare(most.share) });
}

/** Of each row of a matrix the shares, as whole per cent. */
const sharesOf = (row: readonly number[]): (number | null)[] => {
  const sum = row.reduce((all, count) => all + count, 0);
  return row.map(count => (sum === 0 ? null : count / sum));
};
const percent = (share: number | null): string => (share === null ? '–' : String(Math.round(100 * share)));

function confusionPicture(write: Writer, { classes, confusion, confusions }: ClassificationErrors) {
  const title = write.say('report.final.confusion');
  return heatMapPicture({
    title,
    summary: title,
    note: write.say('report.final.confusionNote'),
    across: write.say('report.final.predicted'),
    down: write.say('report.final.true'),
    columns: classes.map(({ label }) => label),
    rows: confusion.map((row, actual) => {
      const worst = classes[actual]?.isRecallLow ? confusions.find(one => one.actual === actual)?.predicted : undefined;
      return {
        name: classes[actual]?.label ?? '',
        cells: sharesOf(row).map((share, predicted) => ({
          value: share === null || share === 0 ? null : share < 0.005 ? '<1' : percent(share),
          // The root spreads small shares, which are what is looked for.
          heat: share === null || share === 0 ? null : heatOf(Math.sqrt(share)),
          look: predicted === worst ? ('marked' as const) : null,
        })),
      };
    }),
  });
}

const confusionTable = (write: Writer, { classes, confusion }: ClassificationErrors): Block => ({
  kind: 'table',
  caption: write.say('report.final.confusionTable'),
  columns: [{ label: '' }, ...classes.map(({ label }) => ({ label, numeric: true }))],
  rows: confusion.map((row, actual) => [
    { strong: classes[actual]?.label ?? '' },
    ...sharesOf(row).map((share, predicted) => (actual === predicted ? { strong: percent(share) } : percent(share))),
  ]),
  folded: true,
});

function regressionBlocks(write: Writer, { rows, residuals, sample, ranges }: RegressionErrors): Block[] {
  const [, low = null, , high = null] = residuals.quantiles;
  const title = write.say('report.final.scatter', { count: sample.length });
  const large = ranges.filter(({ isErrorLarge }) => isErrorLarge);
  return [
    ...large.map(
      ({ from, to, meanError }) =>
        ({
          kind: 'notice',
          verdict: 'warn',
          parts: [
            write.say('report.final.rangeLarge', {
              from: write.number(from),
              to: write.number(to),
              error: write.number(meanError),
            }),
          ],
        }) as const,
    ),
    {
      kind: 'picture',
      picture: scatterPicture(
        {
          title,
          summary: title,
          note: write.say('report.final.scatterNote'),
          xLabel: write.say('report.final.true'),
          yLabel: write.say('report.final.predicted'),
          points: sample.map(({ actual, predicted }) => ({ x: actual, y: predicted })),
          diagonal: true,
          colors: ARM_COLORS.chosen,
        },
        write.language,
      ),
    },
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
    {
      kind: 'table',
      caption: write.say('report.final.ranges'),
      columns: [
        { label: write.say('report.final.range') },
        { label: write.say('report.final.support'), numeric: true },
        { label: write.say('report.final.rangeError'), numeric: true },
        { label: write.say('report.final.rangeBias'), numeric: true },
      ],
      rows: ranges.map(({ from, to, rows, meanError, bias }) => [
        write.say('report.interval', { low: write.number(from), high: write.number(to) }),
        write.count(rows),
        write.number(meanError),
        write.number(bias),
      ]),
      folded: false,
    },
  ];
}
