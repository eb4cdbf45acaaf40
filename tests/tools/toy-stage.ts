import { z } from 'zod';
import { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Statement } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import {
  type AnyStage,
  type PlanFrame,
  pointOf,
  type StageDefinition,
  type TrialRecord,
} from '#shared/method/stages/stage-definition.ts';

/** What the toy stage chooses from. */
const Choice = z.object({ momenta: z.array(z.number()).length(2).optional() });
const Plan = z.object({
  base: HyperparameterSet,
  backend: z.enum(['cpu', 'wasm']),
  parallel: z.number(),
  momenta: z.array(z.number()).length(2),
});
const Detail = z.object({ difference: z.number().nullable() });

const points = ({ momenta }: z.infer<typeof Plan>) => momenta.map(momentum => pointOf({ momentum }));
const finalOf = ({ curve }: TrialRecord): number => curve?.final ?? Number.POSITIVE_INFINITY;
// A stage that is not part of the program has its messages nowhere: they are shown by their keys.
const say = (key: string, values: Statement['values'] = {}): Statement => ({ key: key as MessageKey, values });

/** The least that a stage can be: two points, of which the one with the lower loss is recommended. */
const definition: StageDefinition<'toy', z.infer<typeof Choice>, z.infer<typeof Plan>, z.infer<typeof Detail>> = {
  kind: 'toy',
  Choice,
  Plan,
  Detail,
  needs: ['learningRate'],
  plan: ({ configuration, subject, host, choice }) => ({
    base: {
      ...planBase(
        { optimizer: 'momentum', steps: 100, evalEvery: 50 },
        subject.kind === 'builtIn' ? subject.facts : null,
        subject.kind === 'builtIn' ? subject.network : null,
      ),
      learningRate: configuration.set.learningRate ?? 0.1,
    },
    backend: 'wasm',
    parallel: Math.min(2, host.cores),
    momenta: choice.momenta ?? [0, 0.9],
  }),
  // It proposes both whatever there is already: that nothing is trained twice is the engine's business.
  next: (plan, { trials }) =>
    trials.length >= 2 ? [] : points(plan).map(point => ({ do: 'start', point, until: null })),
  addPoint: (_plan, _record, set) => pointOf(set, 'person'),
  recommend: (_plan, { trials }) => {
    const ranked = trials.filter(({ trial }) => trial.status === 'finished').sort((a, b) => finalOf(a) - finalOf(b));
    const [best, other] = ranked;
    return {
      ranking: trials.map(one => {
        const place = ranked.indexOf(one);
        return { trialId: one.trial.id, rank: place < 0 ? null : place + 1, figures: { finalLoss: finalOf(one) } };
      }),
      set: best && other ? best.point.set : null,
      evidence: best
        ? [{ rule: 'L3', verdict: 'good', title: say('evidence.deepest'), body: say('evidence.deepest'), remedy: null }]
        : [],
      detail: { difference: best && other ? finalOf(other) - finalOf(best) : null },
    };
  },
  workload: (plan, { trials }) => {
    const left = points(plan).filter(({ key }) => !trials.some(one => one.point.key === key));
    return [{ steps: left.map(() => plan.base.steps ?? 0), addition: null }];
  },
};

export const toyStage: AnyStage = definition;
export const toyPlan = (choice: z.infer<typeof Choice> = {}): PlanFrame & z.infer<typeof Plan> =>
  definition.plan({
    configuration: { set: { learningRate: 0.3 }, decisions: [] },
    subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
    host: { cores: 4, defaultBackend: 'wasm' },
    choice,
  });
