import type { Probe, ProbeAnswer } from '#shared/domain/probe.ts';
import { estimateOf, TARGET_RATIO } from '#shared/method/probe/answer.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatDuration, formatRate, NONE } from '../format.ts';
import type { IconName } from '../ui/Icon.tsx';
import { ProbeChart } from './ProbeChart.tsx';
import { ProbeLine } from './ProbeLine.tsx';
import { LayersTable, RoundsTable } from './ProbeTables.tsx';
import { checkSentence, leftNoTrace } from './probe-sentences.ts';

const TRUST: Record<ProbeAnswer['confidence'], { glyph: IconName; tone: 'good' | 'wait' | 'warn' }> = {
  high: { glyph: 'check', tone: 'good' },
  medium: { glyph: 'wait', tone: 'wait' },
  low: { glyph: 'warn', tone: 'warn' },
};

/** What a probe found: how sure it is, the chart, the guide's rule, the check, the cost, and the numbers behind them. */
export function ProbeFindings({ probe }: { probe: Probe }) {
  const t = useText();
  const language = useLanguage();
  const { answer } = probe;
  const { confidence, ratioRule, check } = answer;
  const { glyph, tone } = TRUST[confidence];
  const cost = {
    steps: answer.steps === null ? NONE : Math.ceil(Number(answer.steps.toFixed(6))),
    time: formatDuration(answer.seconds === null ? null : answer.seconds * 1000, language),
  };
  return (
    <>
      <ProbeLine glyph={glyph} tone={tone} rule="B7">
        <b>{t(`probePanel.confidence.${confidence}`)}</b>
        {t('page.words.separator')}
        {t(`probePanel.why.${confidence}`)}
      </ProbeLine>
      <ProbeLine rule="B9">
        {t('probePanel.forSteps', { steps: formatCount(probe.hyperparameters.steps, language) })}
      </ProbeLine>
      <ProbeLine rule="B1">{t('probePanel.aim', { target: formatRate(TARGET_RATIO) })}</ProbeLine>
      <ProbeChart answer={answer} estimate={estimateOf(answer)} />
      <ProbeLine rule="B3">
        {ratioRule.estimate === null
          ? t('probePanel.noRule')
          : t('probePanel.rule', { rate: formatRate(Number(ratioRule.estimate.toPrecision(2))) })}
      </ProbeLine>
      <ProbeLine glyph={check.passed ? 'check' : 'warn'} tone={check.passed ? 'good' : 'warn'} rule="B6">
        {checkSentence(check, t, language)}
      </ProbeLine>
      {leftNoTrace(answer) ? (
        <ProbeLine rule="B5">{t('probePanel.noTrace', cost)}</ProbeLine>
      ) : (
        <ProbeLine glyph="cross" tone="bad" rule="B5">
          {t('probePanel.trace', cost)}
        </ProbeLine>
      )}
      <RoundsTable rounds={answer.rounds} />
      <LayersTable layers={answer.layers} band={ratioRule.band} />
    </>
  );
}
