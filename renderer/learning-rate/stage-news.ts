import type { StageView } from '#shared/contract/requests.ts';
import { acceptedRate } from '#shared/domain/project.ts';
import { type Language, text } from '#shared/messages/text.ts';
import { isKept } from '#shared/method/configuration.ts';
import { formatCount, formatRate } from '../format.ts';
import { ladderMadeFor } from './stage-decision.ts';

/** What happened to a stage between two views of it, as a sentence to be read out; null: nothing that matters. */
export function stageNews(before: StageView, after: StageView, language: Language): string | null {
  if (after.decision && after.decision.id !== before.decision?.id) {
    const { learningRate, numSteps } = acceptedRate(after.decision);
    const values = { rate: formatRate(learningRate), steps: formatCount(numSteps, language) };
    return text(
      language,
      isKept(after.decision, ladderMadeFor(after)) ? 'decision.news.kept' : 'page.news.accepted',
      values,
    );
  }
  if (before.stage.status !== after.stage.status) return statusNews(after, language);
  for (const trial of after.trials) {
    if (trial.status === before.trials.find(old => old.id === trial.id)?.status) continue;
    const rate = formatRate(trial.hyperparameters.learningRate);
    if (trial.status === 'diverged') return text(language, 'page.news.diverged', { rate });
    if (trial.status === 'pruned') return text(language, 'page.news.pruned', { rate });
    if (trial.status === 'failed') return text(language, 'page.news.failed', { rate });
  }
  return null;
}

function statusNews({ stage, answer }: StageView, language: Language): string {
  switch (stage.status) {
    case 'running':
      return text(language, 'page.news.running');
    case 'paused':
      return text(language, 'page.news.paused');
    case 'stopped':
      return text(language, 'page.news.stopped');
    case 'interrupted':
      return text(language, 'page.news.interrupted');
    case 'finished':
      return answer.best === null
        ? text(language, 'page.news.finishedWithout')
        : text(language, 'page.news.finished', { rate: formatRate(answer.best.learningRate) });
  }
}
