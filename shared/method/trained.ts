import { Refusal } from '../contract/refusal.ts';
import type { HyperparameterSet } from '../domain/evidence.ts';
import { type Hyperparameters, sameSetting } from '../domain/hyperparameters.ts';
import type { TrainedBy } from '../domain/prediction.ts';
import type { Decision, Project, Stage } from '../domain/project.ts';
import type { Trial } from '../domain/trial.ts';
import { configurationOf, presentInputs, withInputs } from './configuration.ts';
import { networkIn, sameNetwork } from './networks/same-network.ts';
import { STAGES } from './stages/definitions.ts';
import { finalRuns } from './stages/final-runs/definition.ts';
import { armOf } from './stages/final-runs/runs.ts';

/** What a trained network of a project is chosen from. */
export interface TrainedOf {
  project: Project;
  /** Newest last, each with its trials. */
  stages: readonly { stage: Stage; trials: readonly Trial[] }[];
  /** Newest last. */
  decisions: readonly Decision[];
}

/** Trials whose network may be carried away, the first that still has its weights being the one. */
export interface Trained {
  by: TrainedBy;
  trials: readonly Trial[];
}

/** Evaluated at all, and on the part of the data that every trial is evaluated on. */
const isEvaluated = ({ status, result, fold }: Trial): boolean =>
  status === 'finished' && result?.lowestDevLoss != null && fold === null;

/** Whether hyperparameters are those of a set, but for how long was trained, and from which seed. */
const isOf = (set: HyperparameterSet, hyperparameters: Hyperparameters): boolean =>
  (Object.keys(set) as (keyof HyperparameterSet)[])
    .filter(name => name !== 'steps' && name !== 'seed')
    // Another optimizer's momentum is a number that nobody looks at.
    .filter(
      name =>
        name !== 'momentum' || hyperparameters.optimizer === 'momentum' || hyperparameters.optimizer === 'nesterov',
    )
    .every(name => sameSetting(name, set, hyperparameters));

/** Of the best evaluation, whichever of loss and metric named it. */
const bestLoss = ({ result }: Trial): number => Number(result?.metricBest?.devLoss ?? result?.lowestDevLoss);

const deepestFirst = (trials: readonly Trial[]): Trial[] => trials.toSorted((a, b) => bestLoss(a) - bestLoss(b));

/** The runs of what was accepted: the chosen arm, or the default one where that was accepted in its place. */
function finalRunsOf(trials: readonly Trial[]): readonly Trial[] {
  const chosen = trials.filter(({ point }) => armOf(point) === 'chosen');
  return chosen.length > 0 ? chosen : trials;
}

/**
 * Which trial's network a project's is: of the newest final runs [R2] of what is accepted the one with the lowest dev loss at its best
 * evaluation; without final runs, the trial of what was accepted, in whatever stage it ran and from whatever seed.
 * @param named a trial that the person names instead, by its id or the id's last characters
 * @throws Refusal where there is none
 */
export function trainedOf({ project, stages, decisions }: TrainedOf, named?: string): Trained {
  if (!project.facts) throw new Refusal('error.trained.command', { name: project.name });
  const all = stages.flatMap(({ trials }) => trials);
  if (named !== undefined) {
    const [found, another] = all.filter(({ id }) => id.endsWith(named));
    if (!found || another) throw new Refusal('error.trial.unknown', { id: named });
    return { by: 'person', trials: [found] };
  }
  const order = STAGES.map(({ kind }) => kind);
  const present = presentInputs(project);
  const accepted = configurationOf(decisions.map(withInputs), order, present).set;
  const fits = (trial: Trial): boolean =>
    isEvaluated(trial) &&
    trial.dataDigest === project.dataDigest &&
    (present.network === null || sameNetwork(networkIn(trial.hyperparameters), present.network)) &&
    isOf(accepted, trial.hyperparameters);
  const final = stages.findLast(({ stage, trials }) => stage.kind === finalRuns.kind && trials.some(fits));
  if (final) return { by: 'finalRuns', trials: deepestFirst(finalRunsOf(final.trials.filter(fits))) };
  if (accepted.learningRate === undefined) throw new Refusal('error.trained.nothingAccepted', { name: project.name });
  const trials = deepestFirst(all.filter(fits));
  if (trials.length === 0) throw new Refusal('error.trained.notTrained', { name: project.name });
  return { by: 'accepted', trials };
}
