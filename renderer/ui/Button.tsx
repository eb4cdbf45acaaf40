import type { ComponentProps, MouseEvent } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary';
  size?: 'small' | 'medium' | 'large';
}

/** A button with a word on it. */
export function Button({ look = 'plain', size = 'medium', className = '', ...rest }: ButtonProps) {
  return <KeptButton className={`${styles.button} ${styles[look]} ${styles[size]} ${className}`} {...rest} />;
}

/** A button that is only a picture (with `aria-label`), or a quiet word beside one. */
export function QuietButton({ className = '', ...rest }: ComponentProps<'button'>) {
  return <KeptButton className={`${styles.quiet} ${className}`} {...rest} />;
}

/** Does nothing while it is disabled, but keeps the focus: a browser takes it from a button with the attribute. */
function KeptButton({ disabled, onClick, ...rest }: ComponentProps<'button'>) {
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    if (disabled) event.preventDefault();
    else onClick?.(event);
  };
  return <button type="button" aria-disabled={disabled} onClick={click} {...rest} />;
}
