import type { Prediction } from '#shared/domain/prediction.ts';
import { useLanguage, useText } from '../app/context.ts';
import table from '../data/table.module.css';
import { formatCount, NONE } from '../format.ts';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';

/** Rows that have no prediction, each with its place and why. */
export function BadRows({ prediction: { bad, badRows } }: { prediction: Prediction }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section className={panel.panel} aria-labelledby="bad-rows-heading">
      <div className={table.caption}>
        <h2 id="bad-rows-heading">{t('predict.page.bad', { count: bad })}</h2>
        {badRows.length < bad && (
          <p>{t('predict.page.badFirst', { shown: badRows.length, rows: formatCount(bad, language) })}</p>
        )}
      </div>
      <ScrollRegion labelledBy="bad-rows-heading" className={table.window ?? ''}>
        <table className={table.table} aria-labelledby="bad-rows-heading">
          <thead>
            <tr>
              <th scope="col">{t('predict.page.line')}</th>
              <th scope="col">{t('predict.page.reason')}</th>
              <th scope="col">{t('predict.page.file')}</th>
            </tr>
          </thead>
          <tbody>
            {badRows.map(({ place: { file, line }, reason }) => (
              <tr key={`${file} ${line}`}>
                <td>{line ?? NONE}</td>
                <td className={table.words}>{t(reason.key, reason.values)}</td>
                <td className={table.words}>{file.split(/[\\/]/).at(-1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
