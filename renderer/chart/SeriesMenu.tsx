import { Popover } from '@base-ui/react/popover';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { type MouseEvent, useId, useRef, useState } from 'react';
import { type Language, text } from '#shared/messages/text.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import popup from '../ui/MenuButton.module.css';
import { labelOf, RECORDED_SERIES, type RecordedSeries } from './recorded-series.ts';
import styles from './SeriesMenu.module.css';
import { SmoothingControl } from './SmoothingControl.tsx';
import type { ChartFacts, ChartSeries } from './types.ts';

interface SeriesMenuProps {
  /** What the button shows: the name of what is shown. */
  title: string;
  recorded: RecordedSeries;
  onRecorded(recorded: RecordedSeries): void;
  facts: ChartFacts;
  /** Of which one's layers can be shown, and which one's are. */
  trials: readonly ChartSeries[];
  trialId: string | null;
  onTrial(trialId: string): void;
  weight: number;
  onWeight(weight: number): void;
  language: Language;
}

/** The chart's title, by which is chosen what the chart shows, whose layers, and how smooth it is. */
export function SeriesMenu(props: SeriesMenuProps) {
  const { title, recorded, onRecorded, facts, trials, trialId, onTrial, weight, onWeight, language } = props;
  const [open, setOpen] = useState(false);
  // The list stays inside of its landmark; `fixed`, it is not cut off by what scrolls around it.
  const [place, setPlace] = useState<HTMLSpanElement | null>(null);
  const chosen = useRef<HTMLElement>(null);
  const heading = useId();
  const choose = (id: string): void => {
    const found = RECORDED_SERIES.find(one => one.id === id);
    if (found) onRecorded(found);
  };
  /** A press with the pointer chooses and is done; the keyboard walks on. */
  const done = (event: MouseEvent): void => {
    if (event.detail > 0) setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <h2 className={styles.heading}>
        <Popover.Trigger
          render={<QuietButton className={styles.title} />}
          aria-label={text(language, 'chart.series.choose', { name: title })}
        >
          <span>{title}</span>
          <Icon name="down" />
        </Popover.Trigger>
      </h2>
      <span ref={setPlace} />
      <Popover.Portal container={place}>
        <Popover.Positioner
          positionMethod="fixed"
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={popup.positioner}
        >
          <Popover.Popup className={`${popup.popup} ${styles.popup}`} initialFocus={chosen} aria-labelledby={heading}>
            <div id={heading} className={styles.name}>
              {text(language, 'chart.series.heading')}
            </div>
            <RadioGroup value={recorded.id} onValueChange={choose} aria-labelledby={heading}>
              {RECORDED_SERIES.map(one => {
                const unknown = one.of === 'layers' && facts.parameters === null;
                return (
                  <Radio.Root
                    key={one.id}
                    value={one.id}
                    ref={one.id === recorded.id ? chosen : undefined}
                    disabled={unknown}
                    title={unknown ? text(language, 'chart.otherData') : undefined}
                    className={styles.item}
                    onClick={done}
                    onKeyDown={event => event.key === 'Enter' && setOpen(false)}
                  >
                    <span className={styles.mark}>
                      <Radio.Indicator>
                        <Icon name="check" />
                      </Radio.Indicator>
                    </span>
                    {text(language, labelOf(one, facts.metric))}
                  </Radio.Root>
                );
              })}
            </RadioGroup>
            <div className={styles.more}>
              {recorded.of === 'layers' && (
                <label className={styles.trial}>
                  {text(language, 'chart.series.trial')}
                  <select value={trialId ?? ''} onChange={event => onTrial(event.target.value)}>
                    {trials.map(trial => (
                      <option key={trial.trialId} value={trial.trialId}>
                        {trial.label}
                      </option>
                    ))}
                  </select>
                </label>
              )}
              {recorded.smoothed ? (
                <SmoothingControl weight={weight} onWeight={onWeight} language={language} />
              ) : (
                <p className={styles.exact}>{text(language, 'chart.exact')}</p>
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
