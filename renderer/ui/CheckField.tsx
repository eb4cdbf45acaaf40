import { Checkbox } from '@base-ui/react/checkbox';
import { type ReactNode, useId } from 'react';
import styles from './CheckField.module.css';
import { Icon } from './Icon.tsx';

interface CheckFieldProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange(checked: boolean): void;
  /** Behind the label: a rule. */
  children?: ReactNode;
}

/** Something that is on or off, with a word about what it does. */
export function CheckField({ label, hint, checked, onChange, children }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <Checkbox.Root
        id={id}
        className={styles.box}
        aria-describedby={`${id}-hint`}
        checked={checked}
        onCheckedChange={onChange}
      >
        <Checkbox.Indicator>
          <Icon name="check" />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <p>
        <label htmlFor={id}>{label}</label> {children}
      </p>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
