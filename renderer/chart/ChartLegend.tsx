import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { type Language, text } from '#shared/messages/text.ts';
import { formatCount, formatNumber, formatRate } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import { RateSwatch } from '../ui/RateSwatch.tsx';
import styles from './ChartLegend.module.css';
import type { ChartStore } from './chart-state.ts';
import type { ChartSeries } from './types.ts';

interface ChartLegendProps {
  series: readonly ChartSeries[];
  hidden: ReadonlySet<string>;
  language: Language;
  store: ChartStore;
  /** `alone`: only this curve is wanted. */
  onChoose(trialId: string, alone: boolean): void;
}

/** The curves by name with their values at the cursor, or the newest ones; each shows or hides its curve. */
export function ChartLegend({ series, hidden, language, store, onChoose }: ChartLegendProps) {
  const { step, values } = useStore(store, s => s.readout);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a grid of cells
    <div className={styles.legend} role="group" aria-label={text(language, 'chart.legend')}>
      <div className={styles.step}>
        <span className={styles.key}>{text(language, 'chart.step')}</span>
        <span className={styles.value}>
          {step === null ? text(language, 'chart.latest') : formatCount(step, language)}
        </span>
      </div>
      <div className={styles.cells}>
        {series.map(s => (
          <button
            key={s.trialId}
            type="button"
            aria-pressed={!hidden.has(s.trialId)}
            className={s.lead ? styles.lead : undefined}
            title={text(language, 'chart.legendHint')}
            onClick={event => onChoose(s.trialId, event.altKey)}
            onKeyDown={event => chooseAlone(event, () => onChoose(s.trialId, true))}
          >
            <span className={styles.key}>
              <RateSwatch rate={s.learningRate} />
              {formatRate(s.learningRate)}
              {s.prunedAt !== null && (
                <span className={styles.pruned} title={prunedText(s.prunedAt, language)}>
                  <Icon name="stop" label={prunedText(s.prunedAt, language)} />
                </span>
              )}
              {s.divergedAt !== null && (
                <span className={styles.diverged}>
                  <Icon name="cross" />
                </span>
              )}
            </span>
            <Value series={s} step={step} value={values.get(s.trialId) ?? null} language={language} />
          </button>
        ))}
      </div>
    </div>
  );
}

const prunedText = (step: number, language: Language): string =>
  text(language, 'chart.pruned', { step: formatCount(step, language) });

/** Alt with Enter or Space does what an Alt-click does; browsers make no click of it. */
function chooseAlone(event: KeyboardEvent, choose: () => void): void {
  if (!event.altKey || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  choose();
}

interface ValueProps {
  series: ChartSeries;
  step: number | null;
  value: number | null;
  language: Language;
}

function Value({ series: { divergedAt }, step, value, language }: ValueProps) {
  if (divergedAt === null || (step !== null && step < divergedAt && value !== null)) {
    return <span className={styles.value}>{formatNumber(value, language)}</span>;
  }
  return (
    <span className={`${styles.value} ${styles.diverged}`}>
      {text(language, 'chart.diverged', { step: formatCount(divergedAt, language) })}
    </span>
  );
}
