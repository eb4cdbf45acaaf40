import type { WholeLosses } from '#shared/contract/whole-losses.ts';
import type { Candidate } from '#shared/domain/answer.ts';
import { smooth } from '#shared/method/curves/smoothing.ts';

/** The inside of the figure's axes, in its own units. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface FigureCurve {
  trialId: string;
  learningRate: number;
  /** The smoothed curve as an SVG path. */
  path: string;
  diverged: boolean;
  /** Its last point, and the height of its label, which no other label overlaps. */
  x: number;
  y: number;
  labelY: number;
}

export interface Figure {
  curves: FigureCurve[];
  /** Powers of ten inside the frame. */
  ticks: { loss: number; y: number }[];
}

const SMOOTHING = 0.97;
const POINTS = 160;
const LABEL_GAP = 14;

/** A curve that went this many times above the highest start leaves through the top, as a diverged one does. */
const HIGHEST = 10;

/** Stored curves as a small figure on a log axis. What leaves through the top does not stretch it. */
export function sampleFigure(read: readonly WholeLosses[], candidates: readonly Candidate[], frame: Frame): Figure {
  const lines = candidates.flatMap(({ trialId, learningRate, status }) => {
    const batches = read.find(curve => curve.trialId === trialId)?.batches ?? [];
    const steps = batches.flatMap(batch => [...batch.steps]);
    const loss = smooth(Float64Array.from(batches.flatMap(batch => [...(batch.columns.loss ?? [])])), SMOOTHING);
    const points = thin(steps, loss);
    return points.length === 0 ? [] : [{ trialId, learningRate, diverged: status === 'diverged', points }];
  });
  const settled = lines.filter(line => !line.diverged).flatMap(line => line.points.map(point => point.loss));
  if (settled.length === 0) return { curves: [], ticks: [] };

  const lastStep = Math.max(1, ...lines.flatMap(line => line.points.map(point => point.step)));
  const start = Math.max(...lines.map(line => line.points[0]!.loss));
  const high = Math.log10(Math.min(Math.max(...settled), HIGHEST * start)) + 0.35;
  const low = Math.log10(Math.min(...settled)) - 0.05;
  const xOf = (step: number): number => round(frame.left + (step / lastStep) * (frame.right - frame.left));
  const yOf = (loss: number): number => {
    const share = (high - Math.log10(loss)) / (high - low);
    return round(frame.top + Math.min(1, Math.max(0, share)) * (frame.bottom - frame.top));
  };
  const curves = lines.map(({ points, ...line }) => {
    const drawn = points.map(({ step, loss }) => ({ x: xOf(step), y: yOf(loss) }));
    const last = drawn.at(-1)!;
    return { ...line, path: `M${drawn.map(({ x, y }) => `${x} ${y}`).join('L')}`, ...last, labelY: last.y };
  });
  // Labels of diverged curves stand beside their crosses, the others at the right.
  spread(curves.filter(curve => !curve.diverged));
  spread(curves.filter(curve => curve.diverged));
  const ticks = [];
  for (let power = Math.ceil(low); power <= high; power++) ticks.push({ loss: 10 ** power, y: yOf(10 ** power) });
  return { curves, ticks };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Finite, positive points, few enough for a small drawing; first and last are kept. */
function thin(steps: readonly number[], loss: Float64Array): { step: number; loss: number }[] {
  const usable = steps.flatMap((step, i) => (loss[i]! > 0 && loss[i]! < Infinity ? [{ step, loss: loss[i]! }] : []));
  const stride = Math.max(1, Math.ceil(usable.length / POINTS));
  return usable.filter((_, i) => i % stride === 0 || i === usable.length - 1);
}

/** Pushes labels apart, from top to bottom and then back up, until none overlaps. */
function spread(curves: FigureCurve[]): void {
  curves.sort((a, b) => a.y - b.y);
  for (let pass = 0; pass < 20; pass++) {
    for (let i = 1; i < curves.length; i++) {
      const [above, below] = [curves[i - 1]!, curves[i]!];
      const missing = LABEL_GAP - (below.labelY - above.labelY);
      if (missing <= 0) continue;
      above.labelY = round(above.labelY - missing / 2);
      below.labelY = round(below.labelY + missing / 2);
    }
  }
}
