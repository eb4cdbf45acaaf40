import { decidedRoles, type OwnCommand } from '../domain/own-command.ts';
import type { Reason } from '../domain/reason.ts';

/** Steps of the method that a command may not allow. */
export type LeftOut = Partial<Record<'batchMomentum' | 'decay' | 'regularisation', Reason>>;

/** The stages that can't be made of a command, each with the reason: what a script doesn't take can't be tuned. */
export function leftOut(command: Pick<OwnCommand, 'template' | 'inFile' | 'schedule'>): LeftOut {
  const roles = decidedRoles(command);
  return {
    ...(!roles.has('batchSize') &&
      !roles.has('momentum') && { batchMomentum: { key: 'command.leftOut.batch', values: {} } }),
    ...(command.schedule === 'changes'
      ? { decay: { key: 'command.leftOut.schedule', values: {} } }
      : !roles.has('schedule') && { decay: { key: 'command.leftOut.decay', values: {} } }),
    regularisation: { key: 'command.leftOut.regularisation', values: {} },
  };
}
