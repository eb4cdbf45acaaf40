import { useState } from 'react';
import { useAppState, useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import styles from './NewProjectDialog.module.css';

interface NewProjectDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Asks where the data is, and reads it. */
export function NewProjectDialog({ open, onOpenChange }: NewProjectDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('page.new.title')}
      description={t('page.new.description')}
    >
      <NewProjectForm onCancel={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

function NewProjectForm({ onCancel }: { onCancel(): void }) {
  const t = useText();
  const { ask } = useSession();
  const [path, setPath] = useState('');
  const create = useAction();
  const source = path.trim();
  const read = useAppState(state => state.reading.get(source) ?? 0);

  const submit = (): Promise<boolean> =>
    create.run(async () => {
      const project = await ask('projects.create', { source });
      goTo({ page: 'learningRate', projectId: project.id, stageId: null });
    });
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (source !== '') void submit();
      }}
    >
      <Field label={t('page.new.path')} hint={t('page.new.hint')} error={create.error}>
        {control => (
          <input
            {...control}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={path}
            onChange={event => {
              setPath(event.target.value);
              create.clear();
            }}
          />
        )}
      </Field>
      {create.busy && (
        <div className={styles.reading}>
          {t('page.new.reading')}
          <progress max={1} value={read} aria-label={t('page.new.reading')} />
        </div>
      )}
      <DialogButtons>
        <Button onClick={onCancel}>{t('page.cancel')}</Button>
        <Button look="primary" type="submit" disabled={create.busy || source === ''}>
          {t('page.new.submit')}
        </Button>
      </DialogButtons>
    </form>
  );
}
