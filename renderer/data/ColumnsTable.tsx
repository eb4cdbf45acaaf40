import type { ColumnReport, DataCheck } from '#shared/domain/data-report.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { columnValues } from './column-values.ts';
import table from './table.module.css';

/** Every column with its type and role, and what stands in it. */
export function ColumnsTable({ columns, checks }: { columns: readonly ColumnReport[]; checks: readonly DataCheck[] }) {
  const t = useText();
  const warned = new Set(checks.flatMap(check => (check.verdict === 'passes' ? [] : check.columns)));
  const inputs = columns.filter(column => column.role === 'input').length;
  return (
    <section className={panel.panel} aria-labelledby="columns-heading">
      <div className={table.caption}>
        <h2 id="columns-heading">{t('dataStep.columns.title')}</h2>
        <p>{t('dataStep.columns.note', { inputs, count: columns.length })}</p>
      </div>
      <ScrollRegion labelledBy="columns-heading">
        <table className={table.table} aria-labelledby="columns-heading">
          <thead>
            <tr>
              <th scope="col">{t('dataStep.columns.name')}</th>
              <th scope="col">{t('dataStep.columns.type')}</th>
              <th scope="col">{t('dataStep.columns.role')}</th>
              <th scope="col" className={table.number}>
                {t('dataStep.columns.missing')}
              </th>
              <th scope="col" className={table.number}>
                {t('dataStep.columns.distinct')}
              </th>
              <th scope="col">{t('dataStep.columns.values')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name; their order never changes.
              <ColumnRow key={i} column={column} isWarned={warned.has(column.name)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function ColumnRow({ column, isWarned }: { column: ColumnReport; isWarned: boolean }) {
  const t = useText();
  const language = useLanguage();
  const { name, type, role, note, missing, distinct } = column;
  return (
    <tr className={role === 'leftOut' ? table.faint : ''}>
      <th scope="row" className={`${table.words} ${role === 'target' ? table.strong : ''}`}>
        {name}
        {isWarned && (
          <span className={table.warned}>
            <Icon name="warn" label={t('dataStep.warnings.word')} />
          </span>
        )}
        {note && <small>{t(note.key, note.values)}</small>}
      </th>
      <td>{t(`data.type.${type}`)}</td>
      <td className={role === 'target' ? table.strong : ''}>{t(`data.role.${role}`)}</td>
      <td className={table.number}>{formatCount(missing, language)}</td>
      <td className={table.number}>
        {distinct === null ? t('dataStep.columns.many') : formatCount(distinct, language)}
      </td>
      <td className={table.words}>{columnValues(column, t, language)}</td>
    </tr>
  );
}
