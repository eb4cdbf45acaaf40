import styles from './PartBars.module.css';

const HEIGHT = 56;
const PARTS = ['train', 'dev', 'test'] as const;

/** Rows of train, dev and test, one above the other, in bars of equal width; the words beside it say the same. */
export function PartBars({ bars }: { bars: readonly (readonly [number, number, number])[] }) {
  const most = Math.max(1, ...bars.map(counts => counts[0] + counts[1] + counts[2]));
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${bars.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {bars.flatMap((counts, i) => {
        let top = HEIGHT;
        return PARTS.map((part, p) => {
          const height = heightOf(counts[p] ?? 0, most, HEIGHT);
          top -= height;
          return (
            height > 0 && (
              // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place.
              <rect key={`${i} ${part}`} className={styles[part]} x={i + 0.06} y={top} width={0.88} height={height} />
            )
          );
        });
      })}
    </svg>
  );
}

/** How a column's values are spread, in a cell of a table. */
export function SpreadBars({ counts, width }: { counts: readonly number[]; width?: number }) {
  const most = Math.max(1, ...counts);
  return (
    <svg
      className={styles.spread}
      viewBox={`0 0 ${Math.max(counts.length, width ?? 0)} 16`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {counts.map((count, i) => {
        const height = heightOf(count, most, 16);
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place.
        return <rect key={i} x={i + 0.06} y={16 - height} width={0.88} height={height} />;
      })}
    </svg>
  );
}

/** What is there is seen: a bar of some rows is at least a hair high. */
const heightOf = (count: number, most: number, height: number): number =>
  count === 0 ? 0 : Math.max(1, (count / most) * height);
