import { Fragment, useId } from 'react';
import type { Block, Inline } from '#shared/report/blocks.ts';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './Blocks.module.css';

/** A table; where it is folded, its caption is the title above it. */
export function Table({
  block: { caption, columns, rows, folded, sum },
}: {
  block: Extract<Block, { kind: 'table' }>;
}) {
  const id = useId();
  const side = (i: number) => (columns[i]?.numeric ? { className: styles.number ?? '' } : {});
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div role="group" className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table} {...(!folded && { 'aria-labelledby': id })}>
        {!folded && <caption id={id}>{caption}</caption>}
        <thead>
          <tr>
            {columns.map(({ label }, i) =>
              label === '' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their places.
                <td key={i} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one label.
                <th key={i} scope="col" {...side(i)}>
                  {label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and stay in their places.
            <tr key={at} {...(sum && at === rows.length - 1 && { className: styles.sum ?? '' })}>
              {row.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their places.
                <td key={i} {...side(i)}>
                  <Part part={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The pieces of a line. */
export const Line = ({ parts }: { parts: readonly Inline[] }) =>
  parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line stay in their places.
    <Fragment key={i}>
      <Part part={part} />
    </Fragment>
  ));

function Part({ part }: { part: Inline }) {
  if (typeof part === 'string') return part;
  if ('strong' in part) return <b>{part.strong}</b>;
  if ('faint' in part) return <small>{part.faint}</small>;
  if ('code' in part) return <code>{part.code}</code>;
  return <RuleChip rule={part.rule} />;
}
