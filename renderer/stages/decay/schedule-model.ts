import type { Schedule } from '#shared/domain/schedule.ts';
import type { Theme } from '../../ramp.ts';
import type { DevBand } from './dev-band.ts';

/** Runs on the chart that differ in their seed alone. */
export interface DrawnBand {
  id: string;
  label: string;
  /** Null: in ink. */
  color: ((theme: Theme) => string) | null;
  band: DevBand;
  /** What they were trained by, where that is not told beside. */
  schedule: Schedule | null;
  /** Where it was best; null: nothing was evaluated. `label`: what stands beside it. */
  peak: { step: number; value: number; label: string } | null;
}

/** A schedule on the chart. */
export interface DrawnSchedule {
  id: string;
  label: string;
  schedule: Schedule;
  /** It was run: the curve of its runs tells of it. */
  isRun: boolean;
  /** Null: the one that is being drawn, in the colour of previews. */
  color: ((theme: Theme) => string) | null;
}

/** What the chart shows: dev curves above, rates below, over the same steps. */
export interface ScheduleModel {
  /** lr0 and T. */
  learningRate: number;
  steps: number;
  bands: readonly DrawnBand[];
  /** The one that is being drawn comes last. */
  schedules: readonly DrawnSchedule[];
  /** The step of the peak that the checks are about; null: none is known. */
  formerPeak: number | null;
  /** 0.9 of that step, where D3 has a decay start, and what it is called; null: none is known, or the schedule starts there. */
  wantedStart: { step: number; label: string } | null;
  /** What was run is out of date, so its curves are faint. */
  faint: boolean;
  /** The step of the first drop of the schedule that is drawn, and what it is called; null: it has none. */
  start: { step: number; label: string } | null;
  /** No dev value can be larger; null: any can. */
  most: number | null;
  stepTick(step: number): string;
  valueTick(value: number): string;
  words: { cropped: string; rate: string };
}
