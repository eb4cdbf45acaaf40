import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise, NONE } from '../format.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RateSwatch } from '../ui/RateSwatch.tsx';
import { CopyButton } from './CopyButton.tsx';
import { TrialState } from './TrialState.tsx';
import styles from './TrialsTable.module.css';
import type { TrialRow } from './trial-rows.ts';

interface TrialTableRowProps {
  row: TrialRow;
  /** The share of the dev target's variance that it explains; null where there is none. */
  r2: number | null;
  plannedSteps: number;
  onLog(): void;
}

/** One trial in the table. */
export function TrialTableRow({ row: { trial, rung, lead }, r2, plannedSteps, onLog }: TrialTableRowProps) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const stop = useAction();

  const rate = formatRate(trial.hyperparameters.learningRate);
  const open = trial.status === 'running' || trial.status === 'queued';
  // What went wrong needs the room of the figures that are not there.
  const wrong = trial.status === 'diverged' || trial.status === 'failed';
  const loss = formatWithNoise(rung.finalLoss, rung.noise, language);
  return (
    <tr className={`${styles.row} ${lead ? styles.lead : ''}`}>
      <td className={`${styles.cell} ${styles.first}`}>{rung.rank ?? NONE}</td>
      <th scope="row" className={styles.cell}>
        <span className={styles.rateCell}>
          <RateSwatch rate={trial.hyperparameters.learningRate} />
          {rate}
        </span>
      </th>
      <td className={styles.cell} colSpan={wrong ? 3 : 1}>
        <TrialState trial={trial} steps={rung.steps} plannedSteps={plannedSteps} onLog={onLog} />
      </td>
      {!wrong && (
        <>
          <td className={`${styles.cell} ${styles.number}`}>
            {loss.value}
            {loss.noise !== null && <span className={styles.noise}> ± {loss.noise}</span>}
          </td>
          <td className={`${styles.cell} ${styles.number}`}>
            {rung.stepsToReach === null ? NONE : formatCount(rung.stepsToReach, language)}
          </td>
        </>
      )}
      <td className={`${styles.cell} ${styles.number}`}>
        {formatMetric(rung.metric.name, rung.metric.value, language)}
        {r2 !== null && <span className={styles.noise}> R² {formatNumber(r2, language)}</span>}
      </td>
      <td className={`${styles.cell} ${styles.last}`}>
        <span className={styles.buttons}>
          {open && (
            <QuietButton
              aria-label={t('page.trial.stop', { rate })}
              title={stop.error ?? t('page.trial.stop', { rate })}
              disabled={stop.busy}
              onClick={() => void stop.run(() => ask('trials.stop', { trialId: trial.id }))}
            >
              <Icon name="stop" />
            </QuietButton>
          )}
          <QuietButton aria-label={t('page.trial.log', { rate })} title={t('page.trial.log', { rate })} onClick={onLog}>
            <Icon name="log" />
          </QuietButton>
          <CopyButton label={t('page.trial.copy', { rate })} content={() => settingsOf(trial)} />
        </span>
      </td>
    </tr>
  );
}

/** What decides every number of a trial, as JSON. */
const settingsOf = ({ hyperparameters, backend, dataDigest, programVersion }: TrialRow['trial']): string =>
  JSON.stringify({ hyperparameters, backend, dataDigest, programVersion }, null, 2);
