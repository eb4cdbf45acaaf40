import { type CSSProperties, createElement, type ReactNode } from 'react';
import { pictureTable } from '#shared/report/blocks.ts';
import type { Colors, Picture, Shape } from '#shared/report/pictures/picture.ts';
import { Folded } from '../ui/Folded.tsx';
import styles from './ReportPicture.module.css';
import { Table } from './ReportTable.tsx';

/** A picture as the file has it: the same shapes, in the page's theme. */
export function ReportPicture({ picture }: { picture: Picture }) {
  const { title, summary, note, width, height, shapes, legend, table } = picture;
  return (
    <>
      <figure className={styles.figure}>
        <figcaption>{title}</figcaption>
        <svg
          className={styles.picture}
          viewBox={`0 0 ${width} ${height}`}
          style={{ maxWidth: width }}
          role="img"
          aria-label={summary}
        >
          {shapes.map(drawn)}
        </svg>
        {legend.length > 0 && (
          <ul className={styles.legend}>
            {legend.map(({ name, colors }) => (
              <li key={name} className={colors ? styles.line : styles.behind} style={colorsOf(colors)}>
                <svg viewBox="0 0 16 8" aria-hidden="true">
                  <path d="M0 4H16" />
                </svg>
                {name}
              </li>
            ))}
          </ul>
        )}
        {note !== null && <p>{note}</p>}
      </figure>
      {table !== null && (
        <Folded title={table.caption} late>
          <Table block={pictureTable(table)} />
        </Folded>
      )}
    </>
  );
}

/** A shape as an element; shapes have no names, and stay in their places. */
function drawn({ tag, at, looks, colors, text, shapes }: Shape, place: number): ReactNode {
  const properties = {
    ...at,
    key: place,
    className: looks.map(look => styles[look]).join(' '),
    ...(colors && { style: colorsOf(colors) }),
  };
  return createElement(tag, properties, text ?? shapes?.map(drawn));
}

/** Both colours of a line; the style sheet takes that of the theme. */
const colorsOf = (colors: Colors | null): CSSProperties =>
  colors ? ({ '--light': colors.light, '--dark': colors.dark } as CSSProperties) : {};
