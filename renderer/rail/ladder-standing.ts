import type { StageView } from '#shared/contract/requests.ts';
import { acceptedRate, type Decision, type Project } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
import { decisionStanding } from '#shared/method/configuration.ts';
import type { Translate } from '../app/context.ts';
import { formatCount, formatEstimate, formatRate } from '../format.ts';
import type { Standing } from './StageMark.tsx';

/** What the rail shows of a ladder. */
export type LadderInRail = Pick<StageView, 'stage' | 'answer' | 'remainingMs'> &
  Partial<Pick<StageView, 'parameterCount'>>;

/**
 * The mark of the learning-rate stage.
 * @param decision what counts for the project, by this ladder, another one or a probe
 * @param project as it is now
 */
export function ladderStanding(
  view: Pick<StageView, 'stage' | 'answer'> | null,
  decision: Decision | null,
  project: Project,
): Standing {
  if (view?.stage.status === 'running') return { kind: 'running', share: view.answer.done };
  if (decision === null) return { kind: 'here' };
  return { kind: decisionStanding(decision, project) === 'holds' ? 'done' : 'stale' };
}

/** The line under the learning-rate stage: what was accepted, what runs, or what it waits for. */
export function ladderLine(
  view: LadderInRail | null,
  decision: Decision | null,
  project: Project,
  t: Translate,
  language: Language,
): string {
  if (view?.stage.status === 'running') {
    return view.remainingMs === null
      ? t('page.ladder.running', { count: view.answer.open })
      : t('page.ladder.left', { time: formatEstimate(view.remainingMs, language) });
  }
  if (decision) {
    const { learningRate, numSteps } = acceptedRate(decision);
    const values = { rate: formatRate(learningRate), steps: formatCount(numSteps, language) };
    return t(`page.ladder.${decisionStanding(decision, project)}`, values);
  }
  if (view === null) return t('page.ladder.notStarted');
  const { stage, answer } = view;
  if (stage.status === 'paused') return t('page.ladder.paused');
  if (stage.status === 'interrupted') return t('page.ladder.interrupted');
  if (answer.best === null) return t('page.ladder.noAnswer');
  return t('page.ladder.yourTurn', { rate: formatRate(answer.best.learningRate) });
}
