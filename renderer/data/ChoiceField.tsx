import { useId } from 'react';
import styles from './ChoiceField.module.css';

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T | null;
  choices: readonly { value: T; label: string }[];
  /** What stands there where nothing can be chosen. */
  plain: string;
  /** Why it is so. */
  why: string;
  busy: boolean;
  onChoose(value: T): void;
}

/** Something that Descent decided, with its reason, changeable in place where there is more than one possibility. */
export function ChoiceField<T extends string>({
  label,
  value,
  choices,
  plain,
  why,
  busy,
  onChoose,
}: ChoiceFieldProps<T>) {
  const id = useId();
  const chosen = (typed: string): void => {
    const choice = choices.find(possible => possible.value === typed);
    if (choice && !busy) onChoose(choice.value);
  };
  return (
    <div className={styles.field}>
      {choices.length > 1 ? (
        <>
          <label htmlFor={id}>{label}</label>
          <select
            id={id}
            aria-describedby={`${id}-why`}
            // Disabled, it would lose the focus.
            aria-disabled={busy}
            value={value ?? ''}
            onChange={event => chosen(event.target.value)}
          >
            {choices.map(choice => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </>
      ) : (
        <>
          <span className={styles.label}>{label}</span>
          <b>{plain}</b>
        </>
      )}
      <p id={`${id}-why`}>{why}</p>
    </div>
  );
}
