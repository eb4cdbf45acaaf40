import { useEffect, useState } from 'react';
import { useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { useStillHere } from '../app/use-still-here.ts';
import { Field } from '../ui/Field.tsx';
import { DialogForm } from '../ui/ModalDialog.tsx';
import styles from './CommandForm.module.css';
import { FileBrowser } from './FileBrowser.tsx';

/** A command as a person types it. */
export interface TypedCommand {
  line: string;
  folder: string;
}

/** A command, as a person may type it; it is code, and so the same in every language. */
const EXAMPLE = 'python train.py --lr 3e-4 --batch-size 32 --epochs 3';

interface CommandFormProps {
  /** What stands there at first. */
  typed?: TypedCommand | undefined;
  onCancel(): void;
}

/** Asks for the command that a person trains with, and the folder that it runs in; it is read then, and nothing is run. */
export function CommandForm({ typed, onCancel }: CommandFormProps) {
  const t = useText();
  const { ask } = useSession();
  const [line, setLine] = useState(typed?.line ?? '');
  const [folder, setFolder] = useState(typed?.folder ?? '');
  const read = useAction();
  const stillHere = useStillHere();
  // The person's own folder, until they say another.
  useEffect(() => {
    if (typed) return;
    ask('files.list', { folder: null }).then(
      listing => setFolder(before => (before === '' ? listing.folder : before)),
      () => {},
    );
  }, [ask, typed]);
  const ready = line.trim() !== '' && folder.trim() !== '';
  const submit = () =>
    read.run(async () => {
      const { id } = await ask('command.read', { line, folder });
      if (!stillHere()) return;
      onCancel();
      goTo({ page: 'newCommand', draftId: id });
    });
  return (
    <DialogForm
      submit={t('commandPage.new.submit')}
      busy={read.busy}
      ready={ready}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <Field
        label={t('commandPage.new.line')}
        hint={t('commandPage.new.hint', { example: EXAMPLE })}
        error={read.error}
      >
        {control => (
          <textarea
            {...control}
            className={styles.line}
            rows={3}
            autoComplete="off"
            spellCheck={false}
            value={line}
            onChange={event => {
              setLine(event.target.value);
              read.clear();
            }}
          />
        )}
      </Field>
      <Field label={t('commandPage.new.folder')}>
        {control => (
          <input
            {...control}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={folder}
            onChange={event => setFolder(event.target.value)}
          />
        )}
      </Field>
      <FileBrowser onSelect={(_path, chosen) => setFolder(chosen)} onOpenFile={() => undefined} />
    </DialogForm>
  );
}
