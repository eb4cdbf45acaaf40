import type { Layout } from '#shared/domain/data-report.ts';
import { type DataChoice, TextEncoding } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import type { Translate } from '../app/context.ts';

/** Stands for the encoding that Descent detects. */
export const DETECTED = 'detected';
type EncodingValue = TextEncoding | typeof DETECTED;

/** What texts can be read as: what was detected, or one of those that can be said. */
export const encodingsOf = (
  { name, detected }: NonNullable<Layout['encoding']>,
  { encoding: chosen }: DataChoice,
  t: Translate,
): { value: EncodingValue; label: string }[] => [
  {
    value: DETECTED,
    // What was chosen is what was detected, or all of it is ASCII, which is the same in most.
    label:
      chosen && !detected
        ? t('dataStep.predict.detectAnew')
        : t('dataStep.predict.detected', { encoding: encodingName(detected ?? name) }),
  },
  ...TextEncoding.options.map(value => ({ value, label: encodingName(value) })),
];

export const withEncoding = ({ encoding: _, ...choice }: DataChoice, encoding: EncodingValue): DataChoice =>
  encoding === DETECTED ? choice : { ...choice, encoding };
