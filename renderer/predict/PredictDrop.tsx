import { useId, useRef } from 'react';
import type { DataKind } from '#shared/domain/dataset.ts';
import { useText } from '../app/context.ts';
import { DropProgress } from '../drop/DropProgress.tsx';
import type { Drop } from '../drop/use-drop.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import styles from './PredictDrop.module.css';

/** Takes new rows: dropped anywhere on the window, or chosen. */
export function PredictDrop({ drop: { over, work, action, choose }, kind }: { drop: Drop; kind: DataKind }) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className={`${panel.panel} ${styles.zone} ${over ? styles.over : ''}`} aria-labelledby={id}>
      <Icon name="upload" />
      <div>
        <h2 id={id}>{over ? t('predict.page.here') : t('predict.page.invite')}</h2>
        <p>{t(`predict.page.invite.${kind}`)}</p>
        {work !== null && <DropProgress work={work} reading={t('predict.page.predicting')} />}
        <ErrorLine>{action.error}</ErrorLine>
      </div>
      <Button disabled={action.busy} onClick={() => input.current?.click()}>
        {t('predict.page.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t('predict.page.choose')}
        onChange={event => {
          const { files } = event.target;
          if (files && files.length > 0) choose(files);
          // The same file may be chosen once more.
          event.target.value = '';
        }}
      />
    </section>
  );
}
