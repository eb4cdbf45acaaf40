import type { DataChoice, DatasetFacts } from '../../domain/dataset.ts';
import type { BackendId, Hyperparameters } from '../../domain/hyperparameters.ts';
import type { Machine } from '../../domain/machine.ts';
import type { PreparationCheck, PreparationMeasured } from '../../domain/preparation.ts';

/** What the checks of stage 0 are made from. */
export interface CheckInput {
  facts: DatasetFacts;
  /** What the person said about the data. */
  said: DataChoice;
  base: Omit<Hyperparameters, 'learningRate'>;
  backend: BackendId;
  machine: Pick<Machine, 'memoryBytes' | 'platform'>;
  measured: PreparationMeasured;
  /** The program's. */
  version: string;
}

/** Looks at one thing. */
export type Check = (input: CheckInput) => PreparationCheck;

/** A measured value as a sentence shows it: three significant digits. */
export function shown(value: number): number | string {
  if (Number.isFinite(value)) return Number(value.toPrecision(3));
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}
