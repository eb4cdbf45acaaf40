/** A rectangle on the canvas, in one unit throughout. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Moves labels apart along one axis: at least `gap` between neighbours, all between `top` and `bottom`, as near to where
 * they want to be as that allows (least squares: isotonic regression by pooling neighbours that collide).
 * @param wanted ascending places. They must fit: (n − 1) · gap ≤ bottom − top.
 */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const pools: { sum: number; size: number }[] = [];
  for (const [i, place] of wanted.entries()) {
    let pool = { sum: place - i * gap, size: 1 };
    for (let before = pools.at(-1); before && before.sum / before.size > pool.sum / pool.size; before = pools.at(-1)) {
      pools.pop();
      pool = { sum: before.sum + pool.sum, size: before.size + pool.size };
    }
    pools.push(pool);
  }
  const latest = bottom - (wanted.length - 1) * gap;
  const free = pools.flatMap(({ sum, size }) =>
    new Array<number>(size).fill(Math.min(Math.max(sum / size, top), latest)),
  );
  return free.map((place, i) => place + i * gap);
}

/** Whether two boxes share any place. */
export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

/** The box moved down until it meets none of those taken. */
export function below(box: Box, taken: readonly Box[]): Box {
  let moved = box;
  for (let hit = taken.find(t => overlap(moved, t)); hit; hit = taken.find(t => overlap(moved, t))) {
    moved = { ...moved, top: hit.top + hit.height };
  }
  return moved;
}

/** The first of the boxes that meets none of those taken; the very first where each does. */
export const firstFree = (wanted: readonly [Box, ...Box[]], taken: readonly Box[]): Box =>
  wanted.find(box => !taken.some(other => overlap(box, other))) ?? wanted[0];
