import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { formatCount, formatRate, formatSchedule } from './format.ts';
import { say } from './say.ts';

type Name = keyof HyperparameterSet;

/** What mostly follows from the rest of a point, so that it is told only where trials can't be told apart without it. */
const FOLLOWS: readonly Name[] = ['steps', 'evalEvery', 'optimizer'];

/**
 * What a trial is called in a line of text, whatever its stage: by what the points of its stage differ in, as `batch size 32, momentum 0.9`.
 * @param trials all of its stage
 */
export function trialName(trial: Trial, trials: readonly Trial[]): string {
  const all = trials.map(({ point }) => point.set);
  const { set } = trial.point;
  // Where schedules are compared the whole one would be too long a name.
  if (set.schedule)
    return say('cli.decay.trial', { kind: say(`schedule.kind.${set.schedule.kind}`), seed: set.seed ?? 0 });
  const names = (Object.keys(set) as Name[]).filter(name => all.length < 2 || all.some(one => one[name] !== set[name]));
  const short = names.filter(name => !FOLLOWS.includes(name));
  const isAlone = all.filter(one => short.every(name => one[name] === set[name])).length < 2;
  const told = isAlone && short.length > 0 ? short : names;
  if (told.length === 0) return setName({ learningRate: trial.hyperparameters.learningRate });
  return setName(Object.fromEntries(told.map(name => [name, set[name]])));
}

/** Hyperparameters with their values: `batch size 64, momentum 0.9`. */
export const setName = (set: HyperparameterSet): string =>
  (Object.keys(set) as Name[])
    .filter(name => set[name] !== undefined)
    .map(name => say('stage.setting', { name: say(`hyperparameter.${name}`), value: valueText(set[name]) }))
    .join(say('cli.data.list'));

function valueText(value: HyperparameterSet[Name]): string {
  if (typeof value === 'number') return Number.isInteger(value) ? formatCount(value) : formatRate(value);
  if (Array.isArray(value)) return value.join('-');
  return typeof value === 'object' && value !== null ? formatSchedule(value) : String(value);
}
