import type { Preview } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import styles from './ImagesPreview.module.css';
import { PixelImage } from './PixelImage.tsx';

/** Some images with their labels, pixel by pixel. */
export function ImagesPreview({ preview }: { preview: Extract<Preview, { kind: 'images' }> }) {
  const t = useText();
  return (
    <ul className={styles.grid}>
      {preview.images.map(({ pixels, label }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: images have no other name than their place.
        <li key={i}>
          <PixelImage shape={preview} pixels={pixels} label={t('dataStep.preview.imageOf', { label })} />
          <span aria-hidden="true" title={label}>
            {label}
          </span>
        </li>
      ))}
    </ul>
  );
}
