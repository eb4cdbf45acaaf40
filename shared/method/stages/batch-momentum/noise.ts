import { errorInCommon, meanLoss } from '../../curves/dev-rows.ts';
import { type DevLevel, lowest, rowsOf } from '../dev-level.ts';
import { ASSUMED_SEED_ERROR, seedsAlone } from '../noise.ts';

/* How far two points must lie apart to be told apart by their dev losses: by the rows of dev and by seeds, what both have in common counted once. */

/**
 * A trial's lowest dev loss: smoothed where its curve is of all rows of dev. A curve of a subset is ranked by what was measured on all
 * of them, at its best evaluation or at rungs, since the subset's own low point is partly its luck.
 */
export function depthOf(level: DevLevel): number {
  const { trial, rows } = level.one;
  const measured = rows
    .filter(({ step }) => step > 0)
    .map(({ evaluation, losses }) => evaluation?.loss ?? meanLoss(losses));
  return trial.evaluatedRows === null || measured.length === 0 ? lowest(level) : Math.min(...measured);
}

export const meanOf = (levels: readonly DevLevel[]): number =>
  levels.reduce((sum, level) => sum + depthOf(level), 0) / levels.length;

/**
 * The standard error of a mean difference that comes from seeds alone, pooled over some points: half of how far two seeds disagree about it,
 * less what the rows bring along of that (`errorInCommon`), which is most of it where a network learns rows by heart. So few of them may agree
 * by chance, so that what is assumed without any counts as one more.
 */
export function seedErrorOf(others: readonly DevLevel[][], deepest: readonly DevLevel[]): number {
  const [d0 = 0, d1 = 0] = deepest.map(depthOf);
  const squares = others.map(levels => {
    const [a = 0, b = 0] = levels.map(depthOf);
    return seedsAlone((a - d0 - (b - d1)) / 2, errorInCommon(levels.map(rowsOf), deepest.map(rowsOf)));
  });
  const all = [...squares, (ASSUMED_SEED_ERROR * meanOf(deepest)) ** 2];
  return Math.sqrt(all.reduce((sum, square) => sum + square, 0) / all.length);
}
