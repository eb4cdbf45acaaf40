import type { ReactNode } from 'react';
import type { Probe, ProbeAnswer } from '#shared/domain/probe.ts';
import { TARGET_RATIO } from '#shared/method/probe/answer.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatDuration, formatRate } from '../format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { type Rule, RuleChip } from '../ui/RuleChip.tsx';
import { ProbeChart } from './ProbeChart.tsx';
import styles from './ProbePanel.module.css';
import { LayersTable, RoundsTable } from './ProbeTables.tsx';
import { checkSentence, leftNoTrace } from './probe-sentences.ts';
import { estimateOf } from './shown-probe.ts';

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
    steps: Math.ceil(Number(answer.steps.toFixed(6))),
    time: formatDuration(answer.seconds * 1000, language),
  };
  return (
    <>
      <Line glyph={glyph} tone={tone}>
        <b>{t(`probePanel.confidence.${confidence}`)}</b>
        {t('page.words.separator')}
        {t(`probePanel.why.${confidence}`)}
      </Line>
      <Line rule="B1">{t('probePanel.aim', { target: formatRate(TARGET_RATIO) })}</Line>
      <ProbeChart answer={answer} estimate={estimateOf(probe)} />
      <Line rule="B3">
        {ratioRule.estimate === null
          ? t('probePanel.noRule')
          : t('probePanel.rule', { rate: formatRate(Number(ratioRule.estimate.toPrecision(2))) })}
      </Line>
      <Line glyph={check.passed ? 'check' : 'warn'} tone={check.passed ? 'good' : 'warn'} rule="B6">
        {checkSentence(check, t, language)}
      </Line>
      {leftNoTrace(answer) ? (
        <Line rule="B5">{t('probePanel.noTrace', cost)}</Line>
      ) : (
        <Line glyph="cross" tone="bad" rule="B5">
          {t('probePanel.trace', cost)}
        </Line>
      )}
      <RoundsTable rounds={answer.rounds} />
      <LayersTable layers={answer.layers} band={ratioRule.band} />
    </>
  );
}

interface LineProps {
  glyph?: IconName;
  tone?: 'good' | 'warn' | 'bad' | 'wait';
  rule?: Rule;
  children: ReactNode;
}

/** A sentence, with its verdict before it and its rule behind it where it has them. */
function Line({ glyph, tone = 'wait', rule, children }: LineProps) {
  const t = useText();
  return (
    <p className={`${styles.line} ${glyph ? styles.judged : ''}`}>
      {glyph && (
        <span className={styles[tone]}>
          <Icon name={glyph} label={t(`page.verdict.${tone}`)} />
        </span>
      )}
      <span>
        {children} {rule && <RuleChip rule={rule} />}
      </span>
    </p>
  );
}
