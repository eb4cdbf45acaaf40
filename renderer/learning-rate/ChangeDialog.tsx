import { NumberField } from '@base-ui/react/number-field';
import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { MOST } from '#shared/domain/hyperparameters.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatRate, formatWithNoise } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';

interface Choice {
  learningRate: number;
  numSteps: number;
}

interface ChangeDialogProps {
  view: StageView;
  /** What stands in the fields at first. */
  proposed: Choice;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** Lets the person overrule the recommendation: another rate, another num_steps. */
export function ChangeDialog({ view, proposed, open, onOpenChange }: ChangeDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('page.change.title')}
      description={t('page.change.description')}
    >
      <ChangeForm view={view} proposed={proposed} onDone={() => onOpenChange(false)} />
    </ModalDialog>
  );
}

function ChangeForm({ view, proposed, onDone }: Pick<ChangeDialogProps, 'view' | 'proposed'> & { onDone(): void }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const [rate, setRate] = useState(proposed.learningRate);
  const [steps, setSteps] = useState<number | null>(proposed.numSteps);
  const accept = useAction();

  const choices = view.answer.candidates.filter(candidate => candidate.status !== 'diverged');
  const submit = async (): Promise<void> => {
    if (steps === null) return;
    const input = { stageId: view.stage.id, set: { learningRate: rate, steps } };
    if (await accept.run(() => ask('decisions.accept', input))) onDone();
  };
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('page.change.rate')}>
        {control => (
          <select {...control} value={rate} onChange={event => setRate(Number(event.target.value))}>
            {choices.map(candidate => {
              const loss = formatWithNoise(candidate.finalLoss, candidate.noise, language).value;
              return (
                <option key={candidate.trialId} value={candidate.learningRate}>
                  {candidate.finalLoss === null
                    ? formatRate(candidate.learningRate)
                    : t('page.change.option', { rate: formatRate(candidate.learningRate), loss })}
                </option>
              );
            })}
          </select>
        )}
      </Field>
      <Field
        label={t('page.change.steps')}
        hint={t('page.change.stepsHint')}
        error={steps === null ? t('page.change.stepsMissing') : accept.error}
      >
        {({ id, ...described }) => (
          <NumberField.Root
            id={id}
            value={steps}
            onValueChange={setSteps}
            min={1}
            max={MOST.steps}
            step={100}
            locale={language}
          >
            <NumberField.Input {...described} />
          </NumberField.Root>
        )}
      </Field>
      <DialogButtons>
        <Button onClick={onDone}>{t('page.cancel')}</Button>
        <Button look="primary" type="submit" disabled={accept.busy || steps === null}>
          {t('page.change.submit')}
        </Button>
      </DialogButtons>
    </form>
  );
}
