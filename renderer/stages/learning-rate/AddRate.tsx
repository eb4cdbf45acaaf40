import { useState } from 'react';
import { useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import { typedRate } from '../../stage/trial-copy.ts';
import { Field } from '../../ui/Field.tsx';
import { DialogForm } from '../../ui/ModalDialog.tsx';

/** Asks for one more learning rate and trains it beside the others. */
export function AddRate({ stageId, onDone }: { stageId: string; onDone(): void }) {
  const t = useText();
  const { ask } = useSession();
  const [typed, setTyped] = useState('');
  const [invalid, setInvalid] = useState(false);
  const add = useAction();

  const submit = async (): Promise<void> => {
    const learningRate = typedRate(typed);
    setInvalid(learningRate === null);
    if (learningRate === null) return;
    if (await add.run(() => ask('stages.addPoint', { stageId, set: { learningRate } }))) onDone();
  };
  return (
    <DialogForm submit={t('page.addRate.submit')} busy={add.busy} onSubmit={submit} onCancel={onDone}>
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
    </DialogForm>
  );
}
