import styles from './Sparkline.module.css';

const [WIDTH, HEIGHT] = [92, 18];

/** A small curve of some values; those that aren't finite are gaps. It is decoration: the first and the last value stand beside it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const x = (i: number): string => ((i / Math.max(1, values.length - 1)) * (WIDTH - 2) + 1).toFixed(1);
  const y = (value: number): string => (HEIGHT - 2 - ((value - least) / (most - least || 1)) * (HEIGHT - 4)).toFixed(1);
  let pen = 'M';
  const path = values
    .map((value, i) => {
      if (!Number.isFinite(value)) {
        pen = 'M';
        return '';
      }
      const point = `${pen}${x(i)} ${y(value)}`;
      pen = 'L';
      return point;
    })
    .join('');
  return (
    <svg className={styles.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
