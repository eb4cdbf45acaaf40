import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { type Language, text } from '#shared/messages/text.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Segments } from '../ui/Segments.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import styles from './ChartToolbar.module.css';
import type { ChartStore } from './chart-state.ts';
import { X_WORDS } from './measures.ts';
import { X_UNITS, type XUnit } from './places.ts';
import { SaveMenu } from './SaveMenu.tsx';

interface ChartToolbarProps {
  /** The chart's name, by which its series is chosen. */
  children: ReactNode;
  language: Language;
  store: ChartStore;
  /** Whether any trial is still training. */
  running: boolean;
  log: boolean;
  onLog(log: boolean): void;
  unit: XUnit;
  onUnit(unit: XUnit): void;
  /** Units that can't be told, by why. */
  unknown: ReadonlyMap<XUnit, string>;
  full: boolean;
  onFull(full: boolean): void;
  onResetZoom(): void;
  onSave(kind: 'png' | 'csv'): void;
}

/** What the chart shows and how. */
export function ChartToolbar(props: ChartToolbarProps) {
  const { children, language, store, running, log, onLog, unit, onUnit, unknown, full, onFull, onResetZoom, onSave } =
    props;
  const zoomed = useStore(store, s => s.zoomed);
  const fullLabel = text(language, full ? 'chart.leaveFull' : 'chart.full');
  const resetLabel = text(language, 'chart.resetZoom');
  return (
    <div className={styles.bar}>
      {children}
      <span className={styles.scale}>
        <Segments
          label={text(language, 'chart.axis')}
          value={log}
          choices={[
            { value: true, label: text(language, 'chart.log') },
            { value: false, label: text(language, 'chart.linear') },
          ]}
          onChoose={onLog}
        />
      </span>
      <span className={styles.space} />
      {running && !zoomed && (
        <span className={styles.following}>
          <Tag>
            <RunningDot />
            {text(language, 'chart.following')}
          </Tag>
        </span>
      )}
      <Segments
        label={text(language, 'chart.xAxis')}
        value={unit}
        choices={X_UNITS.map(value => ({
          value,
          label: text(language, X_WORDS[value].choice),
          hint: unknown.get(value) ?? (value === 'seconds' ? text(language, 'chart.x.secondsHint') : undefined),
          disabled: unknown.has(value),
        }))}
        onChoose={onUnit}
      />
      <span className={styles.tools}>
        <QuietButton
          className={zoomed ? styles.zoomed : ''}
          aria-label={zoomed ? text(language, 'chart.zoomedReset') : resetLabel}
          title={resetLabel}
          disabled={!zoomed}
          onClick={onResetZoom}
        >
          <Icon name="reset" />
          {zoomed && <span>{text(language, 'chart.zoomed')}</span>}
        </QuietButton>
        <SaveMenu language={language} onSave={onSave} />
        <QuietButton aria-label={fullLabel} title={fullLabel} aria-pressed={full} onClick={() => onFull(!full)}>
          <Icon name={full ? 'leaveFull' : 'full'} />
        </QuietButton>
      </span>
    </div>
  );
}
