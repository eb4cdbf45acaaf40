import { useEffect, useState } from 'react';
import type { Trial } from '#shared/domain/trial.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { sentenceOf } from '../app/use-action.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import styles from './LogDialog.module.css';
import { type AnyStageParts, trialLabel } from './stage-parts.ts';

/** The end of a log is what tells why; the file itself holds the rest. */
const MAX_BYTES = 200_000;

interface LogDialogProps {
  parts: AnyStageParts;
  trials: readonly Trial[];
  /** Null: closed. */
  trial: Trial | null;
  onClose(): void;
}

/** A trial's log as it stands now. */
export function LogDialog({ parts, trials, trial, onClose }: LogDialogProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <ModalDialog
      wide
      open={trial !== null}
      onOpenChange={open => !open && onClose()}
      title={t('page.log.title', { rate: trial ? trialLabel(parts, trial, trials, t, language) : '' })}
    >
      {trial && <LogText trialId={trial.id} />}
      {trial && <p className={styles.file}>{t('page.log.file', { file: trial.logFile })}</p>}
      <DialogButtons>
        <Button onClick={onClose}>{t('page.close')}</Button>
      </DialogButtons>
    </ModalDialog>
  );
}

function LogText({ trialId }: { trialId: string }) {
  const t = useText();
  const { ask } = useSession();
  const [log, setLog] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    ask('trials.log', { trialId, maxBytes: MAX_BYTES }).then(answer => setLog(answer.text), setFailure);
  }, [ask, trialId]);
  if (failure !== null) return <ErrorLine>{sentenceOf(failure, t)}</ErrorLine>;
  if (log === null) return <div className={styles.log} aria-busy="true" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={toEnd} className={styles.log} tabIndex={0} aria-label={t('page.log.label')}>
      <pre>{log === '' ? t('page.log.empty') : log}</pre>
    </section>
  );
}

/** Shows the newest lines first. */
const toEnd = (log: HTMLElement | null): void => log?.scrollTo({ top: log.scrollHeight });
