import { useLanguage } from '../app/context.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise, NONE } from '../format.ts';
import { RateSwatch } from '../ui/RateSwatch.tsx';
import { TrialActions } from './TrialActions.tsx';
import { TrialState } from './TrialState.tsx';
import styles from './TrialsTable.module.css';
import type { TrialRow } from './trial-rows.ts';

interface TrialTableRowProps {
  row: TrialRow;
  /** The share of the dev target's variance that it explains; null where there is none. */
  r2: number | null;
  r2Name: string;
  plannedSteps: number;
  onLog(): void;
}

/** One trial in the table. */
export function TrialTableRow({
  row: { trial, candidate, lead },
  r2,
  r2Name,
  plannedSteps,
  onLog,
}: TrialTableRowProps) {
  const language = useLanguage();

  const rate = formatRate(trial.hyperparameters.learningRate);
  // What went wrong needs the room of the figures that are not there.
  const wrong = trial.status === 'diverged' || trial.status === 'failed';
  const loss = formatWithNoise(candidate.finalLoss, candidate.noise, language);
  return (
    <tr className={`${styles.row} ${lead ? styles.lead : ''}`}>
      <td className={`${styles.cell} ${styles.first}`}>{candidate.rank ?? NONE}</td>
      <th scope="row" className={styles.cell}>
        <span className={styles.rateCell}>
          <RateSwatch rate={trial.hyperparameters.learningRate} />
          {rate}
        </span>
      </th>
      <td className={styles.cell} colSpan={wrong ? 3 : 1}>
        <TrialState trial={trial} steps={candidate.steps} plannedSteps={plannedSteps} onLog={onLog} />
      </td>
      {!wrong && (
        <>
          <td className={`${styles.cell} ${styles.number}`}>
            {loss.value}
            {loss.noise !== null && <span className={styles.noise}> ± {loss.noise}</span>}
          </td>
          <td className={`${styles.cell} ${styles.number}`}>
            {candidate.stepsToReach === null ? NONE : formatCount(candidate.stepsToReach, language)}
          </td>
        </>
      )}
      <td className={`${styles.cell} ${styles.number}`}>
        {formatMetric(candidate.metric.name, candidate.metric.value, language)}
        {r2 !== null && (
          <span className={styles.noise}>
            {' '}
            {r2Name} {formatNumber(r2, language)}
          </span>
        )}
      </td>
      <td className={`${styles.cell} ${styles.last}`}>
        <span className={styles.buttons}>
          <TrialActions trial={trial} onLog={onLog} />
        </span>
      </td>
    </tr>
  );
}
