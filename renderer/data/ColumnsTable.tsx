import { type ReactNode, useState } from 'react';
import type { ColumnReport, DataCheck } from '#shared/domain/data-report.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { barsOf, columnValues } from './column-values.ts';
import { SpreadBars } from './PartBars.tsx';
import { type Role, roleOf, rolesOf } from './prediction-choices.ts';
import { RoleEffect } from './RoleEffect.tsx';
import table from './table.module.css';

interface ColumnsTableProps {
  columns: readonly ColumnReport[];
  checks: readonly DataCheck[];
  /** Takes a column, by its place from 0, in another role; null where none can be changed. */
  onRole: ((index: number, role: Role) => void) | null;
  facts: Pick<DatasetFacts, 'kind'>;
  busy: boolean;
}

/** Every column with its type and role, and what stands in it. */
export function ColumnsTable({ columns, checks, onRole, facts, busy }: ColumnsTableProps) {
  const t = useText();
  const [picked, setPicked] = useState<{ place: number; role: Role } | null>(null);
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
              <ColumnRow
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name; their order never changes.
                key={i}
                column={column}
                isWarned={warned.has(column.name)}
                role={picked?.place === i ? picked.role : roleOf(column, facts)}
                onRole={onRole && (role => setPicked(role === roleOf(column, facts) ? null : { place: i, role }))}
                busy={busy}
              >
                {onRole && picked?.place === i && (
                  <RoleEffect
                    column={column}
                    role={picked.role}
                    inputs={inputs}
                    busy={busy}
                    onTake={() => {
                      setPicked(null);
                      onRole(i, picked.role);
                    }}
                    onLeave={() => setPicked(null)}
                  />
                )}
              </ColumnRow>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

/** Of so few values that they would be wide, bars are as wide as those of five. */
const FEW_BARS = 5;

interface ColumnRowProps {
  column: ColumnReport;
  isWarned: boolean;
  /** The one that it has, or that is being thought of. */
  role: Role | 'split';
  onRole: ((role: Role) => void) | null;
  busy: boolean;
  /** What another role would do. */
  children: ReactNode;
}

function ColumnRow({ column, isWarned, role, onRole, busy, children }: ColumnRowProps) {
  const t = useText();
  const language = useLanguage();
  const { name, type, note, missing, distinct } = column;
  const bars = barsOf(column);
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
        {children}
      </th>
      <td>{t(`data.type.${type}`)}</td>
      <td className={role === 'target' ? table.strong : ''}>
        {onRole && rolesOf(column).length > 0 ? (
          <select
            className={table.role}
            aria-label={t('dataStep.columns.roleOf', { name })}
            // Disabled, it would lose the focus.
            aria-disabled={busy}
            value={role}
            onChange={event => {
              const chosen = rolesOf(column).find(possible => possible === event.target.value);
              if (chosen && !busy) onRole(chosen);
            }}
          >
            {rolesOf(column).map(possible => (
              <option key={possible} value={possible}>
                {t(`data.role.${possible}`)}
              </option>
            ))}
          </select>
        ) : (
          t(`data.role.${role}`)
        )}
      </td>
      <td className={table.number}>{formatCount(missing, language)}</td>
      <td className={table.number}>
        {distinct === null ? t('dataStep.columns.many') : formatCount(distinct, language)}
      </td>
      <td className={table.words}>
        <div className={table.spread}>
          {bars && <SpreadBars counts={bars} width={FEW_BARS} />}
          <span>{columnValues(column, t, language)}</span>
        </div>
      </td>
    </tr>
  );
}
