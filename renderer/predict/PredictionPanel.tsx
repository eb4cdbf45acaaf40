import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Prediction } from '#shared/domain/prediction.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import table from '../data/table.module.css';
import { formatCount, formatMetric, formatNumber, NONE } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { BadRows } from './BadRows.tsx';
import styles from './PredictionPanel.module.css';
import { saveCsv } from './save-csv.ts';

/** Predictions beside their rows, what is to be said of them, and the CSV with all of them. */
export function PredictionPanel({ prediction, facts }: { prediction: Prediction; facts: DatasetFacts }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const saving = useAction();
  const { rows, bad, notes, head, source } = prediction;
  return (
    <>
      <section className={panel.panel} aria-labelledby="predictions-heading">
        <div className={styles.caption}>
          <div>
            <h2 id="predictions-heading">{t('predict.page.predictions', { name: nameOf(source) })}</h2>
            <p>
              {t('predict.rows', { count: rows - bad })} {bad > 0 && <>{t('predict.bad', { count: bad })} </>}
              {head.length < rows && t('predict.page.first', { shown: head.length, rows: formatCount(rows, language) })}
            </p>
          </div>
          <Button size="small" disabled={saving.busy} onClick={() => void saving.run(() => saveCsv(ask, prediction))}>
            <Icon name="save" />
            {t('predict.page.save')}
          </Button>
        </div>
        <div className={styles.said}>
          <ErrorLine>{saving.error}</ErrorLine>
          <Score prediction={prediction} />
          {notes.length > 0 && (
            <ul>
              {notes.map(({ key, values }) => (
                <li key={`${key} ${JSON.stringify(values)}`}>{t(key, values)}</li>
              ))}
            </ul>
          )}
        </div>
        <RowsTable prediction={prediction} isClass={facts.task === 'classification'} />
      </section>
      {bad > 0 && <BadRows prediction={prediction} />}
    </>
  );
}

/** How the predictions agree with the target of these rows, and what that figure is worth. */
function Score({ prediction: { score } }: { prediction: Prediction }) {
  const t = useText();
  const language = useLanguage();
  if (!score) return null;
  const { metric, value, rows, seen } = score;
  const isFresh = seen.train + seen.dev === 0;
  return (
    <p className={styles.score}>
      <Icon name={isFresh ? 'check' : 'warn'} />
      <span>
        <b>{t(`predict.score.${metric}`, { count: rows, value: formatMetric(metric, value, language) })}</b>{' '}
        {isFresh ? t('predict.score.fresh') : t('predict.score.seen', seen)}
      </span>
    </p>
  );
}

/** The first rows: what is predicted stands first, then the row itself, then the probabilities of all classes. */
function RowsTable({ prediction, isClass }: { prediction: Prediction; isClass: boolean }) {
  const t = useText();
  const language = useLanguage();
  const { columns, head, predictedFrom } = prediction;
  const first = isClass ? [predictedFrom, predictedFrom + 1] : [predictedFrom];
  const own = columns.slice(0, predictedFrom).map((_, i) => i);
  const further = columns.map((_, i) => i).slice(predictedFrom + first.length);
  const names = columns.map((name, i) =>
    i === predictedFrom
      ? t('predict.page.column.prediction')
      : i === predictedFrom + 1 && isClass
        ? t('predict.page.column.probability')
        : i > predictedFrom
          ? t('predict.page.column.of', { name: name.replace(/^probability of /, '') })
          : name,
  );
  const look = (i: number): string =>
    i === predictedFrom ? (table.strong ?? '') : i < predictedFrom ? '' : (table.number ?? '');
  /** What is predicted, short; a row's own cells as they are written. */
  const shown = (cell: string, i: number): string =>
    i < predictedFrom || (isClass && i === predictedFrom) ? cell : formatNumber(Number(cell), language);
  const order = [...first, ...own, ...further];
  return (
    <ScrollRegion labelledBy="predictions-heading" className={`${table.window} ${styles.window}`}>
      <table className={table.table} aria-labelledby="predictions-heading">
        <thead>
          <tr>
            {order.map(i => (
              <th key={i} scope="col" className={look(i)}>
                {names[i]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place.
            <tr key={row}>
              {order.map(i => (
                <td key={i} className={look(i)}>
                  {cells[i] === '' ? <span className={table.faint}>{NONE}</span> : shown(cells[i] ?? '', i)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const nameOf = (source: string): string => source.split(/[\\/]/).findLast(part => part !== '') ?? source;
