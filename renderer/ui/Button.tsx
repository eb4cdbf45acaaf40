import type { ComponentProps } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary';
  size?: 'small' | 'medium' | 'large';
}

/** A button with a word on it. */
export function Button({ look = 'plain', size = 'medium', className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`${styles.button} ${styles[look]} ${styles[size]} ${className}`} {...rest} />;
}

/** A button that is only a picture (with `aria-label`), or a quiet word beside one. */
export function QuietButton({ className = '', ...rest }: ComponentProps<'button'>) {
  return <button type="button" className={`${styles.quiet} ${className}`} {...rest} />;
}
