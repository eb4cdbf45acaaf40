import type { Probe } from '#shared/domain/probe.ts';
import type { StagePlan } from '#shared/domain/project.ts';
import { sameSettings } from '#shared/method/fixed-hyperparameters.ts';

/** A probe that is shown, and whether it is for what is on the page. */
export interface ShownProbe {
  probe: Probe;
  madeFor: 'this' | 'otherSteps' | 'otherSettings' | 'otherData';
}

/** What decides what a probe is for. */
export interface ProbeTarget {
  /** Of the project's data as it is now; null: none is known. */
  dataDigest: string | null;
  /** Of the ladder that is shown, or that would be started. */
  base: StagePlan['base'];
}

/**
 * The newest probe that was made for the target, else the newest at all; null without any.
 * @param probes newest last
 */
export function shownProbe(probes: readonly Probe[], target: ProbeTarget): ShownProbe | null {
  const fitting = probes.findLast(
    probe => sameData(probe, target) && sameSettings(target.base, probe.hyperparameters) && sameSteps(probe, target),
  );
  if (fitting) return { probe: fitting, madeFor: 'this' };
  const probe = probes.at(-1);
  if (probe === undefined) return null;
  if (!sameData(probe, target)) return { probe, madeFor: 'otherData' };
  return { probe, madeFor: sameSettings(target.base, probe.hyperparameters) ? 'otherSteps' : 'otherSettings' };
}

const sameData = (probe: Probe, { dataDigest }: ProbeTarget): boolean => probe.dataDigest === dataDigest;

/** The best rate depends on how long it trains [B9]. */
const sameSteps = ({ hyperparameters }: Probe, { base }: ProbeTarget): boolean => hyperparameters.steps === base.steps;
