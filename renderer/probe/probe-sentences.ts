import type { ProbeAnswer } from '#shared/domain/probe.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import { formatApart } from '../format.ts';

/** Whether everything was afterwards what it had been before [B5]. */
export const leftNoTrace = ({ digestBefore, digestAfter }: Pick<ProbeAnswer, 'digestBefore' | 'digestAfter'>) =>
  digestBefore === digestAfter;

/** What the check of the estimate showed [B6]. */
export function checkSentence(check: ProbeAnswer['check'], t: Translate, language: Language): string {
  const { passed, halvings, lossBefore, lossAfter } = check;
  const [before, after] = formatApart(lossBefore, lossAfter, language);
  const losses = { before, after };
  if (!passed) return t('probePanel.unchecked', losses);
  return halvings === 0 ? t('probePanel.checked', losses) : t('probePanel.halved', { ...losses, count: halvings });
}

/** How a parameter's ratio lies to the healthy band; biases start at zero, so that theirs is not used [B4]. */
export type Place = 'within' | 'below' | 'above' | 'unused';

export function placeOf(
  { name, ratio }: ProbeAnswer['layers'][number],
  [low, high]: ProbeAnswer['ratioRule']['band'],
): Place {
  if (name.endsWith('.bias')) return 'unused';
  if (ratio < low) return 'below';
  return ratio <= high ? 'within' : 'above';
}
