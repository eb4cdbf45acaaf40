import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { mostBlocks } from '#shared/method/networks/cnn.ts';
import { SIZES_OF, type Size } from '#shared/method/networks/same-network.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount } from '../format.ts';
import { Field } from '../ui/Field.tsx';
import type { NetworkDraft, ReadDraft } from './network-draft.ts';
import styles from './SizeFields.module.css';

interface SizeFieldsProps {
  draft: NetworkDraft;
  wrong: ReadDraft['wrong'];
  facts: DatasetFacts;
  onChange(draft: NetworkDraft): void;
}

/** The sizes of the chosen network, checked as they are typed. */
export function SizeFields({ draft, wrong, facts, onChange }: SizeFieldsProps) {
  const t = useText();
  const language = useLanguage();
  const sizes = SIZES_OF[draft.model];
  if (sizes.length === 0) return null;
  const sentence = (size: Size): string | null => {
    const reason = wrong[size];
    if (!reason) return null;
    const values = Object.entries(reason.values).map(([key, value]) => [
      key,
      typeof value === 'number' && key !== 'count' ? formatCount(value, language) : value,
    ]);
    return t(reason.key, Object.fromEntries(values));
  };
  return (
    <div className={styles.fields}>
      {sizes.map(size => (
        <Field key={size} {...wordsOf(size, draft, facts, t)} error={sentence(size)}>
          {control => (
            <input
              {...control}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              spellCheck={false}
              value={draft[size]}
              onChange={event => onChange({ ...draft, [size]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** What a field is called, and what belongs in it. */
function wordsOf(
  size: Size,
  { model }: NetworkDraft,
  { image }: Pick<DatasetFacts, 'image'>,
  t: Translate,
): { label: string; hint: string } {
  if (size === 'filters' && model === 'cnn' && image) {
    const room = { count: mostBlocks(image[0], image[1]), size: `${image[0]}\u00a0×\u00a0${image[1]}` };
    return { label: t('modelStep.size.blocks'), hint: t('modelStep.size.blocksHint', room) };
  }
  return { label: t(`modelStep.size.${size}`), hint: t(`modelStep.size.${size}Hint`) };
}
