import type { FigureChoice } from '../domain/own-command.ts';
import type { MessageKey } from '../messages/text.ts';

/** What a proof run showed: its training losses in their order, and the rates that it said it trained at. */
export interface ProofRun {
  losses: readonly number[];
  rates: readonly number[];
}

/** The runs of the proof; each is a short one, from the beginning. */
export interface Proof {
  /** As the person wrote it. */
  own: ProofRun;
  /** The same once more. */
  again: ProofRun;
  /** At `FACTOR` times the learning rate. */
  faster: ProofRun;
  /** With another seed; null: the command takes none. */
  otherSeed: ProofRun | null;
  figures: FigureChoice;
}

/** The rate is multiplied by this to see whether it is in force. */
export const FACTOR = 10;
/** A logged rate that is off by less is the asked one. */
const SAME_RATE = 0.02;

export interface ProofCheck {
  id: 'metrics' | 'dev' | 'reproducible' | 'rate' | 'loggedRate' | 'seed';
  verdict: 'passes' | 'warns' | 'stops';
  key: MessageKey;
  values: Record<string, string | number>;
}

/**
 * What the runs before a ladder say: whether the figures come, whether the same seed gives the same, and whether a learning rate that is asked
 * for is in force, which is found out here and not after a night.
 */
export function proofChecks({ own, again, faster, otherSeed, figures }: Proof): ProofCheck[] {
  const noise = distance(own, again);
  const seedNoise = otherSeed ? distance(own, otherSeed) : 0;
  const effect = distance(own, faster);
  const isReproducible = noise === 0;
  const checks: ProofCheck[] = [
    {
      id: 'metrics',
      verdict: 'passes',
      key: 'command.proof.metrics',
      values: { name: figures.loss.name, count: own.losses.length },
    },
    figures.devLoss
      ? { id: 'dev', verdict: 'passes', key: 'command.proof.dev', values: { name: figures.devLoss.name } }
      : { id: 'dev', verdict: 'warns', key: 'command.proof.noDev', values: {} },
    isReproducible
      ? { id: 'reproducible', verdict: 'passes', key: 'command.proof.reproducible', values: {} }
      : { id: 'reproducible', verdict: 'warns', key: 'command.proof.notReproducible', values: {} },
  ];
  // One that gives the same each time shows any effect; else it must be beyond what comes by itself.
  const hasEffect = effect > 2 * noise;
  checks.push({
    id: 'rate',
    verdict: hasEffect ? 'passes' : 'stops',
    key: hasEffect ? 'command.proof.rate' : 'command.proof.noEffect',
    values: { factor: FACTOR },
  });
  const logged = loggedFactor(own, faster);
  if (logged !== null) {
    const isAsked = Math.abs(logged / FACTOR - 1) <= SAME_RATE;
    checks.push({
      id: 'loggedRate',
      verdict: isAsked ? 'passes' : 'stops',
      key: isAsked ? 'command.proof.loggedRate' : 'command.proof.otherRate',
      values: { factor: FACTOR, logged: Number(logged.toPrecision(3)) },
    });
  }
  if (otherSeed)
    checks.push(
      seedNoise > 0
        ? {
            id: 'seed',
            verdict: 'passes',
            key: 'command.proof.seed',
            values: { noise: Number(seedNoise.toPrecision(2)) },
          }
        : { id: 'seed', verdict: 'warns', key: 'command.proof.noSeed', values: {} },
    );
  return checks;
}

/** The mean difference of two runs' losses over what both have; one that isn't finite is as far off as can be. */
function distance({ losses: a }: ProofRun, { losses: b }: ProofRun): number {
  const count = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const [one, other] = [a[i] as number, b[i] as number];
    if (Object.is(one, other)) continue;
    const off = Math.abs(one - other);
    if (!Number.isFinite(off)) return Number.POSITIVE_INFINITY;
    sum += off;
  }
  return count === 0 ? 0 : sum / count;
}

/** By how much the highest logged rate grew, over what both runs have (a warm-up begins low in both); null: none was logged. */
function loggedFactor({ rates: own }: ProofRun, { rates: faster }: ProofRun): number | null {
  const count = Math.min(own.length, faster.length);
  const highest = (rates: readonly number[]) => Math.max(...rates.slice(0, count).filter(Number.isFinite));
  return count === 0 || !(highest(own) > 0) ? null : highest(faster) / highest(own);
}
