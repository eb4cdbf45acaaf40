import { type ProjectCard, stepOfCard } from '#shared/contract/requests.ts';
import { type LadderAnswer, ladderOf } from '#shared/domain/answer.ts';
import type { Stage } from '#shared/domain/project.ts';
import { SAMPLE } from '../names.ts';

/** The sample's newest ladder on this machine; null: never run. */
export function newestSampleLadder(
  cards: ReadonlyMap<string, ProjectCard> | null,
): { stage: Stage; answer: LadderAnswer } | null {
  const card = [...(cards?.values() ?? [])].find(({ project }) => project.source === SAMPLE);
  const { stage = null, recommendation = null } = stepOfCard(card, 'learningRate') ?? {};
  if (stage?.kind !== 'learningRate') return null;
  const answer = ladderOf({ recommendation });
  return answer && { stage, answer };
}
