import type { ReportRun } from '../../domain/report.ts';
import type { Trial } from '../../domain/trial.ts';
import { type Chart, type ChartLine, curvesPicture } from '../pictures/curves.ts';
import type { Picture } from '../pictures/picture.ts';
import { rampColor, rateColor } from '../ramp.ts';
import type { Writer } from '../writer.ts';

/** More curves than that are not told apart by colour: the best are strong, the others stand behind. */
const MOST_COLOURS = 9;
const STRONG = 4;
/** Values that are told of a curve in numbers. */
const TOLD = 8;
/** What lies so many times above where the curves start is cut off: it would press the rest flat. */
const CAP = 1.5;

/** The curves of a run as a picture; null: none has a point. */
export function curvesOf(write: Writer, run: ReportRun): Picture | null {
  const chart = chartOf(write, run);
  return chart && curvesPicture(chart, write.language);
}

function chartOf(write: Writer, run: ReportRun): Chart | null {
  const { trials, curves, curvesOf: of, recommendation } = run;
  const byId = new Map(trials.map(trial => [trial.id, trial]));
  const ranks = new Map(
    recommendation?.ranking.map(({ trialId, rank }) => [trialId, rank ?? Number.POSITIVE_INFINITY]),
  );
  const known = curves.flatMap(curve => {
    const trial = byId.get(curve.trialId);
    // Those of folds are over other rows.
    return trial && trial.point.fold === undefined ? [{ curve, trial, name: write.trialName(trial, run) }] : [];
  });
  if (known.length === 0) return null;
  // As it was ranked; within a rank as it came.
  known.sort((a, b) => {
    const [one, other] = [ranks.get(a.trial.id), ranks.get(b.trial.id)].map(rank => rank ?? Number.POSITIVE_INFINITY);
    return one === other ? a.trial.position - b.trial.position : one! - other!;
  });
  // Across batch sizes curves are compared by examples seen [S7].
  const byExamples = new Set(trials.map(({ hyperparameters }) => hyperparameters.batchSize)).size > 1;
  const scale = ({ hyperparameters }: Trial): number => (byExamples ? hyperparameters.batchSize : 1);
  const names = [...new Set(known.map(({ name }) => name))];
  const seeds = new Map<string, Set<number>>();
  const strong = names.length <= MOST_COLOURS ? names : names.slice(0, STRONG);
  const lines = known.map(({ curve, trial, name }): ChartLine => {
    const ofName = seeds.get(name) ?? new Set();
    seeds.set(name, ofName.add(trial.hyperparameters.seed));
    const { steps, status } = { steps: curve.steps, status: trial.status };
    return {
      name,
      color: strong.includes(name) ? colorOf(trial, strong.indexOf(name), strong.length, names.length) : null,
      dashed: ofName.size > 1,
      x: steps.map(step => step * scale(trial)),
      y: curve.values,
      divergedAt: status === 'diverged' ? (trial.result?.steps ?? steps.at(-1) ?? 0) * scale(trial) : null,
    };
  });
  const finite = lines.flatMap(({ y }) => y.filter(value => Number.isFinite(value)));
  if (finite.length === 0) return null;
  const starts = lines.flatMap(({ y }) => y.slice(0, 1).filter(Number.isFinite));
  const start = Math.max(...starts, 0);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const cap = CAP * start > low && high > CAP * start ? CAP * start : null;
  // As the page has it at first [M4].
  const log = low > 0;
  const over = write.say(byExamples ? 'report.chart.examples' : 'report.chart.steps');
  const title = write.say(`report.chart.${of}`, { over });
  const axis = write.say(of === 'dev' ? 'report.chart.devLoss' : 'report.chart.trainLoss');
  return {
    title,
    xLabel: over,
    yLabel: log ? write.say('report.chart.log', { label: axis }) : axis,
    log,
    cap,
    // Strong ones lie above the others.
    lines: [...lines.filter(({ color }) => color === null), ...lines.filter(({ color }) => color !== null)],
    summary: summaryOf(write, title, lines),
    note: [
      write.say('report.chart.note'),
      ...(lines.some(({ dashed, color }) => dashed && color) ? [write.say('report.chart.dashed')] : []),
      ...(cap === null ? [] : [write.say('report.chart.cropped', { value: write.number(cap) })]),
    ].join(write.say('page.words.separator')),
    table: tableOf(write, lines, over),
  };
}

/** Of a learning rate the page's own colour; of others one a name, along the same ramp. */
function colorOf({ point, hyperparameters }: Trial, place: number, count: number, names: number): ChartLine['color'] {
  const isRate = Object.keys(point.set).every(name => name === 'learningRate' || name === 'seed' || name === 'steps');
  if (isRate && point.set.learningRate !== undefined && names > 1) {
    const { learningRate } = hyperparameters;
    return { light: rateColor(learningRate, 'light'), dark: rateColor(learningRate, 'dark') };
  }
  const at = count < 2 ? 0.4 : place / (count - 1);
  return { light: rampColor(at, 'light'), dark: rampColor(at, 'dark') };
}

function summaryOf(write: Writer, title: string, lines: readonly ChartLine[]): string {
  const told = lines.filter(({ color }) => color !== null).map(line => lineText(write, line));
  return write.say('report.chart.summary', { title, lines: told.join(' ') });
}

function lineText(write: Writer, { name, x, y, divergedAt }: ChartLine): string {
  if (divergedAt !== null) return write.say('report.chart.diverged', { name, at: divergedAt });
  const lowest = y.reduce((at, value, i) => (value < y[at]! ? i : at), 0);
  return write.say('report.chart.line', {
    name,
    first: write.number(y[0] ?? null),
    last: write.number(y.at(-1) ?? null),
    lowest: write.number(y[lowest] ?? null),
    at: x[lowest] ?? 0,
  });
}

/** The value of each curve at some steps, evenly; of one that has none there, that of its last point before. */
function tableOf(write: Writer, lines: readonly ChartLine[], over: string): NonNullable<Chart['table']> {
  const most = Math.max(...lines.flatMap(({ x }) => x), 1);
  const steps = [...new Set(Array.from({ length: TOLD }, (_, i) => Math.round((most * (i + 1)) / TOLD)))];
  return {
    caption: write.say('report.curves.table', { over }),
    columns: [write.say('stage.column.point'), ...steps.map(step => write.count(step))],
    rows: lines.map(({ name, x, y, dashed }) => [
      dashed ? `${name} ′` : name,
      ...steps.map(step => {
        const last = x.at(-1) ?? -1;
        const at = x.findLastIndex(one => one <= step);
        return at < 0 || step > last * 1.05 ? '–' : write.number(y[at]!);
      }),
    ]),
  };
}
