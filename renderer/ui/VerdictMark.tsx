import { Icon, type IconName } from './Icon.tsx';
import styles from './VerdictMark.module.css';

/** How something stands, by its colour: of evidence, of checks, of a proof. */
export type Tone = 'good' | 'warn' | 'bad' | 'wait';

/** What stands for it beside its colour, which alone tells nobody anything. */
export const GLYPHS: Record<Tone, IconName> = { good: 'check', warn: 'warn', bad: 'cross', wait: 'wait' };

/** The tones of what checks come to. */
export const TONES = { passes: 'good', warns: 'warn', stops: 'bad', open: 'wait' } as const satisfies Record<
  string,
  Tone
>;

/** The class that colours words in a verdict's tone. */
export const toneClass = (tone: Tone): string => styles[tone] ?? '';

/** The class of a list whose items begin with such a mark: mark, words, and perhaps a rule. */
export const verdictList = styles.list ?? '';

/** A verdict's glyph in its colour. */
export function VerdictMark({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={styles[tone]}>
      <Icon name={GLYPHS[tone]} label={label} />
    </span>
  );
}
