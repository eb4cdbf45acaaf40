import type { ReactNode } from 'react';
import styles from './Icon.module.css';

const SHAPES = {
  check: <path d="m3.5 8.5 3 3 6-7" />,
  warn: <path d="M8 2.2 14.3 13H1.7L8 2.200ZM8 6.600v3M8 11.300v.1" />,
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  wait: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 5v3.2l2 1.3" />
    </>
  ),
  play: <path d="M5 3.200v9.600L12.500 8z" />,
  pause: <path d="M5.500 3.500v9M10.500 3.500v9" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" />,
  copy: (
    <>
      <rect x="5.5" y="5.500" width="8" height="8" rx="1.5" />
      <path d="M10.500 3.200A1.500 1.500 0 0 0 9 2.500H4A1.500 1.500 0 0 0 2.500 4v5c0 .6.300 1.100.800 1.300" />
    </>
  ),
  log: <path d="M3.500 2.500h9v11h-9zM6 5.500h4M6 8h4M6 10.500h2.500" />,
  bin: <path d="M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.6 9h5.800l.6-9M6.800 7v4M9.200 7v4" />,
  back: <path d="M10 3.500 5.500 8l4.500 4.500" />,
  down: <path d="m4.500 6.500 3.500 3.500 3.500-3.500" />,
  up: <path d="m4.500 9.500 3.500-3.500 3.500 3.500" />,
  chip: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1.5" />
      <path d="M6.500 2v2M9.500 2v2M6.500 12v2M9.500 12v2M2 6.500h2M2 9.500h2M12 6.500h2M12 9.500h2" />
    </>
  ),
  disk: <path d="M3 3.500h8l2 2v7H3zM5.500 3.500v3h4.500v-3M5.500 12.500v-3h5v3" />,
  theme: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 2.400a5.600 5.600 0 0 1 0 11.200z" fill="currentColor" />
    </>
  ),
  reset: <path d="M3 8a5 5 0 1 0 1.600-3.700M3 2.800v2.700h2.700" />,
  save: <path d="M8 2.500v7.500M4.800 7 8 10.200 11.200 7M3 13.200h10" />,
  full: <path d="M9.500 3H13v3.500M6.500 13H3V9.500M13 3 9 7M3 13l4-4" />,
  leaveFull: <path d="M13 6.500H9.500V3M3 9.500h3.500V13M9.500 6.500l4-4M6.500 9.500l-4 4" />,
  upload: <path d="M8 10.500V3M4.800 6 8 2.800 11.200 6M3 10v3.200h10V10" />,
  share: <path d="M9 3h4v4M13 3 7.500 8.500M11.500 9.500V13H3V4.500h3.500" />,
  file: <path d="M4 2.500h5l3 3v8H4zM9 2.500v3h3" />,
  folder: <path d="M2.500 4.500v8h11v-7h-5.500l-1.500-2h-4z" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** A 16-pixel line drawing. With a label it speaks for itself, without one it is decoration. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return label === undefined ? (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  ) : (
    <svg className={styles.icon} viewBox="0 0 16 16" role="img" aria-label={label}>
      {SHAPES[name]}
    </svg>
  );
}

/** The drawing of a step of the method, as the list of steps has it; the step's name stands beside it. */
export const StepIcon = ({ path }: { path: string }) => (
  <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
    <path d={path} />
  </svg>
);
