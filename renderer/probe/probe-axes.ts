import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { TARGET_RATIO } from '#shared/method/probe/answer.ts';
import type { Range } from '../chart/scales.ts';

/** Decades left free on either side of what is drawn. */
const MARGIN = 0.25;

/** Ratios beyond this say no more than that they are beyond; they are drawn at the edge. */
const SHOWN_RATIOS: Range = [1e-7, 10];

/** The rates of all rounds and the estimate, with a margin. */
export const rateAxis = ({ rounds, learningRate }: Pick<ProbeAnswer, 'rounds' | 'learningRate'>): Range =>
  around([...rounds.map(round => round.learningRate), learningRate]);

/** The ratios of all rounds, the band and the target, with a margin. */
export const ratioAxis = ({ rounds, ratioRule }: Pick<ProbeAnswer, 'rounds' | 'ratioRule'>): Range =>
  around([
    ...rounds.flatMap(({ ratio }) => (canBePlaced(ratio) ? [shownRatio(ratio)] : [])),
    ...ratioRule.band,
    TARGET_RATIO,
  ]);

function around(values: readonly number[]): Range {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [low / 10 ** MARGIN, high * 10 ** MARGIN];
}

/** Whether a ratio has a place on a logarithmic axis. */
export const canBePlaced = (ratio: number): boolean => Number.isFinite(ratio) && ratio > 0;

/** Where a ratio is drawn. */
export const shownRatio = (ratio: number): number => Math.min(SHOWN_RATIOS[1], Math.max(SHOWN_RATIOS[0], ratio));

/** Powers of ten within a range: all of them, or every second, third …, so that there are `most` at most. */
export function decades([from, to]: Range, most: number): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  const every = Math.ceil((last - first + 1) / most);
  const powers: number[] = [];
  for (let e = first; e <= last; e += every) powers.push(Number(`1e${e}`));
  return powers;
}

/**
 * Where a rate that was not tried itself lies on the lines between those that were: the ratio between its neighbours in the
 * longest round that has one on either side; null where none has.
 */
export function ratioBetween(rounds: ProbeAnswer['rounds'], learningRate: number): number | null {
  for (const number of [3, 2, 1]) {
    const round = rounds.filter(({ round, ratio }) => round === number && canBePlaced(ratio));
    const below = round.filter(at => at.learningRate <= learningRate).at(-1);
    const above = round.find(at => at.learningRate >= learningRate);
    if (!below || !above) continue;
    const span = Math.log(above.learningRate / below.learningRate);
    const share = span === 0 ? 0 : Math.log(learningRate / below.learningRate) / span;
    return below.ratio * (above.ratio / below.ratio) ** share;
  }
  return null;
}
