import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { armOf, FINAL_PAIR } from '#shared/method/stages/final-runs/runs.ts';
import { formatCount, formatOptimizer, formatRate, formatSchedule } from './format.ts';
import { say } from './say.ts';

type Name = keyof HyperparameterSet;

/** What mostly follows from the rest of a point, so that it is told only where trials can't be told apart without it. */
const FOLLOWS: readonly Name[] = ['steps', 'evalEvery', 'optimizer'];

/** In which order a point's settings are told; what is not in it comes last. */
const ORDER: readonly Name[] = ['optimizer', 'batchSize', 'momentum', 'learningRate', 'steps', 'seed'];
const placeOf = (name: Name): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/**
 * What a trial is called in a line of text, whatever its stage: by what the points of its stage differ in, as `batch size 32, momentum 0.9`.
 * @param trials all of its stage
 */
export function trialName(trial: Trial, trials: readonly Trial[]): string {
  const all = trials.map(({ point }) => point.set);
  const { set } = trial.point;
  if (trial.point.pair === FINAL_PAIR) {
    const arm = say(`cli.final.${armOf(trial.point)}`);
    const { fold } = trial.point;
    return fold === undefined
      ? say('cli.final.trial', { arm, seed: set.seed ?? 0 })
      : say('finalPage.arm.fold', { arm, fold: fold + 1 });
  }
  // Where schedules are compared the whole one would be too long a name.
  if (set.schedule)
    return say('cli.decay.trial', { kind: say(`schedule.kind.${set.schedule.kind}`), seed: set.seed ?? 0 });
  const names = (Object.keys(set) as Name[]).filter(name => all.length < 2 || all.some(one => one[name] !== set[name]));
  // Plain SGD follows from no momentum; Adam follows from nothing.
  const short = names.filter(name => !FOLLOWS.includes(name) || (name === 'optimizer' && set.optimizer === 'adam'));
  const isSame = (one: HyperparameterSet) => short.every(name => one[name] === set[name]) && one.seed === set.seed;
  const isAlone = all.filter(isSame).length < 2;
  const told = isAlone && short.length > 0 ? short : names;
  if (told.length === 0) return setName({ learningRate: trial.hyperparameters.learningRate });
  return setName(Object.fromEntries(told.map(name => [name, set[name]])));
}

/** Hyperparameters with their values: `batch size 64, momentum 0.9`. */
export const setName = (set: HyperparameterSet): string =>
  (Object.keys(set) as Name[])
    .filter(name => set[name] !== undefined)
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map(name => settingText(name, set))
    .join(say('cli.data.list'));

function settingText(name: Name, set: HyperparameterSet): string {
  if (name === 'schedule' && set.schedule && isConstant(set.schedule)) return say('report.choice.noDecay');
  return say('stage.setting', { name: say(`hyperparameter.${name}`), value: valueText(name, set) });
}

function valueText(name: Name, { [name]: value, optimizer }: HyperparameterSet): string {
  if (name === 'optimizer' && optimizer) return formatOptimizer(optimizer);
  if (typeof value === 'number') return Number.isInteger(value) ? formatCount(value) : formatRate(value);
  if (Array.isArray(value)) return value.join('-');
  return typeof value === 'object' && value !== null ? formatSchedule(value) : String(value);
}
