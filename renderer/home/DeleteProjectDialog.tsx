import { useEffect, useState } from 'react';
import type { Output } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import { useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatFileSize } from '../format.ts';
import { projectName } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import styles from './DeleteProjectDialog.module.css';

interface DeleteProjectDialogProps {
  /** Null: none is to be deleted. */
  project: Project | null;
  /** Takes the focus when the project is gone, and its card with it. */
  onDeleted(): HTMLElement | null;
  onClose(): void;
}

/** Says what goes with a project and what that frees, and deletes it. */
export function DeleteProjectDialog({ project, onDeleted, onClose }: DeleteProjectDialogProps) {
  const t = useText();
  const [deleted, setDeleted] = useState(false);
  // While it closes, it still says of what it was.
  const [shown, setShown] = useState(project);
  if (project !== null && project !== shown) {
    setShown(project);
    setDeleted(false);
  }
  return (
    <ModalDialog
      open={project !== null}
      onOpenChange={open => !open && onClose()}
      title={shown ? t('page.delete.title', { name: projectName(shown, t) }) : ''}
      finalFocus={() => (deleted ? onDeleted() : true)}
    >
      {shown && (
        <DeleteProjectForm
          project={shown}
          onCancel={onClose}
          onDeleted={() => {
            setDeleted(true);
            onClose();
          }}
        />
      )}
    </ModalDialog>
  );
}

interface DeleteProjectFormProps {
  project: Project;
  onCancel(): void;
  onDeleted(): void;
}

function DeleteProjectForm({ project, onCancel, onDeleted }: DeleteProjectFormProps) {
  const t = useText();
  const { ask } = useSession();
  const [size, setSize] = useState<Output<'projects.size'> | null>(null);
  const look = useAction();
  const action = useAction();
  const { id: projectId, source } = project;

  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, when the dialog opens.
  useEffect(() => {
    void look.run(async () => setSize(await ask('projects.size', { projectId })));
  }, [projectId]);

  const remove = async (): Promise<void> => {
    if (await action.run(() => ask('projects.delete', { projectId }))) onDeleted();
  };
  return (
    <>
      <p aria-live="polite" className={styles.what}>
        {size === null
          ? look.error === null && t('page.delete.measuring')
          : t(size.trials === 0 ? 'page.delete.none' : 'page.delete.what', {
              count: size.trials,
              size: formatFileSize(size.bytes),
            })}
      </p>
      {!source.startsWith('sample:') && <p className={styles.what}>{t('page.delete.source', { source })}</p>}
      <ErrorLine>{action.error ?? look.error}</ErrorLine>
      <DialogButtons>
        <Button onClick={onCancel}>{t('page.cancel')}</Button>
        <Button look="primary" disabled={size === null || action.busy} onClick={() => void remove()}>
          {action.busy ? t('page.delete.busy') : t('page.delete.submit')}
        </Button>
      </DialogButtons>
    </>
  );
}
