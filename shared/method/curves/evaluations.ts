/** From one evaluation to the next, at first. */
const GROWTH = 1.15;
/** So many parts of the run lie between evaluations later on. */
const PARTS = 50;

/** Steps (updates done) at which dev is evaluated: geometric up to T/50, then every T/50, and at the end. The same for all candidates. */
export function evaluationSteps(steps: number): number[] {
  const every = Math.max(1, steps / PARTS);
  const found = [0];
  for (let at = 1; at < every; at = Math.max(at + 1, Math.ceil(at * GROWTH))) found.push(at);
  for (let part = 1; part <= PARTS; part++) {
    const at = Math.min(steps, Math.round(part * every));
    if (at > (found.at(-1) as number)) found.push(at);
  }
  return found;
}

/** Weights of an evaluation and its two neighbours in its smoothed value. */
const [OWN, BESIDE] = [0.5, 0.25];

/** `[evaluations]`: each with its neighbours, ¼, ½, ¼; at an end (or beside a value that is none) those that there are, weighted up. */
export function smoothedEvaluations(values: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => {
    const own = values[i] as number;
    if (!Number.isFinite(own)) return Number.NaN;
    let [sum, weight] = [OWN * own, OWN];
    for (const beside of [values[i - 1], values[i + 1]])
      if (beside !== undefined && Number.isFinite(beside)) {
        sum += BESIDE * beside;
        weight += BESIDE;
      }
    return sum / weight;
  });
}

/** Which evaluation has the lowest smoothed loss, the first of equal ones; −1: none is finite. */
export function bestEvaluation(losses: ArrayLike<number>): number {
  return lowestOf(smoothedEvaluations(losses));
}

/** Where the lowest finite value stands, the first of equal ones; −1: none is finite. */
export function lowestOf(values: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isFinite(value) && (best < 0 || value < (values[best] as number))) best = i;
  }
  return best;
}
