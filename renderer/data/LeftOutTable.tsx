import type { LeftOut } from '#shared/domain/data-report.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount } from '../format.ts';
import panel from '../ui/panel.module.css';
import { Examples } from './Examples.tsx';
import table from './table.module.css';

/** The rows that are in no part of the split, and why. */
export function LeftOutTable({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className={panel.panel} aria-labelledby="left-out-heading">
      <div className={table.caption}>
        <h2 id="left-out-heading">{t('dataStep.leftOut.title')}</h2>
      </div>
      <table className={table.table} aria-labelledby="left-out-heading">
        <thead>
          <tr>
            <th scope="col" className={table.number}>
              {t('dataStep.leftOut.rows')}
            </th>
            <th scope="col">{t('dataStep.leftOut.why')}</th>
            <th scope="col">{t('dataStep.leftOut.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {leftOut.map(({ reason, rows, examples }) => (
            <tr key={`${reason.key} ${JSON.stringify(reason.values)}`}>
              <td className={table.number}>{formatCount(rows, language)}</td>
              <td className={table.words}>{t(reason.key, reason.values)}</td>
              <td className={table.examples}>
                <Examples examples={examples} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
