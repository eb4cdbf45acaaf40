import { useState } from 'react';
import { Refusal } from '#shared/contract/refusal.ts';
import { useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { useStillHere } from '../app/use-still-here.ts';
import { ReadingProgress } from '../data/ReadingProgress.tsx';
import { Field } from '../ui/Field.tsx';
import { DialogForm, ModalDialog } from '../ui/ModalDialog.tsx';
import { Segments } from '../ui/Segments.tsx';
import { CommandForm, type TypedCommand } from './CommandForm.tsx';
import { FileBrowser } from './FileBrowser.tsx';
import styles from './NewProjectDialog.module.css';
import { SampleList } from './SampleList.tsx';

interface NewProjectDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  /** A command that is to be typed anew; left out: a person begins. */
  command?: TypedCommand;
}

type Way = 'data' | 'command';

/** Asks what is to be tuned: a network on data that is typed, found in the folders of this machine, or a sample; or the person's own command. */
export function NewProjectDialog({ open, onOpenChange, command }: NewProjectDialogProps) {
  const t = useText();
  const [way, setWay] = useState<Way>(command ? 'command' : 'data');
  const cancel = () => onOpenChange(false);
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('page.new.title')}
      description={t(way === 'data' ? 'page.new.description' : 'commandPage.new.description')}
      wide
    >
      {!command && (
        <div className={styles.way}>
          <Segments<Way>
            label={t('commandPage.new.way')}
            value={way}
            choices={[
              { value: 'data', label: t('commandPage.new.data') },
              { value: 'command', label: t('commandPage.new.command') },
            ]}
            onChoose={chosen => setWay(chosen)}
          />
        </div>
      )}
      {way === 'data' ? <NewProjectForm onCancel={cancel} /> : <CommandForm typed={command} onCancel={cancel} />}
    </ModalDialog>
  );
}

/** All files of one name, as a person may type it. */
const PATTERN = 'reviews.*';

/** The columns of a table whose target has to be chosen by hand; null where something else was wrong. */
function columnsToChooseFrom(error: unknown): string | null {
  if (!(error instanceof Refusal)) return null;
  const { columns } = error.record.values;
  return typeof columns === 'string' ? columns : null;
}

function NewProjectForm({ onCancel }: { onCancel(): void }) {
  const t = useText();
  const { ask } = useSession();
  const [path, setPath] = useState('');
  /** What is being read, or was refused. */
  const [source, setSource] = useState('');
  const create = useAction();
  const stillHere = useStillHere();
  /** The target column as the person names it, and the columns there are: asked for where a table was refused without one. */
  const [target, setTarget] = useState('');
  const [columns, setColumns] = useState<string | null>(null);

  const start = (chosen: string): void => {
    setSource(chosen);
    void create.run(async () => {
      const said = columns === null ? '' : target.trim();
      const project = await ask('projects.create', {
        source: chosen,
        ...(said !== '' && { choice: { target: said } }),
      }).catch((error: unknown) => {
        setColumns(before => columnsToChooseFrom(error) ?? before);
        throw error;
      });
      if (stillHere()) goTo({ page: 'data', projectId: project.id });
    });
  };
  const choose = (chosen: string): void => {
    setPath(chosen);
    setColumns(null);
    setTarget('');
    create.clear();
  };
  const typed = path.trim();
  return (
    <DialogForm
      submit={t('page.new.submit')}
      busy={create.busy}
      ready={typed !== ''}
      onSubmit={() => start(typed)}
      onCancel={onCancel}
    >
      <div className={styles.ways}>
        <div className={styles.own}>
          <Field
            label={t('dataStep.new.path')}
            hint={t('dataStep.new.hint', { example: PATTERN })}
            error={create.error}
          >
            {control => (
              <input
                {...control}
                type="text"
                autoComplete="off"
                spellCheck={false}
                value={path}
                onChange={event => choose(event.target.value)}
              />
            )}
          </Field>
          {columns !== null && (
            <Field label={t('dataStep.new.target')} hint={t('dataStep.new.targetHint', { columns })}>
              {control => (
                <input
                  {...control}
                  type="text"
                  autoComplete="off"
                  spellCheck={false}
                  value={target}
                  onChange={event => setTarget(event.target.value)}
                />
              )}
            </Field>
          )}
          <FileBrowser onSelect={choose} onOpenFile={start} />
        </div>
        <SampleList busy={create.busy} onChoose={start} />
      </div>
      {create.busy && (
        <div className={styles.reading}>
          <ReadingProgress source={source} text={t('dataStep.reading')} />
        </div>
      )}
    </DialogForm>
  );
}
