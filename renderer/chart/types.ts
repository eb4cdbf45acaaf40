import type { MetricName, RecordedColumn } from '#shared/domain/metrics.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import type { Language } from '#shared/messages/text.ts';
import type { CurveSource } from '../client/curve-source.ts';
import type { Theme } from '../ramp.ts';

export type { CurvePoints, CurveSource } from '../client/curve-source.ts';

/** One curve of a chart: what it is called, its colour, which series it draws, and how its trial stands. */
export interface ChartSeries {
  /** Of its trial; where a chart shows one trial's layers, of its parameter. */
  id: string;
  /** As a person reads it: a learning rate, a layer. */
  label: string;
  /** The same for a file: `lr=0.1`. */
  name: string;
  /** `#rrggbb`; it never changes between views. */
  color(theme: Theme): string;
  /** The column that it draws where the recorded series that is shown names none. */
  series: RecordedColumn | null;
  /** The second of two curves of one colour. */
  dashed: boolean;
  trialId: string;
  /** Examples that one step takes: the batch size. */
  examplesPerStep: number;
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

/** The whole panel of a stage's curves: toolbar with the choice of series, legend as read-out, plot. */
export interface StageChartProps {
  /** A curve a trial, from high rate to low. */
  series: readonly ChartSeries[];
  curves: CurveSource;
  plannedSteps: number;
  /** Dev is evaluated every so many steps; null: by the schedule. */
  evalEvery: number | null;
  facts: ChartFacts;
  /** The loss of the best answer that ignores its inputs, e.g. ln 10; drawn as a dashed line */
  chance: { loss: number; label: string } | null;
  numSteps: { value: number; convergedAt: number; overfits?: boolean } | null;
  /** What it shows until a person chooses, by its id (`RECORDED_SERIES`); left out: the first. */
  opens?: string | undefined;
  onNumSteps(value: number): void;
  language: Language;
}

/** What a chart has to know of the data and the network that its trials were trained with. */
export interface ChartFacts {
  metric: MetricName;
  /** Rows of an epoch; null: the project has other data by now. */
  trainRows: number | null;
  /** The network's parameters, the input's side first; null: as above. */
  parameters: readonly { name: string; isBias: boolean }[] | null;
  /** Healthy update ratios [B7], from and to. */
  healthy: readonly [number, number];
}
