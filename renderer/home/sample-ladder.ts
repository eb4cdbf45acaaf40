import type { ProjectCard } from '#shared/contract/requests.ts';
import { type LadderAnswer, ladderOf } from '#shared/domain/answer.ts';
import type { Stage } from '#shared/domain/project.ts';
import { SAMPLE } from '../names.ts';

/** The sample's newest ladder on this machine; null: never run. */
export function newestSampleLadder(
  cards: ReadonlyMap<string, ProjectCard> | null,
): { stage: Stage; answer: LadderAnswer } | null {
  const card = [...(cards?.values() ?? [])].find(
    ({ project, stage }) => project.source === SAMPLE && stage?.kind === 'learningRate',
  );
  const answer = card && ladderOf(card);
  return card?.stage && answer ? { stage: card.stage, answer } : null;
}
