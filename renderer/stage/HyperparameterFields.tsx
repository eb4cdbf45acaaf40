import { NumberField } from '@base-ui/react/number-field';
import { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { useLanguage, useText } from '../app/context.ts';
import { Field } from '../ui/Field.tsx';

/** Which optimizer, by its name. */
export function OptimizerField({ value, onChange }: { value: OptimizerKind; onChange(value: OptimizerKind): void }) {
  const t = useText();
  return (
    <Field label={t('newLadder.optimizer')}>
      {control => (
        <select {...control} value={value} onChange={event => onChange(OptimizerKind.parse(event.target.value))}>
          {OptimizerKind.options.map(kind => (
            <option key={kind} value={kind}>
              {t(`newLadder.optimizer.${kind}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface NumberOfProps {
  label: string;
  value: number | null;
  min: number;
  max: number;
  step: number;
  /** Said where it is empty. */
  missing: string;
  onChange(value: number | null): void;
}

/** A number with its label. */
export function NumberOf({ label, value, missing, onChange, ...range }: NumberOfProps) {
  const language = useLanguage();
  return (
    <Field label={label} error={value === null ? missing : null}>
      {({ id, ...described }) => (
        <NumberField.Root id={id} value={value} onValueChange={onChange} locale={language} {...range}>
          <NumberField.Input {...described} />
        </NumberField.Root>
      )}
    </Field>
  );
}

/** Whether an optimizer has a momentum that a person chooses. */
export const usesMomentum = (optimizer: OptimizerKind): boolean => optimizer === 'momentum' || optimizer === 'nesterov';
