import type { Preview } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from './table.module.css';

/** Some texts with their labels. */
export function TextsPreview({ preview: { rows } }: { preview: Extract<Preview, { kind: 'texts' }> }) {
  const t = useText();
  return (
    <ScrollRegion labelledBy="preview-heading" className={table.window ?? ''}>
      <table className={table.table} aria-labelledby="preview-heading">
        <thead>
          <tr>
            <th scope="col">{t('dataStep.preview.label')}</th>
            <th scope="col">{t('dataStep.preview.text')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ text, label }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place.
            <tr key={i}>
              <th scope="row" className={table.strong}>
                {label}
              </th>
              <td className={table.words}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
