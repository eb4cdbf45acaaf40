import { useState } from 'react';
import { MOST } from '#shared/domain/hyperparameters.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { fromHere } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorLine, Field } from '../ui/Field.tsx';
import { DialogForm, ModalDialog } from '../ui/ModalDialog.tsx';
import styles from './CopyTrialDialog.module.css';
import { NumberOf, OptimizerField, usesMomentum } from './HyperparameterFields.tsx';
import type { AnyStageParts } from './stage-parts.ts';
import { copyOf, type TrialCopy, typedRate } from './trial-copy.ts';

interface CopyTrialDialogProps {
  parts: AnyStageParts;
  /** What the trial is called. */
  name: string;
  trial: Trial;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Starts a trial like this one with another value somewhere. */
export function CopyTrialDialog({ parts, name, trial, open, onOpenChange }: CopyTrialDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('copyTrial.title', { rate: name })}
      description={t('copyTrial.description')}
    >
      <CopyTrialForm parts={parts} trial={trial} onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

interface CopyTrialFormProps {
  parts: AnyStageParts;
  trial: Trial;
  onDone(): void;
}

function CopyTrialForm({ parts, trial, onDone }: CopyTrialFormProps) {
  const t = useText();
  const { ask } = useSession();
  const projectId = useAppState(state => state.views.get(trial.stageId)?.project.id ?? '');
  const [copy, setCopy] = useState(() => copyOf(trial));
  const start = useAction();
  const set = (change: Partial<TrialCopy>): void => setCopy({ ...copy, ...change });
  const plan = parts.planCopy(trial, projectId, copy);
  const ready = plan.kind === 'point' || plan.kind === 'stage';
  const missing = t('newLadder.missing');

  const submit = async (): Promise<void> => {
    if (plan.kind === 'point' && (await start.run(() => ask('stages.addPoint', plan.input)))) onDone();
    if (plan.kind !== 'stage') return;
    await start.run(async () => {
      const go = fromHere();
      const stage = await ask('stages.start', plan.input);
      onDone();
      go({ page: 'stage', projectId, kind: stage.kind, stageId: stage.id });
    });
  };
  return (
    <DialogForm
      submit={t('copyTrial.start')}
      busy={start.busy}
      ready={ready}
      aside={
        <span className={styles.settings}>
          <CopyButton label={t('copyTrial.settings')} content={() => settingsOf(trial)} />
        </span>
      }
      onSubmit={submit}
      onCancel={onDone}
    >
      <div className={styles.fields}>
        <Field label={t('page.addRate.label')} error={typedRate(copy.rate) === null ? t('page.addRate.invalid') : null}>
          {control => (
            <input
              {...control}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={copy.rate}
              onChange={event => set({ rate: event.target.value })}
            />
          )}
        </Field>
        <NumberOf
          label={t('newLadder.numSteps')}
          value={copy.steps}
          min={1}
          max={MOST.steps}
          step={100}
          missing={missing}
          onChange={steps => set({ steps })}
        />
        <OptimizerField value={copy.optimizer} onChange={optimizer => set({ optimizer })} />
        {usesMomentum(copy.optimizer) && (
          <NumberOf
            label={t('newLadder.momentum')}
            value={copy.momentum}
            min={0}
            max={0.999}
            step={0.05}
            missing={missing}
            onChange={momentum => set({ momentum })}
          />
        )}
        <NumberOf
          label={t('newLadder.batchSize')}
          value={copy.batchSize}
          min={1}
          max={MOST.batchSize}
          step={16}
          missing={missing}
          onChange={batchSize => set({ batchSize })}
        />
        <NumberOf
          label={t('copyTrial.seed')}
          value={copy.seed}
          min={0}
          max={2 ** 31 - 1}
          step={1}
          missing={missing}
          onChange={seed => set({ seed })}
        />
      </div>
      <p className={styles.what}>{plan.kind !== 'incomplete' && t(plan.what)}</p>
      <ErrorLine>{start.error}</ErrorLine>
    </DialogForm>
  );
}

/** What decides every number of a trial, as JSON. */
const settingsOf = ({ hyperparameters, backend, dataDigest, programVersion }: Trial): string =>
  JSON.stringify({ hyperparameters, backend, dataDigest, programVersion }, null, 2);
