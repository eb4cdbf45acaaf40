import type { Layout } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import { useText } from '../app/context.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { DETECTED, encodingsOf, withEncoding } from './encoding-choices.ts';

interface EncodingFieldProps {
  encoding: NonNullable<Layout['encoding']>;
  choice: DataChoice;
  busy: boolean;
  onChoose(choice: DataChoice): void;
}

/** How the source's text is written: what was detected, or what the person says. */
export function EncodingField({ encoding, choice, busy, onChoose }: EncodingFieldProps) {
  const t = useText();
  const why = choice.encoding ? 'chosen' : encoding.bom ? 'bom' : 'detected';
  return (
    <ChoiceField
      label={t('dataStep.understood.encoding')}
      value={choice.encoding ?? DETECTED}
      choices={encodingsOf(encoding, choice, t)}
      plain={encodingName(encoding.name)}
      why={t(`dataStep.predict.encoding.${why}`)}
      busy={busy}
      onChoose={value => onChoose(withEncoding(choice, value))}
    />
  );
}
