import type { ReactNode } from 'react';
import styles from './Picture.module.css';

/** The ground of every picture, 320 by 112; the label says what it shows to those who don't see it. */
export const Picture = ({ label, children }: { label: string; children: ReactNode }) => (
  <svg className={styles.picture} viewBox="0 0 320 112" role="img" aria-label={label}>
    {children}
  </svg>
);

/** An arrow from one place to another. */
export function Arrow({
  from,
  to,
  className,
}: {
  from: [number, number];
  to: [number, number];
  className: string | undefined;
}) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const barb = (turn: number) => `${to[0] - 6 * Math.cos(angle + turn)} ${to[1] - 6 * Math.sin(angle + turn)}`;
  return (
    <path
      className={className}
      d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}M${barb(0.5)}L${to[0]} ${to[1]}L${barb(-0.5)}`}
    />
  );
}

/** The ✕ of what went wrong. */
export const Cross = ({ x, y }: { x: number; y: number }) => (
  <path className={styles.bad} strokeWidth="2" d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />
);

/** The tick of what holds. */
export const Tick = ({ x, y }: { x: number; y: number }) => (
  <path className={styles.good} strokeWidth="2" d={`M${x - 5} ${y}l4 4l7 -8`} />
);
