import type { FinalAnswer } from '#shared/domain/final-runs.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatDayTime } from '../../format.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './ReadingsNote.module.css';

interface ReadingsNoteProps {
  answer: Pick<FinalAnswer, 'readings'>;
  /** Of a person’s own, nobody has test rows. */
  isCommand: boolean;
}

/** How often the test rows of this data have been read, and what that means for the figures. */
export function ReadingsNote({ answer: { readings }, isCommand }: ReadingsNoteProps) {
  const t = useText();
  const language = useLanguage();
  const now = Date.now();
  const last = readings.at(-1);
  if (isCommand)
    return (
      <p className={styles.note}>
        <span className={styles.warn}>
          <Icon name="warn" label={t('page.verdict.warn')} />
        </span>
        {t('finalPage.command.readings')}
      </p>
    );
  if (last === undefined)
    return (
      <p className={styles.note}>
        <Icon name="wait" />
        {t('finalPage.readings.none')}
      </p>
    );
  const at = formatDayTime(last.createdAt, now, language);
  return readings.length === 1 ? (
    <p className={styles.note}>
      <span className={styles.good}>
        <Icon name="check" />
      </span>
      {t('finalPage.readings.once', { at })}
    </p>
  ) : (
    <p className={styles.note}>
      <span className={styles.warn}>
        <Icon name="warn" label={t('page.verdict.warn')} />
      </span>
      {t('finalPage.readings.often', { count: readings.length, at })}
    </p>
  );
}
