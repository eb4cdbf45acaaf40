import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import { useLanguage, useText } from '../../app/context.ts';
import legend from '../../chart/ChartLegend.module.css';
import plotStyles from '../../chart/ChartPlot.module.css';
import { onPalette } from '../../chart/palette.ts';
import { formatCount, NONE } from '../../format.ts';
import { useTheme } from '../../theme.ts';
import { valueAt } from './dev-band.ts';
import { rateText } from './rate-path.ts';
import styles from './ScheduleChart.module.css';
import type { ScheduleModel } from './schedule-model.ts';
import { SchedulePlot } from './schedule-plot.ts';
import { scheduleSummary } from './schedule-summary.ts';

interface ScheduleChartProps {
  /** Where the plot can be reached as long as it is on the page. */
  plot: RefObject<SchedulePlot | null>;
  model: ScheduleModel;
  formatValue(value: number | null): string;
}

/** Dev curves and rates over the same steps; the legend above reads them at the cursor, else at the end. */
export function ScheduleChart({ plot, model, formatValue }: ScheduleChartProps) {
  const t = useText();
  const language = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const first = useRef(model);
  const [step, setStep] = useState<number | null>(null);

  useEffect(() => {
    if (host.current === null) return;
    const made = new SchedulePlot(host.current, first.current, setStep);
    plot.current = made;
    const unsubscribe = onPalette(() => made.restyle());
    return () => {
      unsubscribe();
      made.destroy();
      plot.current = null;
    };
  }, [plot]);
  useEffect(() => {
    first.current = model;
    plot.current?.update(model);
  }, [plot, model]);

  const cells = useCells(model, step, formatValue);
  const summary = scheduleSummary(model, formatValue, t, language);
  const at = step === null ? t('decayPage.chart.atEnd') : formatCount(step, language);
  return (
    <>
      <div className={legend.legend}>
        <div className={legend.step}>
          <span className={legend.key}>{t('chart.at.steps')}</span>
          <span className={legend.value}>{at}</span>
        </div>
        <div className={legend.cells}>
          {cells.map(({ id, label, value, rate, color, dashed }) => (
            <div key={id}>
              <span className={legend.key}>
                <span
                  className={`${styles.swatch} ${dashed ? styles.dashed : ''}`}
                  style={{ borderTopColor: color ?? 'var(--ink-2)' }}
                />
                <span className={legend.name} title={label}>
                  {label}
                </span>
              </span>
              <span className={legend.value}>
                {value}
                {rate !== null && <span className={legend.other}>{t('decayPage.chart.rateIs', { rate })}</span>}
              </span>
            </div>
          ))}
        </div>
      </div>
      <div
        className={plotStyles.plot}
        onPointerDown={() => cursor.current?.focus({ preventScroll: true })}
        onPointerLeave={() => plot.current?.setCursor(null)}
      >
        <div ref={host} className={plotStyles.host} role="img" aria-label={summary} />
        <div
          ref={cursor}
          className={plotStyles.cursor}
          role="slider"
          tabIndex={0}
          aria-label={t('decayPage.chart.cursor')}
          aria-valuemin={0}
          aria-valuemax={model.steps}
          aria-valuenow={step ?? 0}
          aria-valuetext={
            step === null
              ? t('chart.cursorNone')
              : t('decayPage.chart.cursorAt', {
                  step: formatCount(step, language),
                  values: cells.map(({ label, value }) => `${label}: ${value}`).join(t('chart.separator')),
                })
          }
          onKeyDown={event => plot.current && steer(event, plot.current, model.steps)}
          onBlur={() => plot.current?.setCursor(null)}
        />
      </div>
    </>
  );
}

/** What the legend reads at a step; null: at the end. */
function useCells(model: ScheduleModel, step: number | null, formatValue: (value: number | null) => string) {
  const theme = useTheme();
  const { bands, schedules, learningRate, steps } = model;
  return [
    ...bands.map(({ id, label, band, color, schedule }) => ({
      id,
      label,
      value: formatValue(valueAt(band, step ?? steps)),
      rate: schedule && rateText(learningRateAt(schedule, learningRate, step ?? steps, steps)),
      color: color?.(theme) ?? null,
      dashed: false,
    })),
    ...schedules
      .filter(({ isRun }) => !isRun)
      .map(({ id, label, schedule, color }) => {
        const lr = learningRateAt(schedule, learningRate, step ?? steps, steps);
        return {
          id,
          label,
          value: Number.isFinite(lr) ? rateText(lr) : NONE,
          rate: null,
          color: color?.(theme) ?? 'var(--preview)',
          dashed: color === null,
        };
      }),
  ];
}

/** A key moves the cursor by such a share of the run, with Shift by ten times as much. */
const MOVES = 100;

/** Arrow keys move the cursor, Home and End to the ends, Escape lets go. */
function steer(event: KeyboardEvent, plot: SchedulePlot, steps: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const grain = Math.max(1, Math.round(steps / (event.shiftKey ? 10 : MOVES)));
  const at = plot.cursor;
  const moves: Record<string, number | null> = {
    // The first press shows the cursor, further ones move it.
    ArrowLeft: at === null ? 0 : at - grain,
    ArrowRight: at === null ? 0 : at + grain,
    PageDown: (at ?? 0) - steps / 10,
    PageUp: (at ?? 0) + steps / 10,
    Home: 0,
    End: steps,
    Escape: null,
  };
  const move = moves[event.key];
  if (move === undefined || (move === null && at === null)) return;
  event.preventDefault();
  plot.setCursor(move);
}
