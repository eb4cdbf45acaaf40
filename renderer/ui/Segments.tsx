import styles from './Segments.module.css';

interface SegmentsProps<T> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string; hint?: string | undefined; disabled?: boolean }[];
  onChoose(value: T): void;
}

/** A choice between a few things, side by side. */
export function Segments<T extends string | number | boolean>({ label, value, choices, onChoose }: SegmentsProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out in a row of 28 pixels
    <div className={styles.segments} role="group" aria-label={label}>
      {choices.map(choice => (
        <button
          key={choice.label}
          type="button"
          aria-pressed={choice.value === value}
          aria-disabled={choice.disabled}
          title={choice.hint}
          onClick={() => !choice.disabled && onChoose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
