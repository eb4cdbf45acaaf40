import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { formatCount, formatRate, formatSchedule } from './format.ts';
import { say } from './say.ts';

/** What a trial is called in a line of text, whatever its stage: by what its point sets, as `learning rate 0.1, seed 2`. */
export function trialName({ point: { set }, hyperparameters: { learningRate } }: Trial): string {
  const { schedule, seed } = set;
  // Where schedules are compared the whole one would be too long a name.
  if (schedule) return say('cli.decay.trial', { kind: say(`schedule.kind.${schedule.kind}`), seed: seed ?? 0 });
  return setName(Object.keys(set).length > 0 ? set : { learningRate });
}

/** Hyperparameters with their values: `batch size 64, momentum 0.9`. */
export const setName = (set: HyperparameterSet): string =>
  (Object.keys(set) as (keyof HyperparameterSet)[])
    .filter(name => set[name] !== undefined)
    .map(name => say('stage.setting', { name: say(`hyperparameter.${name}`), value: valueText(set[name]) }))
    .join(say('cli.data.list'));

function valueText(value: HyperparameterSet[keyof HyperparameterSet]): string {
  if (typeof value === 'number') return Number.isInteger(value) ? formatCount(value) : formatRate(value);
  if (Array.isArray(value)) return value.join('-');
  return typeof value === 'object' && value !== null ? formatSchedule(value) : String(value);
}
