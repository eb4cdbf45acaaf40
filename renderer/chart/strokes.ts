import type { CurveView } from './curve-view.ts';
import type { Palette } from './palette.ts';
import type { SeriesLine } from './recorded-series.ts';
import type { ChartSeries } from './types.ts';
import type { Stroke } from './uplot-options.ts';

/** A curve's line on the plot. */
export interface DrawnLine {
  series: ChartSeries;
  line: SeriesLine;
  /** The line that is read out and marked; another one is drawn thin. */
  main: boolean;
}

/** The same with what is known of it. */
export interface LiveLine extends DrawnLine {
  view: CurveView;
}

const WIDTH = { raw: 1, muted: 1, quiet: 1.25, second: 1, plain: 1.75, lead: 2.5 };

/** A quiet curve is drawn at this share of its opacity, as is a curve's second line. */
const QUIET = 0.4;
const SECOND = 0.62;
/** One of many, beside a few strong ones. */
const MUTED = 0.45;

/** A colour with an opacity, as `#rrggbbaa`. */
export const withOpacity = (color: string, share: number): string =>
  `${color}${Math.round(255 * share)
    .toString(16)
    .padStart(2, '0')}`;

/** A raw line's opacity: fainter where many lie over each other. */
const rawShare = ({ theme }: Palette, curves: number): number =>
  (theme === 'dark' ? 0.34 : 0.3) * Math.max(0.3, Math.min(1, 10 / curves));

/** The raw line behind a smoothed one. */
export function rawStroke({ series }: DrawnLine, curves: number, palette: Palette): Stroke {
  const share = rawShare(palette, curves) * (series.muted ? 0 : series.quiet ? QUIET : 1);
  return { color: withOpacity(series.color(palette.theme), share), width: WIDTH.raw, dashed: false, dot: null };
}

/** A line itself. */
export function lineStroke({ series, main }: DrawnLine, palette: Palette): Stroke {
  const { quiet, lead, dashed, muted } = series;
  const color = series.color(palette.theme);
  const share = (muted ? MUTED : quiet ? QUIET : 1) * (main ? 1 : SECOND);
  return {
    color: share === 1 ? color : withOpacity(color, share),
    width: WIDTH[muted ? 'muted' : !main ? 'second' : quiet ? 'quiet' : lead ? 'lead' : 'plain'],
    dashed,
    dot: main && !muted ? color : null,
  };
}
