import { Refusal } from '../../contract/refusal.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import { known } from '../../domain/metrics.ts';
import type { MadeFrom } from '../../domain/project.ts';
import type { Statement } from '../../domain/reason.ts';
import type { TuneCost } from '../../domain/tune.ts';
import { type AcceptedSet, configurationBefore, optimizerIn } from '../configuration.ts';
import { STAGES, stageOf } from '../stages/definitions.ts';
import { stepsIn, timeFor } from '../stages/segments.ts';
import {
  type AnyStage,
  type Basis,
  type EarlierTrials,
  emptyRecord,
  type HostFacts,
  type PlanFrame,
  type Segment,
  type Subject,
} from '../stages/stage-definition.ts';

/** What the cost of stages follows from that have not run. */
export interface PriceInput {
  subject: Subject;
  host: Omit<HostFacts, 'measured'>;
  /** Newest last. */
  decisions: readonly AcceptedSet[];
  present: Pick<MadeFrom, 'dataDigest' | 'network'>;
  /** Of what is accepted so far. */
  basis: Basis | null;
  earlier: EarlierTrials;
  /** What a trial of those settings costs; null: it was not measured. */
  measure: (of: Basis) => NonNullable<HostFacts['measured']> | null;
}

/** What a stage would cost, or why it can't be planned. */
export type Priced =
  | { line: string; plan: PlanFrame; atMost: TuneCost; about: TuneCost; refused: null }
  | { line: string; refused: Statement };

/** A stage that is to be had, with what is chosen of it. */
export interface Wanted {
  line: string;
  kind: string;
  /** Its question has an answer before it: what it finds may change nothing. */
  isAnswered: boolean;
  choice: (set: HyperparameterSet) => unknown;
}

/**
 * What some stages cost that come one after the other, each by its own plan and workload. What a stage will find is not known before it has
 * run: for those after it, what would make them cost most is assumed (`costliest`).
 */
export function priceOf(wanted: readonly Wanted[], input: PriceInput): Priced[] {
  const order = STAGES.map(({ kind }) => kind);
  let { decisions, basis } = input;
  return wanted.map(({ line, kind, isAnswered, choice }): Priced => {
    const definition = stageOf(kind);
    const configuration = configurationBefore(kind, decisions, order, input.present);
    try {
      const plan = definition.plan({
        configuration,
        subject: input.subject,
        host: { ...input.host, measured: basis && input.measure(basis) },
        choice: definition.Choice.parse(choice(configuration.set)),
        basis,
        earlier: input.earlier,
      });
      const assumed = costliest(definition, plan, configuration.set);
      if (Object.keys(assumed).length > 0 && !isAnswered) {
        const inputs = { dataDigest: null, network: null, configuration: null };
        decisions = [...decisions, { kind, set: assumed, inputs }];
        basis = { base: { ...basis?.base, ...plan.base, ...assumed }, backend: plan.backend };
      }
      const facts = input.subject.kind === 'builtIn' ? input.subject.facts : null;
      const work = definition.workload(plan, emptyRecord(facts));
      const cost = (segments: readonly Segment[]): TuneCost => {
        const pace = input.measure(plan)?.pace;
        return { steps: stepsIn(segments), ms: pace ? known(timeFor(segments, plan.parallel, pace)) : null };
      };
      return {
        line,
        plan,
        atMost: cost(mostWork(definition, plan)),
        // Neighbours and second seeds mostly come, further ends mostly don't.
        about: cost(work.filter(({ addition }) => addition !== 'extended')),
        refused: null,
      };
    } catch (error) {
      if (error instanceof Refusal) return { line, refused: error.record };
      throw error;
    }
  });
}

/** The most that a stage can come to: what its kind says, or all of its work, what may come on top included, with nothing pruned. */
function mostWork(definition: AnyStage, plan: PlanFrame): Segment[] {
  if (definition.mostWork) return definition.mostWork(plan);
  return definition.workload('prune' in plan ? definition.Plan.parse({ ...plan, prune: false }) : plan, emptyRecord());
}

/** A stage's num_steps lies no further beyond those that ran: it converged with a quarter of them behind it, times 1.5 [L5]. */
const FURTHER = 1.5 * 0.75;

/** What a stage may find that makes those after it cost most: the longest num_steps, and the smallest batch. {}: it changes nothing of that. */
function costliest(definition: AnyStage, plan: PlanFrame, before: HyperparameterSet): HyperparameterSet {
  const found = definition.costliest?.(plan);
  if (found === undefined) return {};
  const { steps = before.steps, ...set } = found;
  return { ...optimizerIn(plan.base), ...set, ...(steps !== undefined && { steps: Math.ceil(FURTHER * steps) }) };
}
