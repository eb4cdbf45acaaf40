import type { StageView } from '#shared/contract/requests.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import { formatCount, formatEstimate, formatRate } from '../format.ts';
import type { Standing } from './StageMark.tsx';

/** What the rail shows of a ladder. */
export type LadderInRail = Pick<StageView, 'stage' | 'answer' | 'decision' | 'remainingMs'> &
  Partial<Pick<StageView, 'parameterCount'>>;

/** The mark of the learning-rate stage. */
export function ladderStanding(view: Pick<StageView, 'stage' | 'answer' | 'decision'> | null): Standing {
  if (view === null) return { kind: 'here' };
  if (view.stage.status === 'running') return { kind: 'running', share: view.answer.done };
  return { kind: view.decision ? 'done' : 'here' };
}

/** The line under the learning-rate stage: what was accepted, what runs, or what it waits for. */
export function ladderLine(view: LadderInRail | null, t: Translate, language: Language): string {
  if (view === null) return t('page.ladder.notStarted');
  const { stage, answer, decision, remainingMs } = view;
  if (stage.status === 'running') {
    return remainingMs === null
      ? t('page.ladder.running', { count: answer.open })
      : t('page.ladder.left', { time: formatEstimate(remainingMs, language) });
  }
  if (decision) {
    const steps = formatCount(decision.numSteps, language);
    return t('page.ladder.accepted', { rate: formatRate(decision.learningRate), steps });
  }
  if (stage.status === 'paused') return t('page.ladder.paused');
  if (stage.status === 'interrupted') return t('page.ladder.interrupted');
  if (answer.best === null) return t('page.ladder.noAnswer');
  return t('page.ladder.yourTurn', { rate: formatRate(answer.best.learningRate) });
}
