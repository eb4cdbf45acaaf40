import { useState } from 'react';
import { MOST } from '#shared/domain/hyperparameters.ts';
import { useAppState, useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import { NumberOf } from '../../stage/HyperparameterFields.tsx';
import { typedRate } from '../../stage/trial-copy.ts';
import { ErrorLine, Field } from '../../ui/Field.tsx';
import { DialogForm } from '../../ui/ModalDialog.tsx';
import { hasMomentum } from './words.ts';

/** Asks for one more batch size and momentum, with a rate of its own where the person names one, and trains it. */
export function AddPoint({ stageId, onDone }: { stageId: string; onDone(): void }) {
  const t = useText();
  const { ask } = useSession();
  const optimizer = useAppState(state => state.views.get(stageId)?.stage.plan.base.optimizer);
  const [batchSize, setBatchSize] = useState<number | null>(null);
  const [momentum, setMomentum] = useState<number | null>(0.9);
  const [typed, setTyped] = useState('');
  const add = useAction();
  const withMomentum = hasMomentum(optimizer);
  const rate = typed.trim() === '' ? null : typedRate(typed);
  const isWrong = typed.trim() !== '' && rate === null;
  const isReady = batchSize !== null && (momentum !== null || !withMomentum) && !isWrong;

  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const set = {
      batchSize,
      ...(withMomentum && momentum !== null && { momentum }),
      ...(rate !== null && { learningRate: rate }),
    };
    if (await add.run(() => ask('stages.addPoint', { stageId, set }))) onDone();
  };
  return (
    <DialogForm submit={t('page.addRate.submit')} busy={add.busy} ready={isReady} onSubmit={submit} onCancel={onDone}>
      <NumberOf
        label={t('newLadder.batchSize')}
        value={batchSize}
        min={1}
        max={MOST.batchSize}
        step={16}
        missing={t('newLadder.missing')}
        onChange={setBatchSize}
      />
      {withMomentum && (
        <NumberOf
          label={t('newLadder.momentum')}
          value={momentum}
          min={0}
          max={0.999}
          step={0.05}
          missing={t('newLadder.missing')}
          onChange={setMomentum}
        />
      )}
      <Field
        label={t('page.addRate.label')}
        hint={t('batchMomentum.add.rateHint')}
        error={isWrong ? t('page.addRate.invalid') : null}
      >
        {control => (
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Field>
      <ErrorLine>{add.error}</ErrorLine>
    </DialogForm>
  );
}
