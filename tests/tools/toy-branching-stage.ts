import { z } from 'zod';
import { HyperparameterSet } from '#shared/domain/evidence.ts';
import { Schedule } from '#shared/domain/schedule.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { STAGES } from '#shared/method/stages/definitions.ts';
import {
  type AnyStage,
  pointOf,
  type StageDefinition,
  type TrialPoint,
} from '#shared/method/stages/stage-definition.ts';

/** What it chooses from: how long the trunk and what branches off it train, and where. */
const Choice = z.object({
  trunkSteps: z.number().default(60),
  steps: z.number().default(100),
  at: z.number().default(40),
  /** By which what branches off decays. */
  schedule: Schedule.optional(),
  /** False: the trial is trained from its first step. */
  branch: z.boolean().default(true),
  /** False: the trunk keeps no checkpoint, though another one is to branch off it. */
  keep: z.boolean().default(true),
});
const Plan = z.object({
  base: HyperparameterSet,
  backend: z.enum(['cpu', 'wasm']),
  parallel: z.number(),
  choice: Choice,
});
type Plan = z.infer<typeof Plan>;

/** The point whose rate is asked for. */
const PROBED = pointOf({ batchSize: 32 });

/**
 * A stage with all that the driver does beside starting trials: it has the rate of one point estimated [S6], trains it, and then once more for
 * longer, branching off the first one's checkpoint [D9].
 */
const definition: StageDefinition<'branching', z.infer<typeof Choice>, Plan, null> = {
  kind: 'branching',
  Choice,
  Plan,
  Detail: z.null(),
  needs: [],
  plan: ({ subject, choice }) => ({
    base: planBase(
      { evalEvery: 20 },
      subject.kind === 'builtIn' ? subject.facts : null,
      subject.kind === 'builtIn' ? subject.network : null,
    ),
    backend: 'wasm',
    parallel: 1,
    choice,
  }),
  next: ({ choice }, { trials, probes }) => {
    const probe = probes.get(PROBED.key);
    if (!probe) return [{ do: 'probe', point: PROBED }];
    const of = (steps: number): TrialPoint =>
      pointOf({
        ...{ ...PROBED.set, learningRate: estimateOf(probe.answer), steps },
        ...(steps !== choice.trunkSteps && choice.schedule && { schedule: choice.schedule }),
      });
    const trunk = trials.find(({ point }) => point.set.steps === choice.trunkSteps)?.trial;
    if (!trunk) return [{ do: 'start', point: of(choice.trunkSteps), until: null }];
    if (trunk.status === 'interrupted') return [{ do: 'resume', trialId: trunk.id, until: null }];
    if (trunk.status !== 'finished') return [];
    const other = trials.find(({ point }) => point.set.steps === choice.steps)?.trial;
    if (other?.status === 'interrupted') return [{ do: 'resume', trialId: other.id, until: null }];
    const from = choice.branch ? { from: { trialId: trunk.id, step: choice.at } } : {};
    return other ? [] : [{ do: 'start', point: of(choice.steps), until: null, ...from }];
  },
  branches: ({ choice }, { set }) => (choice.keep && set.steps === choice.trunkSteps ? [choice.at] : []),
  addPoint: (_plan, _record, set) => pointOf(set, 'person'),
  recommend: (_plan, { trials }) => ({
    ranking: trials.map(({ trial }) => ({ trialId: trial.id, rank: null, figures: {} })),
    set: null,
    evidence: [],
    detail: null,
  }),
  workload: () => [],
};

export const branchingStage: AnyStage = definition;

/** Puts a stage into the program's list, as its line there would. */
export const list = (stage: AnyStage): void => void (STAGES as AnyStage[]).push(stage);
