import { NumberField } from '@base-ui/react/number-field';
import type { ComponentProps } from 'react';
import { MOST } from '#shared/domain/hyperparameters.ts';
import { useLanguage } from '../app/context.ts';
import { Field } from './Field.tsx';

interface StepsFieldProps extends Omit<ComponentProps<typeof Field>, 'children'> {
  /** Null: nothing stands there, or what is no number. */
  steps: number | null;
  onChange(steps: number | null): void;
}

/** A field for num_steps, as many as a person may choose. */
export function StepsField({ steps, onChange, ...field }: StepsFieldProps) {
  const language = useLanguage();
  return (
    <Field {...field}>
      {({ id, ...described }) => (
        <NumberField.Root
          id={id}
          value={steps}
          onValueChange={onChange}
          min={1}
          max={MOST.steps}
          step={100}
          locale={language}
        >
          <NumberField.Input {...described} />
        </NumberField.Root>
      )}
    </Field>
  );
}
