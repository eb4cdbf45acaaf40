import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useText } from '../app/context.ts';
import { Button } from './Button.tsx';
import styles from './ModalDialog.module.css';

interface ModalDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: string;
  wide?: boolean;
  /** What takes the focus when it closes; true or left out: what had it before. */
  finalFocus?: () => HTMLElement | null | boolean;
  children: ReactNode;
}

/** A window over the page: Escape and a press beside it close it, and the focus goes back to where it was. */
export function ModalDialog({
  open,
  onOpenChange,
  title,
  description,
  wide = false,
  finalFocus,
  children,
}: ModalDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={`${styles.popup} ${wide ? styles.wide : ''}`} {...(finalFocus && { finalFocus })}>
          <Dialog.Title className={styles.title}>{title}</Dialog.Title>
          {description !== undefined && (
            <Dialog.Description className={styles.description}>{description}</Dialog.Description>
          )}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The row of buttons at a dialog's end. */
export const DialogButtons = ({ children }: { children: ReactNode }) => (
  <div className={styles.buttons}>{children}</div>
);

interface DialogFormProps {
  className?: string | undefined;
  /** What its button says. */
  submit: string;
  /** What it asks for is under way. */
  busy: boolean;
  /** Whether it can be sent off as it stands; left out: it can. */
  ready?: boolean;
  /** What stands beside its buttons. */
  aside?: ReactNode;
  onSubmit(): unknown;
  onCancel(): void;
  children: ReactNode;
}

/** What a dialog asks for, and at its end the way out and the button that sends it off, as Enter does. */
export function DialogForm({
  className,
  submit,
  busy,
  ready = true,
  aside,
  onSubmit,
  onCancel,
  children,
}: DialogFormProps) {
  const t = useText();
  return (
    <form
      noValidate
      className={className}
      onSubmit={event => {
        event.preventDefault();
        if (ready) onSubmit();
      }}
    >
      {children}
      <DialogButtons>
        {aside}
        <Button onClick={onCancel}>{t('page.cancel')}</Button>
        <Button look="primary" type="submit" disabled={busy || !ready}>
          {submit}
        </Button>
      </DialogButtons>
    </form>
  );
}
