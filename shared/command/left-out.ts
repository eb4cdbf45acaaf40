import { decidedRoles, type OwnCommand, type Role } from '../domain/own-command.ts';
import type { Reason } from '../domain/reason.ts';
import { placeholderOf } from './roles.ts';
import { takesSchedule } from './schedule.ts';

/** Steps of the method that a command may not allow. */
export type LeftOut = Partial<Record<'batchMomentum' | 'decay' | 'regularisation' | 'finalRuns', Reason>>;

/** What of a command is looked at to know what it allows. */
type Known = Pick<OwnCommand, 'template' | 'inFile' | 'schedule' | 'figures' | 'proof' | 'followsSchedule'>;

/** The stages that can't be made of a command, each with the reason: what a script doesn't take can't be tuned. */
export function leftOut(command: Known): LeftOut {
  const [batchMomentum, decay, finalRuns] = [whyNoBatchMomentum(command), whyNoDecay(command), whyNoPairs(command)];
  return {
    ...(batchMomentum && { batchMomentum: because(batchMomentum) }),
    ...(decay && { decay: because(decay) }),
    regularisation: because('command.leftOut.regularisation'),
    ...(finalRuns && { finalRuns: because(finalRuns) }),
  };
}

/** @param key of a sentence that may name what a person may write where the seed goes */
const because = (key: Reason['key']): Reason => ({
  key,
  values: key === 'command.leftOut.noSeed' ? { seed: placeholderOf('seed') ?? '' } : {},
});

function whyNoBatchMomentum(command: Known): Reason['key'] | null {
  if (!TUNED.some(role => tuned(command).has(role)))
    return decidedRoles(command).has('batchSize') ? 'command.leftOut.reports' : 'command.leftOut.batch';
  return command.figures.devLoss ? null : 'command.leftOut.noDev';
}

function whyNoDecay(command: Known): Reason['key'] | null {
  if (command.schedule === 'changes') return 'command.leftOut.schedule';
  return takesSchedule(command) === null ? 'command.leftOut.decay' : whyNoPairs(command);
}

/** Why runs of it can't be compared in pairs of one seed. */
function whyNoPairs(command: Known): Reason['key'] | null {
  if (!command.figures.devLoss) return 'command.leftOut.noDev';
  if (!decidedRoles(command).has('seed')) return 'command.leftOut.noSeed';
  // From another seed it is the same run once more, so that pairs would hide all noise instead of measuring it.
  return hasIdleSeed(command) ? 'command.leftOut.idleSeed' : null;
}

/** Whether its proof showed that another seed changes nothing. */
export const hasIdleSeed = ({ proof = [] }: Pick<OwnCommand, 'proof'>): boolean =>
  proof.some(({ id, verdict }) => id === 'seed' && verdict === 'warns');

const TUNED = ['batchSize', 'momentum'] as const satisfies readonly Role[];

/**
 * What a stage of batch size and momentum may vary of a command: what it takes, and the batch size only where it is known how many steps are as many
 * examples [S7]; of one that reports its loss now and then, without a step, it is not.
 */
export function tuned(command: Pick<OwnCommand, 'template' | 'inFile' | 'figures'>): Set<(typeof TUNED)[number]> {
  const roles = decidedRoles(command);
  return new Set(TUNED.filter(role => roles.has(role) && (role !== 'batchSize' || command.figures.unit !== 'report')));
}
