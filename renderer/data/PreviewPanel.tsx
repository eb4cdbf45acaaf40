import type { DataReport } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import panel from '../ui/panel.module.css';
import { ImagesPreview } from './ImagesPreview.tsx';
import { RowsPreview } from './RowsPreview.tsx';
import { TextsPreview } from './TextsPreview.tsx';
import table from './table.module.css';

/** Some rows as they stand in the source. */
export function PreviewPanel({ report: { preview, columns } }: { report: DataReport }) {
  const t = useText();
  const shown = preview.kind === 'images' ? preview.images.length : preview.rows.length;
  return (
    <section className={panel.panel} aria-labelledby="preview-heading">
      <div className={table.caption}>
        <h2 id="preview-heading">{t('dataStep.preview.title')}</h2>
        <p>{t(preview.kind === 'images' ? 'dataStep.preview.images' : 'dataStep.preview.rows', { count: shown })}</p>
      </div>
      {preview.kind === 'rows' && <RowsPreview preview={preview} columns={columns} />}
      {preview.kind === 'texts' && <TextsPreview preview={preview} />}
      {preview.kind === 'images' && <ImagesPreview preview={preview} />}
    </section>
  );
}
