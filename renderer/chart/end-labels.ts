import type uPlot from 'uplot';
import type { Ink } from './ink.ts';
import { type Box, spread } from './label-layout.ts';

/** Where a line ends on the canvas, and what its label says. */
export interface LineEnd {
  x: number;
  y: number;
  color: string;
  text: string;
  strong: boolean;
  /** The end lies above or below the plot: no dot there. */
  outside: boolean;
}

const GAP = 14;
const LEADER = 16;
/** Ends this near to each other share a column of labels. */
const COLUMN = 48;

/** So many labels are pushed apart; of more, only those are shown that find room where they are. */
const MOST_SPREAD = 12;

/**
 * The ends that get a label, from top to bottom: all of a few, otherwise the strong ones and what fits between them.
 * @param room the height that all labels have
 */
export function labelled(ends: readonly LineEnd[], gap: number, room = Number.POSITIVE_INFINITY): LineEnd[] {
  const sorted = [...ends].sort((a, b) => a.y - b.y);
  if (sorted.length <= MOST_SPREAD && sorted.length * gap <= room) return sorted;
  const chosen = sorted.filter(e => e.strong);
  for (const end of sorted) if (chosen.every(other => Math.abs(other.y - end.y) >= gap)) chosen.push(end);
  return chosen.sort((a, b) => a.y - b.y);
}

/**
 * Labels each line directly at its end, with a leader where the label had to move; returns the space they took.
 * @param upright where a line stands from top to bottom that no label may lie on; null: nowhere.
 * @param pill what stands before the plot at its top; null: nothing does.
 */
export function drawEndLabels(
  u: uPlot,
  ink: Ink,
  ends: readonly LineEnd[],
  upright: number | null,
  pill: Box | null,
): Box[] {
  const { ratio, palette } = ink;
  const { top, height } = u.bbox;
  const gap = GAP * ratio;
  const shown = labelled(ends, gap, height);
  const isUnderPill = pill !== null && shown.some(end => wouldMeet(end, pill, ink));
  const highest = isUnderPill ? Math.max(top, pill.top + pill.height) : top;
  const places = spread(
    shown.map(e => e.y),
    gap,
    highest + gap / 2,
    top + height - gap / 2,
  );
  for (const end of ends) if (!end.outside) ink.dot(end.x, end.y, 2.6, end.color);
  return shown.map((end, i) => {
    const y = places[i] as number;
    const inColumn = (other: LineEnd): boolean => Math.abs(other.x - end.x) < COLUMN * ratio;
    // Labels one below the other start at one place, clear of each other's dots.
    const beside = shown.filter((other, j) => inColumn(other) && Math.abs((places[j] as number) - y) < 1.5 * gap);
    const free = Math.max(...beside.map(other => other.x)) + LEADER * ratio;
    // Where the upright line would strike one label of a column, they all go beyond it.
    const longest = Math.max(...shown.filter(inColumn).map(o => ink.measure(o.text, { color: '', weight: 600 })));
    const struck = upright !== null && free - 4 * ratio < upright && upright < free + longest + 4 * ratio;
    const x = struck ? upright + 7 * ratio : free;
    ink.line(
      [
        [end.x + 4 * ratio, end.y],
        [x - 3 * ratio, y],
      ],
      `${end.color}99`,
    );
    const style = { color: palette.color[end.strong ? 'ink' : 'ink-2'], weight: end.strong ? 600 : 500 } as const;
    ink.text(end.text, x, y, style);
    const left = end.x - 5 * ratio;
    return { left, top: y - gap / 2, width: x - left + ink.measure(end.text, style), height: gap };
  });
}

/** Whether a label beside a line's end would stand where a box is from left to right. */
const wouldMeet = ({ x, text }: LineEnd, { left, width }: Box, ink: Ink): boolean =>
  x < left + width && x + LEADER * ink.ratio + ink.measure(text, { color: '', weight: 600 }) > left;
