import type { CSSProperties } from 'react';
import { type Chart, type ChartLine, chartLayout, HEIGHT, WIDTH } from '#shared/report/chart.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatTick } from '../format.ts';
import { Folded } from '../ui/Folded.tsx';
import styles from './ReportChart.module.css';
import { Table } from './ReportTable.tsx';

/** Curves as the file has them: the same picture from the same layout. */
export function ReportChart({ id, chart }: { id: string; chart: Chart }) {
  const t = useText();
  const language = useLanguage();
  const { title, summary, note, lines, xLabel, yLabel, table } = chart;
  const { plot, x, y, lines: placed } = chartLayout(chart);
  const strong = lines.filter(({ color, dashed }) => color !== null && !dashed);
  const behind = new Set(lines.filter(({ color }) => color === null).map(({ name }) => name)).size;
  return (
    <>
      <figure className={styles.chart}>
        <figcaption>{title}</figcaption>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
          <clipPath id={`${id}-clip`}>
            <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
          </clipPath>
          {y.map(({ at, label }) => (
            <g key={label}>
              <path className={styles.grid} d={`M${plot.left} ${at}H${plot.right}`} />
              <text className={styles.tick} x={plot.left - 6} y={at + 3.5} textAnchor="end">
                {formatTick(label, language)}
              </text>
            </g>
          ))}
          {x.map(({ at, label }) => (
            <text key={label} className={styles.tick} x={at} y={plot.bottom + 16} textAnchor="middle">
              {formatCount(label, language)}
            </text>
          ))}
          <path className={styles.axis} d={`M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}`} />
          <text className={styles.tick} x={plot.right} y={HEIGHT - 6} textAnchor="end">
            {xLabel}
          </text>
          <text className={styles.tick} transform={`translate(12 ${plot.top}) rotate(-90)`} textAnchor="end">
            {yLabel}
          </text>
          {placed.map(({ path, lowest, diverged }, i) => {
            const line = lines[i] as ChartLine;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: several lines may have one name.
              <g key={i} className={line.color ? styles.line : styles.behind} style={colorsOf(line)}>
                <path d={path} clipPath={`url(#${id}-clip)`} {...(line.dashed && { strokeDasharray: '5 3' })} />
                {lowest && line.color && <circle cx={lowest.x} cy={lowest.y} r={3.5} />}
                {diverged && <path d={`M${diverged.x - 4} ${diverged.y - 4}l8 8m0-8l-8 8`} />}
              </g>
            );
          })}
        </svg>
        <ul className={styles.legend}>
          {strong.map(line => (
            <li key={line.name} className={styles.line} style={colorsOf(line)}>
              <Key />
              {line.name}
            </li>
          ))}
          {behind > 0 && (
            <li className={styles.behind}>
              <Key />
              {t('report.chart.others', { count: behind })}
            </li>
          )}
        </ul>
        <p>{note}</p>
      </figure>
      <Folded title={table.caption} late>
        <Table
          block={{
            kind: 'table',
            caption: table.caption,
            columns: table.columns.map((label, i) => ({ label, numeric: i > 0 })),
            rows: table.rows,
            folded: true,
          }}
        />
      </Folded>
    </>
  );
}

const Key = () => (
  <svg viewBox="0 0 16 8" aria-hidden="true">
    <path d="M0 4H16" />
  </svg>
);

/** Both colours of a line; the style sheet takes that of the theme. */
const colorsOf = ({ color }: ChartLine): CSSProperties =>
  color ? ({ '--light': color.light, '--dark': color.dark } as CSSProperties) : {};
