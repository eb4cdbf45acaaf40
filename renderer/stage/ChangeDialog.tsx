import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { pointKey } from '#shared/method/stages/stage-definition.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatWithNoise } from '../format.ts';
import { Field } from '../ui/Field.tsx';
import { DialogForm, ModalDialog } from '../ui/ModalDialog.tsx';
import { StepsField } from '../ui/StepsField.tsx';
import type { AnyStageParts } from './stage-parts.ts';

interface ChangeDialogProps {
  parts: AnyStageParts;
  view: StageView;
  /** What stands in the fields at first. */
  proposed: HyperparameterSet;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Lets the person overrule the recommendation: another trial's settings, and another num_steps where that is chosen here. */
export function ChangeDialog({ parts, view, proposed, open, onOpenChange }: ChangeDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('page.change.title')}
      description={t('page.change.description')}
    >
      <ChangeForm parts={parts} view={view} proposed={proposed} onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

function ChangeForm({
  parts,
  view,
  proposed,
  onDone,
}: Omit<ChangeDialogProps, 'open' | 'onOpenChange'> & { onDone(): void }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const choices = [...view.trials]
    .filter(({ status }) => status !== 'diverged')
    .sort((a, b) => parts.compare(a, b))
    .filter((trial, i, all) => all.findIndex(one => keyOf(parts, one) === keyOf(parts, trial)) === i);
  const isProposed = (trial: Trial): boolean =>
    Object.entries(parts.chosenOf(trial)).every(([name, value]) => proposed[name as keyof HyperparameterSet] === value);
  const [trialId, setTrialId] = useState((choices.find(isProposed) ?? choices[0])?.id);
  const asksSteps = proposed.steps !== undefined;
  const [steps, setSteps] = useState<number | null>(proposed.steps ?? null);
  const accept = useAction();

  const ranked = new Map(view.recommendation.ranking.map(one => [one.trialId, one.figures]));
  const chosen = choices.find(({ id }) => id === trialId);
  const incomplete = asksSteps && steps === null;
  const submit = async (): Promise<void> => {
    if (!chosen) return;
    const set = { ...parts.chosenOf(chosen), ...(steps !== null && { steps }) };
    if (await accept.run(() => ask('decisions.accept', { stageId: view.stage.id, set }))) onDone();
  };
  return (
    <DialogForm
      submit={t('page.change.submit')}
      busy={accept.busy}
      ready={!incomplete}
      onSubmit={submit}
      onCancel={onDone}
    >
      <Field label={t(parts.messages.choose)} error={asksSteps ? null : accept.error}>
        {control => (
          <select {...control} value={trialId} onChange={event => setTrialId(event.target.value)}>
            {choices.map(trial => {
              const { finalLoss = null, noise = null } = ranked.get(trial.id) ?? {};
              const rate = parts.label(trial, t, language);
              return (
                <option key={trial.id} value={trial.id}>
                  {finalLoss === null
                    ? rate
                    : t('page.change.option', { rate, loss: formatWithNoise(finalLoss, noise, language).value })}
                </option>
              );
            })}
          </select>
        )}
      </Field>
      {asksSteps && (
        <StepsField
          label={t('page.change.steps')}
          hint={t('page.change.stepsHint')}
          error={steps === null ? t('page.change.stepsMissing') : accept.error}
          steps={steps}
          onChange={setSteps}
        />
      )}
    </DialogForm>
  );
}

/** Trials that differ in what isn't chosen, as in their seed, are one choice. */
const keyOf = (parts: AnyStageParts, trial: Trial): string => pointKey(parts.chosenOf(trial));
