import type { HyperparameterSet } from '../domain/evidence.ts';
import type { Hyperparameters } from '../domain/hyperparameters.ts';
import { decidedRoles, type OwnCommand } from '../domain/own-command.ts';
import { scheduleName, takesSchedule } from './schedule.ts';
import { type RoleValues, writtenFor } from './template.ts';

/** What of a trial decides a run of a command. */
type Asked = Pick<Hyperparameters, 'learningRate' | 'batchSize' | 'momentum' | 'seed' | 'steps' | 'schedule'>;

type Known = Pick<OwnCommand, 'template' | 'inFile' | 'figures' | 'stepsPerCount' | 'followsSchedule'>;

/** The values that a trial's run is started with, by the roles that the command has. */
export function runValues(command: Known, hyperparameters: Asked): RoleValues {
  const { learningRate, batchSize, momentum, seed, schedule } = hyperparameters;
  const length = lengthOf(command, hyperparameters);
  const name = scheduleName(command, schedule);
  return {
    ...{ learningRate, batchSize, momentum, seed, steps: length, epochs: length },
    ...(name !== undefined && { schedule: name }),
  };
}

/**
 * How long a run is, as its flag counts it. An epoch is fewer steps at a larger batch size, so that as many steps are more epochs [S7]; half a step is
 * what rounding to whole steps may have added, which begins no further epoch.
 */
const lengthOf = (command: Known, asked: Asked): number =>
  Math.max(1, Math.ceil((asked.steps - 0.5) / stepsPerCount(command, asked)));

function stepsPerCount(command: Known, { batchSize }: Pick<Asked, 'batchSize'>): number {
  const own = Number(writtenBatch(command));
  const isByEpochs = !decidedRoles(command).has('steps') && command.figures.unit === 'step' && own > 0;
  return isByEpochs ? (command.stepsPerCount * own) / batchSize : command.stepsPerCount;
}

/**
 * After how many steps a run ends: `byItself` where its length is a part of the command, so that it is ended only if it goes on past that; else it is
 * ended there.
 */
export function expectedSteps(command: Known, asked: Asked): { steps: number; byItself: boolean } {
  const roles = decidedRoles(command);
  const byItself = roles.has('steps') || roles.has('epochs');
  if (!byItself) return { steps: asked.steps, byItself };
  // Scripts count one more or less: from 0 to N, and where an epoch has a last batch that is not full, one more for each.
  const [count, each] = [lengthOf(command, asked), stepsPerCount(command, asked)];
  const most = roles.has('steps') ? count * each + 1 : count * (each + 1);
  return { steps: Math.max(asked.steps, Math.ceil(most)), byItself };
}

/** What of a trial's hyperparameters a command takes; its network and its optimizer are its own. */
export function takenFrom(command: Known, { steps, schedule, ...set }: HyperparameterSet): HyperparameterSet {
  const roles = decidedRoles(command);
  const own = (['learningRate', 'batchSize', 'momentum'] as const).filter(
    role => set[role] !== undefined && roles.has(role),
  );
  return {
    ...Object.fromEntries(own.map(role => [role, set[role]])),
    ...(steps !== undefined && { steps }),
    ...(schedule && takesSchedule(command) && { schedule }),
  };
}

const writtenBatch = ({ template, inFile = [] }: Pick<OwnCommand, 'template' | 'inFile'>): string | null =>
  writtenFor(template, 'batchSize') ?? inFile.find(({ role }) => role === 'batchSize')?.written ?? null;

/** What `DESCENT_PARAMS` holds: the values, and for a script that follows it the schedule over so many steps. */
export function paramsOf(command: Known, hyperparameters: Asked): object {
  const isFollowed = takesSchedule(command) === 'params';
  const { schedule, steps } = hyperparameters;
  return { ...runValues(command, hyperparameters), ...(isFollowed && { schedule, scheduleSteps: steps }) };
}
