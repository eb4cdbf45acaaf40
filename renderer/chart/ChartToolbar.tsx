import { useStore } from 'zustand';
import { type Language, text } from '#shared/messages/text.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Segments } from '../ui/Segments.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import styles from './ChartToolbar.module.css';
import type { ChartStore } from './chart-state.ts';
import type { Preferences } from './preferences.ts';
import { SaveMenu } from './SaveMenu.tsx';
import { SmoothingControl } from './SmoothingControl.tsx';

interface ChartToolbarProps {
  title: string;
  language: Language;
  store: ChartStore;
  /** Whether any trial is still training. */
  running: boolean;
  preferences: Preferences;
  onPreferences(preferences: Preferences): void;
  full: boolean;
  onFull(full: boolean): void;
  onResetZoom(): void;
  onSave(kind: 'png' | 'csv'): void;
}

/** The chart's name and how it is shown. */
export function ChartToolbar(props: ChartToolbarProps) {
  const { title, language, store, running, preferences, onPreferences, full, onFull, onResetZoom, onSave } = props;
  const zoomed = useStore(store, s => s.zoomed);
  const fullLabel = text(language, full ? 'chart.leaveFull' : 'chart.full');
  const resetLabel = text(language, 'chart.resetZoom');
  return (
    <div className={styles.bar}>
      <h2>{title}</h2>
      <Segments
        label={text(language, 'chart.axis')}
        value={preferences.log}
        choices={[
          { value: true, label: text(language, 'chart.log') },
          { value: false, label: text(language, 'chart.linear') },
        ]}
        onChoose={log => onPreferences({ ...preferences, log })}
      />
      <SmoothingControl
        weight={preferences.weight}
        onWeight={weight => onPreferences({ ...preferences, weight })}
        language={language}
      />
      <span className={styles.space} />
      {zoomed ? (
        <button type="button" className={styles.zoomed} onClick={onResetZoom} title={resetLabel}>
          {text(language, 'chart.zoomed')}
        </button>
      ) : (
        running && (
          <span className={styles.following}>
            <Tag>
              <RunningDot />
              {text(language, 'chart.following')}
            </Tag>
          </span>
        )
      )}
      <span className={styles.tools}>
        <QuietButton aria-label={resetLabel} title={resetLabel} aria-disabled={!zoomed} onClick={onResetZoom}>
          <Icon name="reset" />
        </QuietButton>
        <SaveMenu language={language} onSave={onSave} />
        <QuietButton aria-label={fullLabel} title={fullLabel} aria-pressed={full} onClick={() => onFull(!full)}>
          <Icon name={full ? 'leaveFull' : 'full'} />
        </QuietButton>
      </span>
    </div>
  );
}
