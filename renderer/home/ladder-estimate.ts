import type { Machine } from '#shared/domain/machine.ts';
import { LADDER_STEPS } from '../ladder-steps.ts';

/** Rates of the ladder [L1]. */
const RATES = 6;

/**
 * How long the sample's ladder takes, in ms, from the measured step of the default backend (the same network and batch
 * size): its trials share the cores. Null: not measured.
 */
export function ladderEstimate({ backends, defaultBackend, cores }: Machine): number | null {
  const stepMs = backends.find(backend => backend.id === defaultBackend)?.stepMs ?? null;
  if (stepMs === null) return null;
  return Math.ceil(RATES / Math.min(RATES, Math.max(1, cores))) * LADDER_STEPS * stepMs;
}
