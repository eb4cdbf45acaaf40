import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import { typedRate } from './trial-copy.ts';

interface AddRateDialogProps {
  stage: StageView['stage'];
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Asks for one more learning rate and trains it beside the others. */
export function AddRateDialog({ stage, open, onOpenChange }: AddRateDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('page.addRate.title')}
      description={t('page.addRate.description')}
    >
      <AddRateForm stage={stage} onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

function AddRateForm({ stage, onDone }: { stage: StageView['stage']; onDone(): void }) {
  const t = useText();
  const { ask } = useSession();
  const [typed, setTyped] = useState('');
  const [invalid, setInvalid] = useState(false);
  const add = useAction();

  const submit = async (): Promise<void> => {
    const learningRate = typedRate(typed);
    setInvalid(learningRate === null);
    if (learningRate === null) return;
    if (await add.run(() => ask('stages.addPoint', { stageId: stage.id, set: { learningRate } }))) onDone();
  };
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={t('page.addRate.label')}
        hint={t('page.addRate.hint')}
        error={invalid ? t('page.addRate.invalid') : add.error}
      >
        {control => (
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.03"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Field>
      <DialogButtons>
        <Button onClick={onDone}>{t('page.cancel')}</Button>
        <Button look="primary" type="submit" disabled={add.busy}>
          {t('page.addRate.submit')}
        </Button>
      </DialogButtons>
    </form>
  );
}
