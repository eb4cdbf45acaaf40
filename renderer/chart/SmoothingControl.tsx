import { type CSSProperties, useState } from 'react';
import { type Language, text } from '#shared/messages/text.ts';
import { STRONGEST_SMOOTHING } from './preferences.ts';
import styles from './SmoothingControl.module.css';

interface SmoothingControlProps {
  weight: number;
  onWeight(weight: number): void;
  language: Language;
}

const shown = (weight: number): string => String(Number(weight.toFixed(3)));

/** The smoothing weight as a slider with a number field beside it. */
export function SmoothingControl({ weight, onWeight, language }: SmoothingControlProps) {
  /** What is being typed, as long as it is not yet a weight. */
  const [draft, setDraft] = useState<string | null>(null);
  const type = (typed: string): void => {
    setDraft(typed);
    const value = Number(typed.replace(',', '.'));
    if (typed.trim() !== '' && value >= 0 && value <= STRONGEST_SMOOTHING) onWeight(value);
  };
  const filled = { '--filled': `${(100 * weight) / STRONGEST_SMOOTHING}%` } as CSSProperties;
  return (
    <div className={styles.smoothing}>
      <label>
        {text(language, 'chart.smoothing')}
        <input
          type="range"
          min={0}
          max={STRONGEST_SMOOTHING}
          step={0.001}
          value={weight}
          style={filled}
          onChange={event => onWeight(event.target.valueAsNumber)}
        />
      </label>
      <input
        inputMode="decimal"
        aria-label={text(language, 'chart.smoothingNumber')}
        value={draft ?? shown(weight)}
        onChange={event => type(event.target.value)}
        onBlur={() => setDraft(null)}
      />
    </div>
  );
}
