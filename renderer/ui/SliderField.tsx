import { Slider } from '@base-ui/react/slider';
import { type KeyboardEvent, useId, useState } from 'react';
import styles from './SliderField.module.css';

/** Which numbers a slider leads through, and which may be typed beside it. */
export interface SliderRange {
  /** Ascending, at least two: where the slider stops. */
  stops: readonly number[];
  min: number;
  max: number;
  whole: boolean;
}

interface SliderFieldProps {
  label: string;
  value: number;
  range: SliderRange;
  /** A value as the field shows it. */
  format(value: number): string;
  /** Why what was typed is no value; null: it is one. */
  problem(typed: number): string | null;
  onChange(value: number): void;
}

/**
 * A slider with a field beside it for the same number. The slider stops at round values; the field takes any within the limits. What can't be
 * taken is said below it and changes nothing.
 */
export function SliderField({ label, value, range, format, problem, onChange }: SliderFieldProps) {
  const id = useId();
  /** What is being typed and doesn't count yet, or can't. */
  const [draft, setDraft] = useState<{ typed: string; of: number } | null>(null);
  const typed = draft !== null && draft.of === value ? draft.typed : null;
  const number = typed === null ? null : readNumber(typed);
  const wrong = number === null ? null : problem(number);
  const { stops } = range;

  const type = (text: string): void => {
    const read = readNumber(text);
    const taken = problem(read) === null;
    setDraft({ typed: text, of: taken ? read : value });
    if (taken) onChange(read);
  };
  const slide = (place: number): void => {
    setDraft(null);
    onChange(stops[Math.round(place)] ?? value);
  };
  const steer = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && typed !== null) setDraft(null);
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    slide(nextStop(stops, value, event.key === 'ArrowUp' ? 1 : -1));
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode={range.whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}-problem`}
        value={typed ?? format(value)}
        onChange={event => type(event.target.value)}
        onBlur={() => wrong === null && setDraft(null)}
        onKeyDown={steer}
      />
      <Slider.Root
        className={styles.slider ?? ''}
        min={0}
        max={stops.length - 1}
        largeStep={Math.max(2, Math.round(stops.length / 10))}
        value={placeOf(stops, value)}
        onValueChange={slide}
      >
        <Slider.Control className={styles.control ?? ''}>
          <Slider.Track className={styles.track ?? ''}>
            <Slider.Indicator className={styles.indicator ?? ''} />
            <Slider.Thumb className={styles.thumb ?? ''} aria-label={label} getAriaValueText={() => format(value)} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      {wrong !== null && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {wrong}
        </p>
      )}
    </div>
  );
}

/** A number as people type it, thousands set apart or not; NaN: it is none. */
export function readNumber(typed: string): number {
  const text = typed.trim().replace('−', '-');
  if (text === '') return Number.NaN;
  return Number(/^-?\d{1,3}([, ]\d{3})+$/.test(text) ? text.replaceAll(/[, ]/g, '') : text);
}

/** Where a value stands among the stops, between two of them where it is none itself. */
export function placeOf(stops: readonly number[], value: number): number {
  const after = stops.findIndex(stop => stop >= value);
  if (after < 0) return stops.length - 1;
  const [low, high] = [stops[after - 1], stops[after] as number];
  return low === undefined || high === value ? after : after - 1 + (value - low) / (high - low);
}

/** The place of the next stop above (1) or below (−1) a value. */
function nextStop(stops: readonly number[], value: number, way: 1 | -1): number {
  const place = placeOf(stops, value);
  const next = way === 1 ? Math.floor(place) + 1 : Math.ceil(place) - 1;
  return Math.min(stops.length - 1, Math.max(0, next));
}
