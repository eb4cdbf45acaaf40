import type { FigureChoice, ProofCheck, SeenSchedule } from '../domain/own-command.ts';
import { placeholderOf } from './roles.ts';

/** What a proof run showed: its training losses in their order, and the rates that it said it trained at. */
export interface ProofRun {
  losses: readonly number[];
  rates: readonly number[];
}

/** Losses of a run that was killed and went on from its checkpoint, from there on, and those of one without a break at the same steps. */
export interface ResumedRun {
  whole: readonly number[];
  resumed: readonly number[];
}

/** The runs of the proof; each is a short one, from the beginning. */
export interface Proof {
  /** As the person wrote it. */
  own: ProofRun;
  /** The same once more. */
  again: ProofRun;
  /** At `FACTOR` times the learning rate. */
  faster: ProofRun;
  /** With two other seeds, so that there are three; of a command that takes none: one run more, so that there are three of those. */
  others: readonly ProofRun[];
  hasSeed: boolean;
  /** Its place for a checkpoint to go on from. */
  hasResume: boolean;
  /** Null: it has no such place, or no checkpoint came. */
  resumed: ResumedRun | null;
  figures: FigureChoice;
  /** What the logged rate of a run does. */
  schedule: SeenSchedule | undefined;
  /** The most memory that a run had, in bytes; null: not known. */
  memoryBytes: number | null;
}

/** The rate is multiplied by this to see whether it is in force. */
export const FACTOR = 10;
/** A logged rate that is off by less is the asked one. */
const SAME_RATE = 0.02;

const check = (
  id: ProofCheck['id'],
  verdict: ProofCheck['verdict'],
  key: ProofCheck['key'],
  values: ProofCheck['values'] = {},
): ProofCheck => ({ id, verdict, key, values });

/**
 * What the runs before a ladder say: whether the figures come, whether the same seed gives the same, how much seeds differ, and whether a
 * learning rate that is asked for is in force, which is found out here and not after a night.
 */
export function proofChecks(proof: Proof): ProofCheck[] {
  const { own, again, faster, others, hasSeed, figures, schedule, memoryBytes } = proof;
  // Of one that takes no seed, all runs but the faster one are the same one.
  const noise = hasSeed ? distance(own, again) : spread([own, again, ...others]);
  const logged = loggedFactor(own, faster);
  const { devLoss, loss } = figures;
  // One that gives the same each time shows any effect; else it must be beyond what comes by itself.
  const hasEffect = distance(own, faster) > 2 * noise;
  const isAsked = logged === null || Math.abs(logged / FACTOR - 1) <= SAME_RATE;
  return [
    check('metrics', 'passes', 'command.proof.metrics', { name: loss.name, count: own.losses.length }),
    devCheck(devLoss),
    noise === 0
      ? check('reproducible', 'passes', 'command.proof.reproducible')
      : check('reproducible', 'warns', 'command.proof.notReproducible', { noise: short(noise) }),
    ...(hasSeed ? [seedCheck(spread([own, ...others]))] : [check('seed', 'open', 'command.proof.takesNoSeed')]),
    check('rate', hasEffect ? 'passes' : 'stops', hasEffect ? 'command.proof.rate' : 'command.proof.noEffect', {
      factor: FACTOR,
    }),
    ...(logged === null
      ? []
      : [
          check(
            'loggedRate',
            isAsked ? 'passes' : 'stops',
            isAsked ? 'command.proof.loggedRate' : 'command.proof.otherRate',
            { factor: FACTOR, logged: short(logged) },
          ),
        ]),
    ...(schedule === 'changes' ? [check('schedule', 'warns', 'command.proof.schedule')] : []),
    ...(memoryBytes === null
      ? []
      : [check('memory', 'passes', 'command.proof.memory', { memory: Math.round(memoryBytes / 1e6) })]),
    check('end', 'passes', 'command.proof.end'),
    resumeCheck(proof, noise),
  ];
}

/** Scripts often have no dev part and look at their test part while they train: what chooses is no test any more. */
function devCheck(devLoss: FigureChoice['devLoss']): ProofCheck {
  if (!devLoss) return check('dev', 'warns', 'command.proof.noDev');
  const { name } = devLoss;
  return /(^|[^a-z])test/i.test(name)
    ? check('dev', 'warns', 'command.proof.devIsTest', { name })
    : check('dev', 'passes', 'command.proof.dev', { name });
}

/** Killed and gone on with it must come to the same curve, as far as the same run twice does. */
function resumeCheck({ hasResume, resumed }: Proof, noise: number): ProofCheck {
  if (!hasResume) return check('resume', 'open', 'command.proof.noResume', { resume: placeholderOf('resume') ?? '' });
  if (!resumed) return check('resume', 'open', 'command.proof.resumeUntried');
  const [whole, again] = [resumed.whole, resumed.resumed].map((losses): ProofRun => ({ losses, rates: [] })) as [
    ProofRun,
    ProofRun,
  ];
  const off = distance(whole, again);
  return off <= 2 * noise
    ? check('resume', 'passes', 'command.proof.resumes', { count: resumed.whole.length })
    : check('resume', 'warns', 'command.proof.resumesOther', { noise: short(off) });
}

const seedCheck = (noise: number): ProofCheck =>
  noise > 0
    ? check('seed', 'passes', 'command.proof.seed', { noise: short(noise) })
    : check('seed', 'warns', 'command.proof.noSeed');

const short = (value: number): number => Number(value.toPrecision(2));

/** The mean distance between any two of some runs. */
function spread(runs: readonly ProofRun[]): number {
  const pairs = runs.flatMap((one, i) => runs.slice(i + 1).map(other => distance(one, other)));
  return pairs.length === 0 ? 0 : pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
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
