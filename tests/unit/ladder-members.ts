import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import {
  emptyRecord,
  type PointOrigin,
  pointOf,
  type StageRecord,
  type TrialRecord,
} from '#shared/method/stages/stage-definition.ts';

export function lossAt(t: number, from: number, to: number, constant: number, ripple = 0.01): number {
  return to + (from - to) * Math.exp(-t / constant) + ripple * Math.sin(t * 12.9898) * Math.cos(t * 78.233);
}

/** A curve that falls from `from` to `to` with a time constant, plus a small deterministic ripple as noise. */
export function curve(steps: number, from: number, to: number, constant: number, ripple = 0.01): LossCurve {
  const made = new LossCurve();
  const loss = Float64Array.from({ length: steps }, (_, t) => {
    return lossAt(t, from, to, constant, ripple);
  });
  made.push(
    Float64Array.from({ length: steps }, (_, t) => t),
    loss,
  );
  return made;
}

export function trial(learningRate: number, status: TrialStatus = 'finished', steps = 1000): Trial {
  const { base } = planLadder({ steps }, { cores: 2, defaultBackend: 'wasm' });
  return {
    id: `t${learningRate}`,
    stageId: 's',
    position: 0,
    status,
    point: pointOf({ learningRate }),
    branch: null,
    hyperparameters: { ...base, learningRate },
    backend: 'wasm',
    metric: 'accuracy',
    dataDigest: '',
    preprocessingDigest: null,
    programVersion: '0',
    attempt: 1,
    reason: null,
    note: null,
    result: null,
    logFile: '',
    createdAt: 0,
    startedAt: 0,
    endedAt: null,
  };
}

/** A trial of a ladder with its curve, as the record of its stage has it. */
export const member = (
  rate: number,
  of: LossCurve | null,
  status: TrialStatus = 'finished',
  origin: PointOrigin = 'planned',
): TrialRecord => ({
  trial: trial(rate, status),
  point: pointOf({ learningRate: rate }, origin),
  curve: of,
  evaluation: null,
  damagedFrom: null,
});

/** The record of a stage with these trials. */
export const record = (trials: readonly TrialRecord[], rest: Partial<StageRecord> = {}): StageRecord => ({
  ...emptyRecord(),
  trials,
  ...rest,
});
