import type { ProjectCard } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { SAMPLE } from '../names.ts';

/** A card whose newest stage is a ladder. */
export type LadderCard = ProjectCard & { stage: Stage; answer: NonNullable<ProjectCard['answer']> };

/** The sample's newest ladder on this machine; null: never run. */
export function newestSampleLadder(cards: ReadonlyMap<string, ProjectCard> | null): LadderCard | null {
  for (const card of cards?.values() ?? []) {
    if (card.project.source === SAMPLE && card.stage?.kind === 'learningRate' && card.answer) return card as LadderCard;
  }
  return null;
}
