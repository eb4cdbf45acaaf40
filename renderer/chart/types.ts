import type { TrialStatus } from '#shared/domain/trial.ts';
import type { Language } from '#shared/messages/text.ts';

/** One curve of a loss chart: who it is and how its trial stands. */
export interface ChartSeries {
  trialId: string;
  learningRate: number;
  status: TrialStatus;
  /** Why it ended, in a few words; null where it ended as planned, or has not. */
  endReason: string | null;
  /** step at which it diverged */
  divergedAt: number | null;
  lead: boolean;
  /** step at which it was stopped since it can't win */
  prunedAt: number | null;
  /** Out of the running, or out of date: drawn faintly. */
  quiet: boolean;
}

/** The whole panel of training-loss curves: toolbar, legend as read-out, plot. */
export interface LossChartProps {
  /** From high rate to low. */
  series: readonly ChartSeries[];
  /** Raw points live outside React; `points(trialId)` gives growing typed arrays, `subscribe` tells of new ones. */
  curves: CurveSource;
  plannedSteps: number;
  /** The loss of the best answer that ignores its inputs, e.g. ln 10; drawn as a dashed line */
  chance: { loss: number; label: string } | null;
  numSteps: { value: number; convergedAt: number } | null;
  onNumSteps(value: number): void;
  language: Language;
  title: string;
}

/** A curve's points; only the first `count` entries of each array are points, in step order. */
export interface CurvePoints {
  count: number;
  steps: Float64Array;
  loss: Float64Array;
  /** Of a curve that is thinned out: how many steps each point stands for, and their mean loss. */
  span?: Float64Array;
  level?: Float64Array;
}

/** Where a chart reads its points. */
export interface CurveSource {
  points(trialId: string): CurvePoints | null;
  subscribe(listener: () => void): () => void;
}
