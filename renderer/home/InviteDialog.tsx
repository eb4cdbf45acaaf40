import { useEffect, useState } from 'react';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Invitation } from '#shared/contract/wire.ts';
import { useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { invite } from '../client/access.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorLine, Field } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import styles from './InviteDialog.module.css';

interface InviteDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** An address that lets one other browser, or tab, in. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const t = useText();
  return (
    <ModalDialog open={open} onOpenChange={onOpenChange} title={t('page.invite.title')}>
      <InviteForm onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

function InviteForm({ onDone }: { onDone(): void }) {
  const t = useText();
  const [made, setMade] = useState<Invitation | null>(null);
  const { run, error } = useAction();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one invitation each time the dialog opens
  useEffect(() => {
    void run(async () => {
      const invitation = await invite().catch(() => null);
      if (invitation === null) throw new Refusal('page.error.notConnected');
      setMade(invitation);
    });
  }, []);
  return (
    <>
      <div className={styles.address}>
        <Field label={t('page.invite.address')} hint={made ? t('page.invite.hint', { minutes: made.minutes }) : ' '}>
          {control => (
            <input
              {...control}
              type="text"
              readOnly
              value={made?.url ?? ''}
              onFocus={event => event.currentTarget.select()}
            />
          )}
        </Field>
        {made && <CopyButton label={t('page.invite.copy')} content={() => made.url} />}
      </div>
      <ErrorLine>{error}</ErrorLine>
      <p className={styles.care}>{t('page.invite.care')}</p>
      <DialogButtons>
        <Button look="primary" onClick={onDone}>
          {t('page.close')}
        </Button>
      </DialogButtons>
    </>
  );
}
