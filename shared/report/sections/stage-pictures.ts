import { batchMomentumOf } from '../../domain/batch-momentum.ts';
import { decayOf } from '../../domain/decay.ts';
import type { PairedComparison } from '../../domain/paired-runs.ts';
import { type RegularisationAnswer, regularisationOf } from '../../domain/regularisation.ts';
import type { ReportRun } from '../../domain/report.ts';
import { formatRate } from '../../messages/numbers.ts';
import { type HeatCell, heatRows } from '../../method/stages/batch-momentum/heat.ts';
import { decayAxis, dotsOf, isNone } from '../../method/stages/regularisation/dots.ts';
import { type HeatMapCell, heatMapPicture } from '../pictures/heat-map.ts';
import { type IntervalRow, intervalsPicture } from '../pictures/intervals.ts';
import type { Picture } from '../pictures/picture.ts';
import { scatterPicture } from '../pictures/scatter.ts';
import { ARM_COLORS } from '../ramp.ts';
import type { Writer } from '../writer.ts';

/** What a run's own kind of stage draws beside its curves: what its decision is seen in. */
export const stagePictures = (write: Writer, run: ReportRun): Picture[] => [
  ...heatMapOf(write, run),
  ...searchOf(write, run),
  ...pairsOf(write, run),
];

/** Batch sizes and momenta by their dev loss. */
function heatMapOf(write: Writer, run: ReportRun): Picture[] {
  const answer = batchMomentumOf(run);
  if (!answer) return [];
  const rows = heatRows(answer, 'loss');
  if (rows.every(cells => cells.every(({ value }) => value === null))) return [];
  const title = write.say('report.heat.title');
  return [
    heatMapPicture({
      title,
      summary: title,
      note: write.say('report.heat.note'),
      across: write.say('hyperparameter.batchSize'),
      down: write.say('hyperparameter.momentum'),
      columns: answer.batchSizes.map(String),
      rows: rows.map(cells => ({
        name: answer.points.some(({ optimizer }) => optimizer === 'adam') ? 'Adam' : String(cells[0]?.momentum ?? ''),
        cells: cells.map(cell => heatCell(write, cell)),
      })),
    }),
  ];
}

function heatCell(write: Writer, { look, value, noise, heat, point }: HeatCell): HeatMapCell {
  if (value === null) return { value: point ? write.say(`status.${point.status}`) : null, heat };
  const ended = point && point.status !== 'finished' ? write.say(`status.${point.status}`) : null;
  const [shown, around] = write.withNoise(value, noise).split(' ± ');
  return {
    value: shown ?? null,
    small: ended ?? (noise === 0 ? write.say('report.lowest') : around === undefined ? null : `± ${around}`),
    heat,
    look: look === 'lowest' ? 'best' : look === 'equal' ? 'equal' : null,
  };
}

/** The points of a search of weight decay and dropout, by how good they are. */
function searchOf(write: Writer, run: ReportRun): Picture[] {
  const answer = regularisationOf(run);
  if (!answer) return [];
  const dots = dotsOf(answer, 'metric');
  if (dots.length < 2) return [];
  const { at, ticks } = decayAxis(answer.points);
  const measure = measureOf(write, answer);
  const title = write.say('report.search.title', { measure });
  const shown = [...(answer.points.some(({ weightDecay }) => weightDecay === 0) ? [0] : []), ...ticks];
  const picture = scatterPicture(
    {
      title,
      summary: title,
      note: write.say('report.search.note', { measure }),
      xLabel: write.say('hyperparameter.weightDecay'),
      yLabel: answer.hasDropout ? write.say('hyperparameter.dropout') : write.say('report.column.devLoss'),
      xTicks: shown.map(value => ({ at: at(value), label: formatRate(value) })),
      diagonal: false,
      colors: ARM_COLORS.chosen,
      points: dots.flatMap(({ point, x, heat, look }) => {
        const y = answer.hasDropout ? point.dropout : point.devLoss;
        return y === null ? [] : [{ x, y, heat, look: look === 'best' || look === 'equal' ? look : null }];
      }),
    },
    write.language,
  );
  return [picture];
}

const measureOf = (write: Writer, { metric }: RegularisationAnswer): string =>
  metric === 'none' ? write.say('report.result.loss') : write.metricName(metric);

/** What pairs of runs say, each comparison with the differences of its pairs. */
function pairsOf(write: Writer, run: ReportRun): Picture[] {
  const decay = decayOf(run);
  const regularisation = regularisationOf(run);
  const compared: {
    name: string;
    of: Omit<PairedComparison, 'by' | 'verdict'> & { by: 'loss' | 'metric' | null };
    verdict: string | null;
  }[] = [
    ...(decay ? [decay.lazy, ...decay.variants, ...decay.againstBest] : []).map(of => ({
      name: write.say('report.pairs.against', { one: write.schedule(of.schedule), other: write.schedule(of.against) }),
      of,
      verdict: of.verdict && write.say(`report.decay.verdict.${of.verdict}`),
    })),
    ...(regularisation?.pairs && regularisation.chosen && !isNone(regularisation.chosen)
      ? [
          {
            name: write.say('report.pairs.against', {
              one: write.set(regularisation.chosen),
              other: write.say('report.choice.noRegularisation'),
            }),
            of: regularisation.pairs,
            verdict: regularisation.pairs.verdict && write.say(`report.decay.verdict.${regularisation.pairs.verdict}`),
          },
        ]
      : []),
    ...(regularisation?.decay
      ? [
          {
            name: write.say('report.pairs.against', {
              one: write.schedule(regularisation.decay.schedule),
              other: write.say('report.choice.noDecay'),
            }),
            of: regularisation.decay,
            verdict: regularisation.decay.verdict && write.say(`report.decay.verdict.${regularisation.decay.verdict}`),
          },
        ]
      : []),
  ];
  // Each measure is an axis of its own.
  return (['loss', 'metric'] as const).flatMap(measure => {
    const rows = compared
      .filter(({ of }) => (of.by ?? 'loss') === measure)
      .map(({ name, of, verdict }): IntervalRow => {
        const difference = measure === 'loss' ? of.difference : of.metricDifference;
        return {
          name,
          told: verdict,
          mean: difference?.mean ?? null,
          interval: difference,
          dots: of.pairs.flatMap(pair => (measure === 'loss' ? pair.difference : pair.metricDifference) ?? []),
          colors: ARM_COLORS.chosen,
        };
      })
      .filter(({ dots }) => dots.length > 0);
    if (rows.length === 0) return [];
    const metric = decay?.metric ?? regularisation?.metric ?? 'none';
    const isLower = measure === 'loss' || metric === 'rmse';
    const name = measure === 'loss' ? write.say('report.result.loss') : write.metricName(metric);
    const title = write.say('report.pairs.title', { measure: name });
    return [
      intervalsPicture(
        {
          title,
          summary: title,
          note: write.say('report.pairs.note'),
          rows,
          xLabel: write.say(isLower ? 'report.pairs.lower' : 'report.pairs.higher', { measure: name }),
          zero: true,
        },
        write.language,
      ),
    ];
  });
}
