import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { type Language, text } from '#shared/messages/text.ts';
import { formatCount, formatRate } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import { ColorSwatch } from '../ui/RateSwatch.tsx';
import styles from './ChartLegend.module.css';
import type { ChartStore } from './chart-state.ts';
import { formatPlace, formatValue, X_WORDS } from './measures.ts';
import { kindOf, type PlotModel } from './plot-model.ts';
import type { ChartSeries } from './types.ts';

interface ChartLegendProps {
  model: PlotModel;
  store: ChartStore;
  /** `alone`: only this curve is wanted. */
  onChoose(id: string, alone: boolean): void;
  /** The curve whose cell the pointer is on, by its id; null: none. */
  onNear?: ((id: string | null) => void) | undefined;
}

/** The curves by name with their values at the cursor, or the newest ones; each shows or hides its curve. */
export function ChartLegend({ model, store, onChoose, onNear }: ChartLegendProps) {
  const { series, hidden, unit, recorded, language } = model;
  const { x, rates } = useStore(store, s => s.readout);
  const names = recorded.lines.flatMap(({ name }) => (name === null ? [] : [text(language, name)]));
  if (rates.size > 0) names.push(text(language, 'chart.rate'));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a grid of cells
    <div className={styles.legend} role="group" aria-label={text(language, 'chart.legend')}>
      <div className={styles.step}>
        <span className={styles.key}>
          {text(language, X_WORDS[unit].at)}
          {names.length > 0 && (
            <span className={styles.names}>{names.join(text(language, 'chart.listSeparator'))}</span>
          )}
        </span>
        <span className={styles.value}>
          {x === null ? text(language, 'chart.latest') : formatPlace(x, unit, language)}
        </span>
      </div>
      <div
        className={`${styles.cells} ${recorded.lines.length > 1 || rates.size > 0 ? styles.wide : ''} ${styles[recorded.of] ?? ''}`}
      >
        {series.map(s =>
          s.muted ? null : (
            <button
              key={s.id}
              type="button"
              aria-pressed={!hidden.has(s.id)}
              className={s.lead ? styles.lead : undefined}
              title={text(language, 'chart.legendHint')}
              onClick={event => onChoose(s.id, event.altKey)}
              onPointerEnter={() => onNear?.(s.id)}
              onPointerLeave={() => onNear?.(null)}
              onKeyDown={event => chooseAlone(event, () => onChoose(s.id, true))}
            >
              <span className={styles.key}>
                <ColorSwatch color={s.color} dashed={s.dashed} />
                <span className={styles.name}>{s.label}</span>
                {s.members.length > 1 && (
                  <span className={styles.names}>{text(language, 'chart.seeds', { count: s.members.length })}</span>
                )}
                {recorded.of === 'trials' && s.prunedAt !== null && (
                  <span className={styles.pruned} title={prunedText(s.prunedAt, language)}>
                    <Icon name="stop" label={prunedText(s.prunedAt, language)} />
                  </span>
                )}
                {recorded.of === 'trials' && s.divergedAt !== null && (
                  <span className={styles.diverged}>
                    <Icon name="cross" />
                  </span>
                )}
              </span>
              <Value series={s} model={model} store={store} />
            </button>
          ),
        )}
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

function Value({ series, model, store }: { series: ChartSeries; model: PlotModel; store: ChartStore }) {
  const { x, values, rates, lastSteps, isRead } = useStore(store, s => s.readout);
  const { recorded, language } = model;
  const { id, divergedAt, status } = series;
  const kind = kindOf(model);
  const rate = rates.get(id);
  const [main = null, ...others] = values.get(id) ?? [];
  if (recorded.of === 'trials' && divergedAt !== null && (x === null || main === null)) {
    return (
      <span className={`${styles.value} ${styles.diverged}`}>
        {text(language, 'chart.diverged', { step: formatCount(divergedAt, language) })}
      </span>
    );
  }
  if (recorded.none !== null && x === null && isRead && status !== 'queued') {
    // The evaluation of step 0 is the untrained network's, the same for all: beside further steps it would look as if it were theirs.
    const last = lastSteps.get(id) ?? -1;
    const lacking = last < 0 ? recorded.none : last === 0 ? ('chart.onlyUntrained' as const) : null;
    if (lacking !== null) return <span className={`${styles.value} ${styles.none}`}>{text(language, lacking)}</span>;
  }
  return (
    <span className={styles.value}>
      {formatValue(main, kind)}
      {main !== null &&
        others.map((value, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a recorded series never change their order
          <span key={i} className={styles.other}>
            {formatValue(value, kind)}
          </span>
        ))}
      {main !== null && typeof rate === 'number' && <span className={styles.other}>{formatRate(rate)}</span>}
    </span>
  );
}
