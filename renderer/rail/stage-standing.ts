import type { ProjectCard, StageView } from '#shared/contract/requests.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { decisionStanding } from '#shared/method/configuration.ts';
import { questionOf } from '#shared/method/stages/definitions.ts';
import type { Translate } from '../app/context.ts';
import { formatEstimate } from '../format.ts';
import { type AnyStageParts, choiceText } from '../stage/stage-parts.ts';
import type { Standing } from './StageMark.tsx';

/** What the rail and a card show of a stage. */
export interface StageInRail extends Pick<StageView, 'stage' | 'recommendation' | 'remainingMs'> {
  progress: StageView['progress'] | null;
}

/** A project's newest stage of a kind as far as its card tells; null: none yet, or another one is newer. */
export function stageOnCard(card: ProjectCard | undefined, kind: string): StageInRail | null {
  if (!card?.stage || !card.recommendation || questionOf(card.stage) !== kind) return null;
  const { stage, recommendation, progress, remainingMs } = card;
  return { stage, recommendation, progress, remainingMs };
}

/** What counts for a project in answer to a kind's question, as far as its card tells. */
export const decisionOnCard = (card: ProjectCard | undefined, kind: string): Decision | null =>
  card?.decision?.kind === kind ? card.decision : null;

/**
 * The mark of a stage.
 * @param decision what counts for the project, by this stage, another one or a probe
 * @param project as it is now
 */
export function stageStanding(
  shown: Pick<StageInRail, 'stage' | 'progress'> | null,
  decision: Decision | null,
  project: Project,
): Standing {
  if (shown?.stage.status === 'running') return { kind: 'running', share: shown.progress?.done ?? 0 };
  if (decision === null) return { kind: 'here' };
  return { kind: decisionStanding(decision, project) === 'holds' ? 'done' : 'stale' };
}

/** The line under a stage: what was accepted, what runs, or what it waits for. */
export function stageLine(
  parts: AnyStageParts,
  shown: StageInRail | null,
  decision: Decision | null,
  project: Project,
  t: Translate,
  language: Language,
): string {
  if (shown?.stage.status === 'running') {
    return shown.remainingMs === null
      ? t('page.ladder.running', { count: shown.progress?.open ?? 0 })
      : t('page.ladder.left', { time: formatEstimate(shown.remainingMs, language) });
  }
  if (decision) return choiceText(parts, decisionStanding(decision, project), decision, t, language);
  if (shown === null) return t('page.ladder.notStarted');
  const { stage, recommendation } = shown;
  if (stage.status === 'paused') return t('page.ladder.paused');
  if (stage.status === 'interrupted') return t('page.ladder.interrupted');
  if (recommendation.set === null) return t(parts.messages.noAnswer);
  return choiceText(parts, 'yourTurn', { set: recommendation.set }, t, language);
}
