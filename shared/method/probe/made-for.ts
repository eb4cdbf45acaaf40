import type { HyperparameterSet } from '../../domain/evidence.ts';
import type { Probe } from '../../domain/probe.ts';
import { sameSettings } from '../fixed-hyperparameters.ts';

/** What decides which probe is for it. */
export interface ProbeTarget {
  /** Of the data that is trained on; null: none is known. */
  dataDigest: string | null;
  base: HyperparameterSet;
}

/**
 * The newest probe that was made for what a stage trains [B8], and for as many steps [B9]; null: there is none.
 * @param probes newest last
 */
export const probeFor = (probes: readonly Probe[], { dataDigest, base }: ProbeTarget): Probe | null =>
  probes.findLast(
    probe =>
      probe.dataDigest === dataDigest &&
      sameSettings(base as Probe['hyperparameters'], probe.hyperparameters) &&
      probe.hyperparameters.steps === base.steps,
  ) ?? null;
