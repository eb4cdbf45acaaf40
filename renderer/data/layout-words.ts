import type { Layout } from '#shared/domain/data-report.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';

const SEPARATORS: Readonly<Record<string, MessageKey>> = {
  ',': 'data.separator.comma',
  ';': 'data.separator.semicolon',
  '\t': 'data.separator.tab',
  '|': 'data.separator.bar',
  ' ': 'data.separator.space',
};

/** A separator as a person calls it; one without a name stands for itself. */
export const separatorName = (separator: string, t: Translate): string => {
  const key = SEPARATORS[separator];
  return key === undefined ? separator : t(key);
};

/** How a CSV is written, in a few words; '' where there is nothing to say. */
export function layoutWords({ separator, decimal, header }: Layout, t: Translate): string {
  const words = [
    separator !== null && t('dataStep.understood.separator', { separator: separatorName(separator, t) }),
    // The point is what everyone expects.
    decimal === ',' && t('dataStep.understood.decimal', { sign: decimal }),
    header !== null && t(header ? 'dataStep.understood.header' : 'dataStep.understood.noHeader'),
  ];
  return words.filter(word => word !== false).join(t('page.list.separator'));
}
