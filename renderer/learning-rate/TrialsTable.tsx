import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { TrialMetric } from '#shared/domain/metrics.ts';
import { rSquared, rSquaredName } from '#shared/method/metrics/metric.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatNumber } from '../format.ts';
import { metricHeading } from '../names.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import hidden from '../ui/visually-hidden.module.css';
import { LogDialog } from './LogDialog.tsx';
import { ladderFacts } from './ladder-facts.ts';
import styles from './TrialsTable.module.css';
import { TrialTableRow } from './TrialTableRow.tsx';
import { type Sorting, type SortKey, trialRows } from './trial-rows.ts';
import { useSteadyOrder } from './use-steady-order.ts';

/** Where a first click on a heading starts: rates and states from high to low, the best metric first, the rest from low to high. */
const startsDescending = (key: SortKey, metric: TrialMetric): boolean =>
  key === 'rate' || key === 'state' || (key === 'metric' && metric !== 'rmse');

/** Every trial of the stage with what it was ranked by. */
export function TrialsTable({ view }: { view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const [sorting, setSorting] = useState<Sorting>({ key: 'rank', descending: false });
  const { ordered, handlers } = useSteadyOrder(trialRows(view), sorting);
  const [logOf, setLogOf] = useState<string | null>(null);

  const { answer, trials } = view;
  const facts = ladderFacts(view);
  const metric = answer.candidates[0]?.metric.name ?? 'accuracy';
  const reach =
    answer.threshold === null
      ? t('page.trials.reach')
      : t('page.trials.reachLoss', { loss: formatNumber(answer.threshold, language) });
  const columns: { key: SortKey; label: string; numeric?: boolean; width: string | undefined }[] = [
    { key: 'rank', label: t('page.trials.rank'), width: styles.rank },
    { key: 'rate', label: t('page.trials.rate'), width: styles.rate },
    { key: 'state', label: t('page.trials.state'), width: undefined },
    { key: 'loss', label: t('page.trials.loss'), numeric: true, width: styles.loss },
    { key: 'reach', label: reach, numeric: true, width: styles.reach },
    {
      key: 'metric',
      label: metricHeading(metric, t),
      numeric: true,
      width: metric === 'rmse' ? styles.fit : styles.metric,
    },
  ];

  return (
    <section className={panel.panel} aria-labelledby="trials-heading">
      <div className={styles.caption}>
        <h2 id="trials-heading">{t('page.trials.title')}</h2>
        <p>{t('page.trials.order')}</p>
      </div>
      <table className={styles.table} aria-labelledby="trials-heading">
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} className={width} />
          ))}
          <col className={styles.actions} />
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, label, numeric }) => {
              const sorted = sorting.key === key;
              const direction = sorting.descending ? 'descending' : 'ascending';
              return (
                <th
                  key={key}
                  scope="col"
                  className={`${styles.heading} ${numeric ? styles.number : ''} ${key === 'rank' ? styles.first : ''}`}
                  aria-sort={sorted ? direction : 'none'}
                >
                  <button
                    type="button"
                    className={`${styles.sort} ${sorted ? styles.sorted : ''}`}
                    onClick={() =>
                      setSorting({ key, descending: sorted ? !sorting.descending : startsDescending(key, metric) })
                    }
                  >
                    {label}
                    {sorted && <Icon name={sorting.descending ? 'up' : 'down'} />}
                  </button>
                </th>
              );
            })}
            <th scope="col" className={styles.heading}>
              <span className={hidden.text}>{t('page.trials.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody {...handlers}>
          {ordered.map(row => (
            <TrialTableRow
              key={row.trial.id}
              row={row}
              r2={facts && rSquared(row.candidate.devLoss, facts)}
              r2Name={rSquaredName(facts)}
              plannedSteps={view.stage.plan.base.steps}
              onLog={() => setLogOf(row.trial.id)}
            />
          ))}
        </tbody>
      </table>
      <LogDialog trial={trials.find(trial => trial.id === logOf) ?? null} onClose={() => setLogOf(null)} />
    </section>
  );
}
