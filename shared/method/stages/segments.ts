import type { Pace, Segment } from './stage-definition.ts';

/** Steps of all segments together. */
export const stepsIn = (segments: readonly Segment[]): number =>
  segments.flatMap(({ steps }) => steps).reduce((sum, steps) => sum + steps, 0);

/** How long the segments take, one after the other, each with so many trials side by side, in ms. */
export function timeFor(segments: readonly Segment[], parallel: number, { stepMs, startMs }: Pace): number {
  return segments.reduce((sum, { steps: segment, costs }) => {
    const lanes = Array.from({ length: Math.max(1, Math.min(parallel, segment.length)) }, () => 0);
    for (const [i, steps] of segment.entries()) {
      const next = lanes.indexOf(Math.min(...lanes));
      lanes[next] = (lanes[next] as number) + startMs + steps * stepMs * (costs?.[i] ?? 1);
    }
    return sum + Math.max(...lanes);
  }, 0);
}
