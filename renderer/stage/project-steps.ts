import { useMemo } from 'react';
import type { CardStep, ProjectCard } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Decision, MadeFrom, Project, Standing } from '#shared/domain/project.ts';
import {
  configurationBefore,
  configurationOf,
  presentInputs,
  stageStanding,
  standingOf,
  withInputs,
} from '#shared/method/configuration.ts';
import { STAGES, stageOf } from '#shared/method/stages/definitions.ts';
import { useAppState } from '../app/context.ts';

/** A kind of stage of a project, with how it stands to what the project is now and to what is accepted before it. */
export interface ProjectStep extends CardStep {
  /** Of what was accepted; where nothing was, of the stage. */
  standing: Standing;
  /** Kinds that must be accepted first, and are not, or no longer hold. */
  missing: readonly string[];
}

/** The project as it is now for one kind of stage: with what is accepted before that. Null: the core has not told yet. */
export type Present = Project & { before: HyperparameterSet | null };

/** What something was made from, as far as it is known. */
export type MadeFor = Pick<MadeFrom, 'dataDigest' | 'network'> & Partial<Pick<MadeFrom, 'configuration'>>;

/** The kinds of stages of a project in their order. Decisions are folded as the core does it, so that nothing is told twice. */
export function projectSteps({ project, steps }: ProjectCard): ProjectStep[] {
  const present = presentInputs(project);
  const decisions = decisionsIn(steps);
  const { decisions: standings } = configurationOf(decisions, order(), present);
  const holds = (kind: string) => standings.some(one => one.decision.kind === kind && one.standing === 'holds');
  return steps.map(step => {
    const before = configurationBefore(step.kind, decisions, order(), present);
    const decided = standings.find(one => one.decision.kind === step.kind);
    return {
      ...step,
      standing: decided?.standing ?? (step.stage ? stageStanding(step.stage, before, present) : 'holds'),
      missing: stageOf(step.kind).needs.filter(kind => !holds(kind)),
    };
  });
}

/** A kind of stage of a project; null: the core has not told of it yet. */
export function useProjectStep(projectId: string, kind: string): ProjectStep | null {
  const card = useAppState(state => state.cards?.get(projectId));
  return useMemo(() => (card && projectSteps(card).find(step => step.kind === kind)) ?? null, [card, kind]);
}

/**
 * A project as it is now for one kind of stage. A stage's own view of its project is as old as the stage's last change.
 * @param known as far as it is known without a card
 */
export function usePresent(known: Project, kind: string): Present {
  const card = useAppState(state => state.cards?.get(known.id));
  return useMemo(() => {
    if (!card) return { ...known, before: null };
    const { project, steps } = card;
    return { ...project, before: configurationBefore(kind, decisionsIn(steps), order(), presentInputs(project)).set };
  }, [card, known, kind]);
}

/** Whether something that was made for a project still holds for what it is now. */
export const standingNow = ({ dataDigest, network, configuration = null }: MadeFor, present: Present): Standing =>
  standingOf({ dataDigest, network, configuration }, { ...presentInputs(present), configuration: present.before });

const order = (): string[] => STAGES.map(({ kind }) => kind);
const decisionsIn = (steps: readonly CardStep[]): ReturnType<typeof withInputs>[] =>
  steps.flatMap(({ decision }: { decision: Decision | null }) => (decision ? [withInputs(decision)] : []));
