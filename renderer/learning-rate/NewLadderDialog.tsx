import type { StagePlan } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { networkName } from '../names.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import { LadderCost } from './LadderCost.tsx';
import { LadderCandidates, LadderSettingsFields } from './LadderSettingsFields.tsx';
import styles from './NewLadderDialog.module.css';
import { useNewLadder } from './use-new-ladder.ts';

interface NewLadderDialogProps {
  projectId: string;
  /** What the candidates share at first. */
  planned: StagePlan['base'];
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Another ladder of a project: its choices, what it costs, and the button that starts it. */
export function NewLadderDialog({ projectId, planned, open, onOpenChange }: NewLadderDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('newLadder.title')}
      description={t('newLadder.description', { model: networkName(planned, t) })}
    >
      <NewLadderForm projectId={projectId} planned={planned} onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

function NewLadderForm({
  projectId,
  planned,
  onDone,
}: Omit<NewLadderDialogProps, 'open' | 'onOpenChange'> & { onDone(): void }) {
  const t = useText();
  const ladder = useNewLadder(projectId, planned);
  const submit = async (): Promise<void> => {
    if (ladder.complete && (await ladder.start())) onDone();
  };
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <LadderCandidates settings={ladder.settings} onChange={ladder.change} />
      <LadderCost projectId={projectId} choice={ladder.choice} />
      <LadderSettingsFields settings={ladder.settings} onChange={ladder.change} />
      <ErrorLine>{ladder.action.error}</ErrorLine>
      <DialogButtons>
        <Button onClick={onDone}>{t('page.cancel')}</Button>
        <Button look="primary" type="submit" disabled={ladder.action.busy || !ladder.complete}>
          {ladder.settings.full ? t('newLadder.startTwelve') : t('newLadder.startSix')}
        </Button>
      </DialogButtons>
    </form>
  );
}
