import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { MetricName, RecordedColumn } from '#shared/domain/metrics.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import type { Language } from '#shared/messages/text.ts';
import type { CurveSource } from '../client/curve-source.ts';
import type { Theme } from '../ramp.ts';

export type { CurvePoints, CurveSource } from '../client/curve-source.ts';

/** What an x axis counts. */
export type XUnit = 'steps' | 'epochs' | 'examples' | 'seconds';

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
  /** Where it is the mean of several trials, of the first of them. */
  trialId: string;
  /** The trials whose mean it is, which differ in their seed alone; none: it is one trial's own. */
  members: readonly { trialId: string; isDone: boolean }[];
  /** By which its learning rate changes; null: it is no trial's. */
  rates: Pick<Hyperparameters, 'learningRate' | 'schedule' | 'steps'> | null;
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
  /** One of many beside a few strong ones: drawn thin and grey, with neither label nor place in the legend. */
  muted: boolean;
}

/** A step that is marked on the plot: a former peak, where a decay starts. */
export interface ChartMark {
  step: number;
  label: string;
  /** From top to bottom; null: none. */
  line: 'dotted' | 'solid' | null;
  /** The trial on whose curve it stands, with a ring; null: on none. */
  trialId: string | null;
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
  onNumSteps(value: number): void;
  /** The value axis leaves the start out where that presses the rest flat, and says so. */
  cropped?: boolean;
  /** Steps that are marked; left out: none. */
  marks?: readonly ChartMark[];
  /** The curve that the pointer is near or on in the legend, by its trial; null: none. */
  onNear?(trialId: string | null): void;
  /** What it shows at first; left out: the first of the list over steps. */
  first?: { recorded: string; unit: XUnit };
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
