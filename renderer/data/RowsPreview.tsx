import type { ColumnReport, Preview } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import { NONE } from '../format.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from './table.module.css';

interface RowsPreviewProps {
  preview: Extract<Preview, { kind: 'rows' }>;
  columns: readonly ColumnReport[];
}

/** The first rows of a table under their columns' names, types and roles. */
export function RowsPreview({ preview, columns }: RowsPreviewProps) {
  const t = useText();
  const known = new Map(columns.map(column => [column.name, column]));
  const head = preview.columns.map((name, i) => ({ name, column: known.get(name) ?? columns[i] }));
  const marks = new Map(preview.marks?.map(mark => [`${mark.row} ${mark.column}`, mark]));
  const look = (column: ColumnReport | undefined): string => {
    const numeric = column?.type === 'number' || column?.type === 'integer' ? table.number : '';
    const role = column?.role === 'target' ? table.strong : column?.role === 'leftOut' ? table.faint : '';
    return `${numeric} ${role}`;
  };
  return (
    <ScrollRegion labelledBy="preview-heading" className={table.window ?? ''}>
      <table className={table.table} aria-labelledby="preview-heading">
        <thead>
          <tr>
            {head.map(({ name, column }) => (
              <th key={name} scope="col" className={look(column)}>
                {name}
                {column && (
                  <small>
                    {t(`data.type.${column.type}`)}
                    {column.role !== 'input' && ` · ${t(`data.role.${column.role}`)}`}
                  </small>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place.
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={head[j]?.name ?? j} className={look(head[j]?.column)}>
                  <Cell cell={cell} mark={marks.get(`${i} ${j}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type Mark = NonNullable<RowsPreviewProps['preview']['marks']>[number];

/** A cell as it is written, and what it counts as where that is something else. */
function Cell({ cell, mark }: { cell: string; mark: Mark | undefined }) {
  const t = useText();
  const written = cell === '' ? <span className={table.faint}>{NONE}</span> : cell;
  if (!mark) return written;
  return (
    <>
      <span className={table.mark}>{written}</span>
      <small>{t(`dataStep.preview.${mark.change}`, { value: mark.value })}</small>
    </>
  );
}
