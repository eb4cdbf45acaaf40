import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | null;
  /** The control, which takes these attributes. */
  children(control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }): ReactNode;
}

/** A control with its label above, and below it a hint or what is wrong. */
export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const described = hint !== undefined || error !== null;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described ? noteId : undefined, 'aria-invalid': error !== null })}
      <div id={noteId}>
        {error === null ? (
          hint !== undefined && <p className={styles.hint}>{hint}</p>
        ) : (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

/** Why something did not work, beside where it was asked for. */
export const ErrorLine = ({ children }: { children: string | null }) =>
  children !== null && (
    <p role="alert" className={styles.error}>
      {children}
    </p>
  );
