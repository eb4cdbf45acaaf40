import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import type { Language } from '#shared/messages/text.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount, formatFileSize } from '../format.ts';
import panel from '../ui/panel.module.css';
import { layoutWords } from './layout-words.ts';
import styles from './UnderstoodPanel.module.css';
import type { Understood } from './use-data.ts';

/** Kind, rows and source of the data. */
export function UnderstoodPanel({ understood: { facts, report } }: { understood: Understood }) {
  const t = useText();
  const language = useLanguage();
  const { layout, rowsRead } = report;
  const { train, dev, test } = facts.rows;
  const rows = formatCount(train + dev + test, language);
  const read = formatCount(rowsRead, language);
  // A sample stands in no file, so it is written in no way.
  const written = layout.files === 0 ? '' : layoutWords(layout, t);
  const entries = [
    [
      t('dataStep.understood.kind'),
      t('dataStep.understood.kindValue', {
        kind: t(`data.kind.${facts.kind}`),
        format: t(`data.format.${facts.format}`),
      }),
    ],
    [
      t('dataStep.understood.rows'),
      train + dev + test === rowsRead ? rows : t('dataStep.understood.rowsLeftOut', { rows, read }),
    ],
    [t('dataStep.understood.features'), rowWords(facts, t, language)],
    [
      t('dataStep.understood.files'),
      layout.files === 0
        ? t('dataStep.understood.drawn')
        : t('dataStep.understood.filesSize', {
            count: layout.files,
            number: formatCount(layout.files, language),
            size: formatFileSize(layout.bytes),
          }),
    ],
    ...(layout.encoding
      ? [
          [
            t('dataStep.understood.encoding'),
            layout.encoding.bom
              ? t('dataStep.understood.bom', { encoding: encodingName(layout.encoding.name) })
              : encodingName(layout.encoding.name),
          ],
        ]
      : []),
    ...(written === '' ? [] : [[t('dataStep.understood.layout'), written]]),
  ];
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="understood-heading">
      <h2 id="understood-heading">{t('dataStep.understood.title')}</h2>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What a row is for the network. */
function rowWords({ image, tokens, features }: DatasetFacts, t: Translate, language: Language): string {
  if (image) {
    const [height, width, channels] = image;
    return t(channels === 1 ? 'dataStep.understood.image' : 'dataStep.understood.imageColour', { height, width });
  }
  if (tokens) {
    const vocabulary = formatCount(tokens.vocabulary, language);
    return t('dataStep.understood.tokens', { length: tokens.length, vocabulary });
  }
  return t('dataStep.understood.numbers', { count: features, number: formatCount(features, language) });
}
