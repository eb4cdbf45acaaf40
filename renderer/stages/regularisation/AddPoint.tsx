import { useState } from 'react';
import { RegularisationPlan } from '#shared/domain/regularisation.ts';
import { useAppState, useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import { NumberOf } from '../../stage/HyperparameterFields.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import { DialogForm } from '../../ui/ModalDialog.tsx';

/** Asks for one more point of the search, and trains it. */
export function AddPoint({ stageId, onDone }: { stageId: string; onDone(): void }) {
  const t = useText();
  const { ask } = useSession();
  const plan = useAppState(state => state.views.get(stageId)?.stage.plan);
  const hasDropout = RegularisationPlan.safeParse(plan).data?.hasDropout ?? false;
  const [weightDecay, setWeightDecay] = useState<number | null>(0.01);
  const [dropout, setDropout] = useState<number | null>(0.2);
  const add = useAction();
  const isReady = weightDecay !== null && (dropout !== null || !hasDropout);

  const submit = async (): Promise<void> => {
    if (!isReady) return;
    const set = { weightDecay, ...(hasDropout && dropout !== null && { dropout }) };
    if (await add.run(() => ask('stages.addPoint', { stageId, set }))) onDone();
  };
  return (
    <DialogForm submit={t('page.addRate.submit')} busy={add.busy} ready={isReady} onSubmit={submit} onCancel={onDone}>
      <NumberOf
        label={t('regPage.weightDecay')}
        value={weightDecay}
        min={0}
        max={1}
        step={0.001}
        missing={t('newLadder.missing')}
        onChange={setWeightDecay}
      />
      {hasDropout && (
        <NumberOf
          label={t('regPage.dropout')}
          value={dropout}
          min={0}
          max={0.95}
          step={0.05}
          missing={t('newLadder.missing')}
          onChange={setDropout}
        />
      )}
      <ErrorLine>{add.error}</ErrorLine>
    </DialogForm>
  );
}
