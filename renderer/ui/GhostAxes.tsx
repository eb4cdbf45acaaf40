import styles from './GhostAxes.module.css';

/** A chart's axes with nothing on them: here curves will be. */
export const GhostAxes = () => (
  <svg className={styles.axes} viewBox="0 0 400 240" preserveAspectRatio="none" aria-hidden="true">
    {[40, 90, 140, 190].map(y => (
      <line key={y} className={styles.grid} x1="32" y1={y} x2="384" y2={y} />
    ))}
    <path className={styles.axis} d="M32 20v196h352" />
  </svg>
);
