import { writtenFor } from '../../../command/template.ts';
import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { BackendId, NetworkChoice } from '../../../domain/hyperparameters.ts';
import type { OwnCommand, Role } from '../../../domain/own-command.ts';
import type { StagePlan } from '../../../domain/project.ts';
import { planBase } from '../../fixed-hyperparameters.ts';
import { pointOf, type StageDefinition, type TrialPoint } from '../stage-definition.ts';
import { byRate, LADDER } from './candidates.ts';

type Base = StagePlan['base'];
type PlanInput<Choice> = Parameters<StageDefinition<string, Choice, StagePlan, unknown>['plan']>[0];

/** What a person may choose of a ladder; what is left out takes its default. */
export type PlanChoice = { [K in keyof Base]?: Base[K] | undefined } & {
  rates?: readonly number[] | undefined;
  backend?: BackendId | undefined;
  parallel?: number | undefined;
  prune?: boolean | undefined;
  extend?: boolean | undefined;
  refine?: boolean | undefined;
  secondSeed?: boolean | undefined;
  mostSteps?: number | undefined;
  confirms?: boolean | undefined;
};

/** What confirms a probe's estimate: a ladder of that one candidate, up to num_steps, to which nothing else is added. */
export const toConfirm = (learningRate: number) => ({
  rates: [learningRate],
  ...{ confirms: true, prune: false, extend: false, refine: false, secondSeed: false },
});

/**
 * A ladder's plan: the person's choice where there is one, else the defaults: L1's candidates, up to one trial a core side by
 * side [L7], the data's batch size [M7], pruned and extended past its ends [L4]. All candidates share seed and hyperparameters, so that
 * they start from the same weights and see the same batches [L6]. No more trials run side by side than there are candidates.
 * @param facts of the data, where they are known
 * @param network that the person chose for the project
 */
export function planLadder(
  choice: PlanChoice,
  machine: { cores: number; defaultBackend: BackendId },
  facts: Pick<DatasetFacts, 'batchSize' | 'image' | 'kind' | 'rows' | 'tokens'> | null = null,
  network: NetworkChoice | null = null,
): StagePlan {
  const { rates, backend, parallel, prune, extend, refine, secondSeed, mostSteps, confirms, ...chosen } = choice;
  const ladder = byRate(rates ?? LADDER);
  return {
    base: planBase(chosen, facts, network),
    rates: ladder,
    backend: backend ?? machine.defaultBackend,
    parallel: Math.min(parallel ?? machine.cores, ladder.length),
    prune: prune ?? true,
    extend: extend ?? true,
    refine: refine ?? false,
    secondSeed: secondSeed ?? true,
    ...(mostSteps !== undefined && { mostSteps }),
    ...(confirms && { confirms }),
    added: [],
  };
}

/** The ladder's plan for what is tuned; no stage comes before it, so nothing that was accepted changes it. */
export function plan({ subject, host, choice }: PlanInput<PlanChoice>): StagePlan {
  return subject.kind === 'builtIn'
    ? planLadder(choice, host, subject.facts, subject.network)
    : planCommand(choice, host, subject.command);
}

/** What of a command the person wrote in its arguments or its file of settings, its own length included. */
export function writtenSettings({
  template,
  inFile = [],
  steps,
}: OwnCommand): PlanChoice & { learningRate?: number | undefined } {
  const number = (role: Role): number | undefined => {
    const written = writtenFor(template, role) ?? inFile.find(one => one.role === role)?.written ?? null;
    return written === null ? undefined : Number(written);
  };
  return {
    ...{ learningRate: number('learningRate'), batchSize: number('batchSize'), momentum: number('momentum') },
    ...{ seed: number('seed'), steps },
  };
}

/** What all candidates of a command share: all that is written but the rate. */
export function writtenBase(command: OwnCommand): PlanChoice {
  const { learningRate: _, ...base } = writtenSettings(command);
  return base;
}

/**
 * What of a command isn't chosen is as the person wrote it. One run at a time: what it takes of memory isn't known before; and no
 * second seeds, since not every script takes one.
 */
function planCommand(choice: PlanChoice, host: PlanInput<PlanChoice>['host'], command: OwnCommand): StagePlan {
  const chosen = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
  // Along a decay an early comparison says less: only a person says that it says enough.
  const ownSchedule = command.schedule === 'changes';
  const defaults = { parallel: 1, secondSeed: false, prune: !ownSchedule };
  const plan = planLadder({ ...defaults, ...writtenBase(command), ...chosen }, host);
  return {
    ...plan,
    ...(ownSchedule && { ownSchedule }),
    ...(plan.prune && host.can?.hold === false && { pruneRunning: true }),
  };
}

/** A ladder's plan with a candidate that came to it later. */
export const withPoint = (plan: StagePlan, { set: { learningRate }, origin }: TrialPoint): StagePlan =>
  learningRate === undefined || origin === 'planned' || origin === 'repeated'
    ? plan
    : {
        ...plan,
        rates: byRate([...plan.rates, learningRate]),
        added: [...plan.added, { rate: learningRate, why: origin }],
      };

/** The rates that a ladder was planned with, from high to low. (In a plan of old, those that came later stand among `rates` too.) */
export const plannedRates = ({ rates, added }: Pick<StagePlan, 'rates' | 'added'>): number[] =>
  byRate(rates).filter(rate => !added.some(late => late.rate === rate));

/** The points that a ladder was planned with, from high rate to low. */
export const plannedPoints = (of: Pick<StagePlan, 'rates' | 'added'>): TrialPoint[] =>
  plannedRates(of).map(learningRate => pointOf({ learningRate }));
