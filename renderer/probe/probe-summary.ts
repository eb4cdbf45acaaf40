import type { ProbeAnswer } from '#shared/domain/probe.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import { formatNumber, formatRate } from '../format.ts';

/** What the probe's chart shows, in words: every round's ratios, the band and the estimate. */
export function probeSummary(answer: ProbeAnswer, estimate: number, t: Translate, language: Language): string {
  const numbers = [...new Set(answer.rounds.map(({ round }) => round))];
  const rounds = numbers.map(number => {
    const points = answer.rounds
      .filter(({ round }) => round === number)
      .map(({ ratio, learningRate }) =>
        t('probePanel.summaryPoint', { ratio: formatNumber(ratio, language), rate: formatRate(learningRate) }),
      );
    return t('probePanel.summaryRound', { round: number, points: points.join(t('page.list.separator')) });
  });
  const [low, high] = answer.ratioRule.band;
  return t('probePanel.summary', {
    rounds: rounds.join(t('page.words.separator')),
    low: formatRate(low),
    high: formatRate(high),
    rate: formatRate(estimate),
  });
}
