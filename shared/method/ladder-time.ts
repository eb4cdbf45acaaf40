// Until the core runs stages by their definitions.
import type { MayAdd } from './ladder-moves.ts';
import { segmentsAdded } from './stages/learning-rate/workload.ts';
import type { Segment } from './stages/stage-definition.ts';

export { segmentsLeft as stretchesLeft } from './stages/learning-rate/workload.ts';
export { type Pace, stepsIn as stepsOf, timeFor } from './stages/segments.ts';
export type { Segment as Stretch } from './stages/stage-definition.ts';

export const stretchesAdded = ({ why, rungs }: MayAdd, steps: number): Segment[] =>
  segmentsAdded({ why, count: rungs }, steps);
