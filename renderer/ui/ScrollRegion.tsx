import type { ReactNode } from 'react';
import styles from './ScrollRegion.module.css';

interface ScrollRegionProps {
  /** The id of the heading that names it. */
  labelledBy: string;
  className?: string;
  children: ReactNode;
}

/** What may be larger than its place; it can be scrolled by keyboard too. A group: its panel is the landmark. */
export const ScrollRegion = ({ labelledBy, className = '', children }: ScrollRegionProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <div role="group" className={`${styles.region} ${className}`} aria-labelledby={labelledBy} tabIndex={0}>
    {children}
  </div>
);
