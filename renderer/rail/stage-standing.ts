import { known } from '#shared/domain/metrics.ts';
import type { Language } from '#shared/messages/text.ts';
import { stageOf } from '#shared/method/stages/definitions.ts';
import type { Translate } from '../app/context.ts';
import { formatEstimate } from '../format.ts';
import type { ProjectStep } from '../stage/project-steps.ts';
import { type AnyStageParts, choiceText } from '../stage/stage-parts.ts';
import type { Standing } from './StageMark.tsx';

/** The mark of a kind of stage. One that reads the test rows measures and chooses nothing [R2]: it is done when it has ended. */
export function stageStanding({
  kind,
  stage,
  recommendation,
  progress,
  decision,
  standing,
  missing,
}: ProjectStep): Standing {
  if (stage?.status === 'running') return { kind: 'running', share: progress?.done ?? 0 };
  if (standing !== 'holds' && (stage ?? decision)) return { kind: 'stale' };
  if (decision) return { kind: 'done' };
  if (stage?.status === 'finished' && recommendation?.set === null && stageOf(kind).readsTest) return { kind: 'done' };
  return { kind: stage === null && missing.length > 0 ? 'none' : 'here' };
}

/** The line under a kind of stage: what was accepted, what runs, what it waits for, or how long it would take. */
export function stageLine(
  parts: AnyStageParts,
  { stage, recommendation, progress, remainingMs, expectedMs, decision, standing }: Omit<ProjectStep, 'kind'>,
  t: Translate,
  language: Language,
): string {
  if (stage?.status === 'running') {
    const left = known(remainingMs);
    const count = progress?.open ?? 0;
    if (count === 0) return t('page.ladder.begins');
    return left === null
      ? t('page.ladder.running', { count })
      : t('page.ladder.left', { count, time: formatEstimate(left, language) });
  }
  if (decision) return beginning(choiceText(parts, standing, decision, t, language));
  if (stage === null || recommendation === null) {
    const expected = known(expectedMs);
    return expected === null ? t('page.ladder.notStarted') : formatEstimate(expected, language);
  }
  if (stage.status === 'paused') return t('page.ladder.paused');
  if (stage.status === 'interrupted') return t('page.ladder.interrupted');
  const { set } = recommendation;
  if (set === null) return t(parts.messages.noAnswer);
  return beginning(choiceText(parts, standing === 'holds' ? 'yourTurn' : standing, { set }, t, language));
}

/** What stands on a line of its own begins like a sentence, also where it begins with the words of a choice. */
const beginning = (line: string): string => `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
