import { useEffect, useRef } from 'react';
import { useText } from '../app/context.ts';
import { DropProgress } from '../drop/DropProgress.tsx';
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
        {work && <DropProgress work={work} reading={t('dataStep.reading')} />}
        <ErrorLine>{action.error}</ErrorLine>
      </div>
    </div>
  );
}
