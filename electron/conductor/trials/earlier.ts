import { SeriesName } from '#shared/domain/metrics.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { text } from '#shared/messages/text.ts';
import type { Lent } from '../../hosts/hosts.ts';
import {
  dropCheckpoint,
  type FoundState,
  findCheckpoint,
  type KeptState,
  loadCheckpoint,
} from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { type CurveSoFar, inSlices, NO_CURVE, reaches, restoredCurve } from './curve-so-far.ts';
import { Figures } from './figures.ts';

/* Where an attempt of a trial goes on from: what the trainer keeps, its own checkpoint, or that of the trial it branches off. */

/** Where a trial goes on from. */
interface Kept {
  step: number;
  /** The checkpoint's bytes; `kept`: the trainer has the trial in its memory. */
  state: Extract<ToTrainer, { type: 'train' }>['checkpoint'];
}

/** What follows from the stored points before a step. */
interface Before {
  figures: Figures;
  curve: CurveSoFar;
}

/** The trial that another one branches off, and before which step. */
interface Trunk {
  trialId: string;
  step: number;
  /** Its points before that step are still to be copied (`copyPoints`). */
  copied: boolean;
}

/** What there is of earlier attempts, and what the points before its step say; or why a trial that had begun starts anew. */
interface Earlier extends Before {
  kept: Kept | null;
  problem: Reason | null;
  /** Null: it goes on from what is its own, or from the beginning. */
  trunk: Trunk | null;
}

/** What is looked at of an attempt that begins. */
interface Beginning {
  trial: Trial;
  home: string;
  store: Store;
  log: (line: string) => void;
  child: Pick<Lent, 'keptStep' | 'send'>;
  marks: readonly number[];
  canResume?: boolean;
}

/** What the trainer keeps, or else the last checkpoint, or else that of the trial that it branches off. */
export async function earlierOf(options: Beginning): Promise<Earlier> {
  const { trial, home, store, log, child, canResume = true } = options;
  const ofOwn = { problem: null, trunk: null };
  if (child.keptStep !== null) {
    const before = await storedBefore(child.keptStep, options);
    if (before) {
      log(`goes on from what its process keeps, before step ${child.keptStep}`);
      return { kept: { step: child.keptStep, state: 'kept' }, ...ofOwn, ...before };
    }
    child.send({ type: 'forget', trialId: trial.id } satisfies ToTrainer);
  }
  const own: FoundState = canResume
    ? await loadCheckpoint(home, trial)
    : { kept: null, problem: { key: 'reason.checkpoint.unsupported', values: {} } };
  const before = own.kept && (await storedBefore(own.kept.step, options));
  if (own.kept && before) {
    log(`goes on from its checkpoint, before step ${own.kept.step}`);
    return { kept: own.kept, ...ofOwn, ...before };
  }
  const why: Reason | null = own.kept
    ? { key: 'reason.checkpoint.points', values: { step: own.kept.step } }
    : own.problem;
  // One that had done nothing yet loses nothing.
  const { points, damaged } = await store.slice(trial.id, 'step', (trial.branch?.step ?? 0) - 1, 1);
  const problem = points.steps.length + damaged.length > 0 ? why : null;
  const branch = canResume ? await branchOff(options) : null;
  if (branch) {
    log(`branches off the trial ${branch.trunk.trialId} before step ${branch.trunk.step}`);
    return { ...branch, problem };
  }
  await dropCheckpoint(home, trial.id, ['best']);
  if (trial.branch) log('trains from its first step: there is nothing that it could branch off');
  if (problem) log(`starts from the beginning: ${text('en', problem.key, problem.values)}`);
  return { kept: null, problem, trunk: null, figures: new Figures(), curve: NO_CURVE };
}

/** Where a trial that has no checkpoint of its own branches off; null: it can't, or needn't. */
async function branchOff(options: Beginning): Promise<(Omit<Earlier, 'problem'> & { trunk: Trunk }) | null> {
  const { trial, home, store, marks } = options;
  const state = await branchState(home, store, trial);
  if (!trial.branch || !state) return null;
  const kept = { step: state.step, state: state.state };
  const own = await storedBefore(state.step, options);
  if (own) return { kept, trunk: { ...trial.branch, copied: false }, ...own };
  const figures = new Figures();
  const { trialId, step } = trial.branch;
  const curve = await restoredCurve(store, trialId, marks, step, points => figures.take([points]));
  return reaches(curve, step) ? { kept, trunk: { ...trial.branch, copied: true }, figures, curve } : null;
}

/** The checkpoint that a trial branches off, where it is there and of the same data, backend and version of the program; else null. */
export async function branchState(home: string, store: Store, trial: Trial): Promise<KeptState | null> {
  const { branch, dataDigest, backend, programVersion } = trial;
  const trunk = branch && (await store.trial(branch.trialId));
  if (!trunk) return null;
  const { kept } = await findCheckpoint(home, { ...trunk, dataDigest, backend, programVersion }, 1, branch.step);
  return kept?.step === branch.step ? kept : null;
}

/**
 * Gives a trial that branches off the points that it has in common with the other one, so that its curve is whole. Those of every step come
 * last: by them it is told whether all were copied (`reaches`).
 */
export async function copyPoints(store: Store, { trialId, step }: Trunk, { id, attempt }: Trial): Promise<void> {
  for (const series of SeriesName.options.toSorted((a, b) => Number(a === 'step') - Number(b === 'step')))
    for await (const { points } of inSlices(store, trialId, series, step))
      await store.appendPoints({ trialId: id, attempt, batches: [points] });
}

/** What a trial's stored points before a step say; null: some are missing, so there is no going on from there. */
async function storedBefore(step: number, { trial, store, marks }: Beginning): Promise<Before | null> {
  const figures = new Figures();
  const curve = await restoredCurve(store, trial.id, marks, step, points => figures.take([points]));
  for (const rows of curve.rows) figures.takeRows(rows);
  return reaches(curve, step) ? { figures, curve } : null;
}
