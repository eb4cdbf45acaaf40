import type { Trial } from '#shared/domain/trial.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import { divergedAt, endReason } from './chart-series.ts';
import { type AnyStageParts, type TrialRow, trialLabel } from './stage-parts.ts';
import styles from './TrialState.module.css';

interface TrialStateProps {
  parts: AnyStageParts;
  trials: readonly Trial[];
  row: TrialRow;
  onLog(): void;
}

/** How a trial stands: its progress, or a glyph and a word for how it ended; and a glyph with what should be known beside that. */
export function TrialState(props: TrialStateProps) {
  const t = useText();
  const { note } = props.row.trial;
  if (!note) return <Standing {...props} />;
  const sentence = t(note.key, note.values);
  return (
    <span className={styles.noted} title={sentence}>
      <Standing {...props} />
      <Icon name="warn" label={sentence} />
    </span>
  );
}

function Standing({ parts, trials, row: { trial, steps }, onLog }: TrialStateProps) {
  const t = useText();
  const language = useLanguage();
  const count = formatCount(steps, language);
  switch (trial.status) {
    case 'queued':
      return (
        <span className={`${styles.state} ${styles.quiet}`}>
          <Icon name="wait" />
          {t('page.trial.queued')}
        </span>
      );
    case 'waiting':
      return (
        <span className={`${styles.state} ${styles.quiet}`} title={t('page.trial.waitingFor', { step: count })}>
          <Icon name="wait" label={t('page.trial.waitingFor', { step: count })} />
          <span aria-hidden="true">{t('page.trial.waiting', { step: count })}</span>
        </span>
      );
    case 'paused':
      return (
        <span className={`${styles.state} ${styles.quiet}`}>
          <Icon name="pause" />
          {steps === 0 ? t('page.trial.notStarted') : t('page.trial.paused', { steps: count })}
        </span>
      );
    case 'running':
      return (
        <span className={styles.running}>
          <progress
            max={trial.hyperparameters.steps}
            value={steps}
            aria-label={t('page.trial.progress', { rate: trialLabel(parts, trial, trials, t, language) })}
          />
          <span>{count}</span>
        </span>
      );
    case 'finished':
      return (
        <span className={styles.state}>
          <Icon name="check" />
          {t('page.trial.finished', { steps: count })}
        </span>
      );
    case 'pruned': {
      const why = endReason(trial, language) ?? t('page.trial.prunedAt', { step: count });
      return (
        <span className={`${styles.state} ${styles.quiet}`} title={why}>
          <Icon name="stop" label={why} />
          <span aria-hidden="true">{t('page.trial.pruned', { steps: count })}</span>
        </span>
      );
    }
    case 'stopped':
      return (
        <span className={styles.state}>
          <Icon name="stop" />
          {steps === 0 ? t('page.trial.notStarted') : t('page.trial.stopped', { steps: count })}
        </span>
      );
    case 'interrupted':
      return (
        <span className={`${styles.state} ${styles.warn}`}>
          <Icon name="warn" />
          {steps === 0 ? t('page.trial.notStarted') : t('page.trial.interrupted', { steps: count })}
        </span>
      );
    case 'diverged':
      return (
        <span className={`${styles.state} ${styles.bad}`} title={endReason(trial, language) ?? undefined}>
          <Icon name="cross" />
          {t('page.trial.diverged', { step: formatCount(divergedAt(trial) ?? steps, language) })}
        </span>
      );
    case 'failed':
      return (
        <span className={`${styles.state} ${styles.bad} ${styles.long}`}>
          <Icon name="cross" />
          <span>
            {t('page.trial.failed', { reason: endReason(trial, language) ?? '' })}{' '}
            <button type="button" className={styles.link} onClick={onLog}>
              {t('page.trial.openLog')}
            </button>
          </span>
        </span>
      );
  }
}
