import type { StageView } from '#shared/contract/requests.ts';
import { type Language, type MessageKey, text } from '#shared/messages/text.ts';
import { isKept } from '#shared/method/configuration.ts';
import type { Translate } from '../app/context.ts';
import { curvesMadeFor } from './stage-decision.ts';
import { type AnyStageParts, type StageNews, trialLabel } from './stage-parts.ts';

/** What happened to a stage between two views of it, as a sentence to be read out; null: nothing that matters. */
export function stageNews(
  parts: AnyStageParts,
  before: StageView,
  after: StageView,
  language: Language,
): string | null {
  const t: Translate = (key, ...values) => text(language, key, ...values);
  const said = (news: StageNews, set = after.recommendation.set ?? {}) =>
    t<MessageKey>(parts.messages.news[news], parts.valuesOf(set, t, language));
  if (after.decision && after.decision.id !== before.decision?.id)
    return said(isKept(after.decision, curvesMadeFor(after)) ? 'kept' : 'accepted', after.decision.set);
  const { status } = after.stage;
  if (before.stage.status !== status)
    return said(status === 'finished' && after.recommendation.set === null ? 'finishedWithout' : status);
  for (const trial of after.trials) {
    if (trial.status === before.trials.find(old => old.id === trial.id)?.status) continue;
    const rate = trialLabel(parts, trial, after.trials, t, language);
    if (trial.status === 'diverged') return t('page.news.diverged', { rate });
    if (trial.status === 'pruned') return t('page.news.pruned', { rate });
    if (trial.status === 'failed') return t('page.news.failed', { rate });
  }
  return null;
}
