import type uPlot from 'uplot';
import type { Ink } from '../../chart/ink.ts';
import { type Box, firstFree, overlap } from '../../chart/label-layout.ts';
import type { ScheduleModel } from './schedule-model.ts';

const LABEL_SIZE = 11.5;
/** Where a curve may be named, as shares of its evaluations, the best place first. */
const LABEL_PLACES = [0.8, 0.72, 0.88, 0.64, 0.95, 0.56];

interface LabelScene {
  model: ScheduleModel;
  /** Of the plot's height, how much the dev curves take. */
  devShare: number;
  /** Curves begin outside of the axis. */
  isCropped: boolean;
}

/** What is named on the chart of schedules: peaks with their rings, runs, starts; a name that finds no free place is left out. */
export function drawLabels(u: uPlot, ink: Ink, { model, devShare, isCropped }: LabelScene): void {
  const { color, theme } = ink.palette;
  const { left, top, width, height } = u.bbox;
  const px = ink.ratio;
  const taken: Box[] = [];
  const write = (text: string, places: readonly [number, number][], tone: string): void => {
    const style = { color: tone, size: LABEL_SIZE };
    const extent = { width: ink.measure(text, style), height: 15 * px };
    const boxes = places.map(([cx, cy]) => ({
      ...extent,
      left: Math.min(left + width - extent.width - 2 * px, Math.max(left + 2 * px, cx)),
      top: cy - extent.height / 2,
    })) as [Box, ...Box[]];
    const box = firstFree(boxes, taken);
    if (taken.some(other => overlap(box, other))) return;
    taken.push(box);
    ink.text(text, box.left, box.top + box.height / 2, style);
  };
  const besides = (text: string, x: number, y: number): [number, number][] => {
    const long = ink.measure(text, { color: color.ink, size: LABEL_SIZE });
    return [
      [x - long / 2, y - 15 * px],
      [x + 10 * px, y - 12 * px],
      [x - long / 2, y + 17 * px],
      [x - long - 9 * px, y + 16 * px],
      [x + 9 * px, y + 16 * px],
      [x - long - 9 * px, y - 12 * px],
    ];
  };
  for (const { peak, color: own } of model.bands) {
    if (peak === null) continue;
    const [x, y] = [u.valToPos(peak.step, 'x', true), u.valToPos(peak.value, 'y', true)];
    if (y > top + height * (devShare + 0.02) || y < top - 8 * px) continue;
    ink.ring(x, y, 4.6, own?.(theme) ?? color['ink-2']);
    taken.push({ left: x - 7 * px, top: y - 7 * px, width: 14 * px, height: 14 * px });
  }
  for (const { peak } of model.bands) {
    if (peak === null) continue;
    const [x, y] = [u.valToPos(peak.step, 'x', true), u.valToPos(peak.value, 'y', true)];
    write(peak.label, besides(peak.label, x, y), color.ink);
  }
  if (model.bands.length > 1) {
    const highest = [...model.bands].sort((a, b) => (b.band.mean.at(-1) ?? 0) - (a.band.mean.at(-1) ?? 0))[0];
    for (const drawn of model.bands) {
      const { band, label, color: own } = drawn;
      // The highest is named above its band, the others below theirs.
      const [values, off] = drawn === highest ? [band.high, -11 * px] : [band.low, 12 * px];
      const long = ink.measure(label, { color: color.ink, size: LABEL_SIZE });
      const places = LABEL_PLACES.flatMap((place): [number, number][] => {
        const at = Math.floor(place * (band.steps.length - 1));
        const [step, value] = [band.steps[at], values[at]];
        if (step === undefined || value === undefined) return [];
        return [[u.valToPos(step, 'x', true) - long / 2, u.valToPos(value, 'y', true) + off]];
      });
      if (places.length > 0) write(label, places, own?.(theme) ?? color['ink-2']);
    }
  }
  if (model.start !== null) {
    const x = u.valToPos(model.start.step, 'x', true);
    const y = u.valToPos(model.learningRate, 'rate', true);
    ink.line(
      [
        [x, y],
        [x, top + height],
      ],
      color.ink,
      1.5,
    );
    ink.dot(x, y, 4.5, color.ink);
    const long = ink.measure(model.start.label, { color: color.ink, size: LABEL_SIZE });
    const places: [number, number][] = [
      [x - long - 8 * px, y + 13 * px],
      [x + 8 * px, y - 11 * px],
    ];
    write(model.start.label, places, color.ink);
  }
  if (model.wantedStart !== null) {
    const x = u.valToPos(model.wantedStart.step, 'x', true);
    const y = u.valToPos(0, 'rate', true);
    ink.line(
      [
        [x, y - 9 * px],
        [x, y],
      ],
      color['ink-2'],
      1.5,
    );
    const long = ink.measure(model.wantedStart.label, { color: color['ink-2'], size: LABEL_SIZE });
    const places: [number, number][] = [
      [x - long - 5 * px, y - 11 * px],
      [x + 5 * px, y - 11 * px],
      [x - long / 2, y - 20 * px],
    ];
    write(model.wantedStart.label, places, color['ink-2']);
  }
  write(model.words.rate, [[left + 8 * px, u.valToPos(0, 'rate', true) - 11 * px]], color.preview);
  if (isCropped) write(model.words.cropped, [[left + 6 * px, top + height * (devShare + 0.03)]], color['ink-3']);
}
