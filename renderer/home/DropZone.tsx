import { useEffect, useRef } from 'react';
import { useText } from '../app/context.ts';
import { ReadingProgress } from '../data/ReadingProgress.tsx';
import type { Drop } from '../drop/use-drop.ts';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './DropZone.module.css';

/** Invites to drop data, and tells what becomes of what was dropped. */
export function DropZone({ drop: { over, work, action } }: { drop: Drop }) {
  const t = useText();
  const zone = useRef<HTMLDivElement>(null);
  const told = work !== null || action.error !== null;
  useEffect(() => {
    if (told) zone.current?.scrollIntoView({ block: 'nearest' });
  }, [told]);
  return (
    <div ref={zone} className={`${styles.zone} ${over ? styles.over : ''}`}>
      <Icon name="upload" />
      <div>
        {work === null && <p>{over ? t('dataStep.drop.here') : t('dataStep.drop.invite')}</p>}
        {work?.kind === 'looking' && <p>{t('dataStep.drop.looking')}</p>}
        {work?.kind === 'sending' && (
          <>
            <p>{t('dataStep.drop.sending', { done: work.progress.files + 1, total: work.progress.of })}</p>
            <progress max={1} value={work.progress.share} aria-label={t('dataStep.drop.label')} />
          </>
        )}
        {work?.kind === 'reading' && <ReadingProgress source={work.source} text={t('dataStep.reading')} />}
        <ErrorLine>{action.error}</ErrorLine>
      </div>
    </div>
  );
}
