import { useState } from 'react';
import { useLanguage, useText } from '../app/context.ts';
import { NONE } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { ColorSwatch } from '../ui/RateSwatch.tsx';
import hidden from '../ui/visually-hidden.module.css';
import { colorAmong, isDashed } from './chart-series.ts';
import { LogDialog } from './LogDialog.tsx';
import {
  type AnyStageParts,
  hasSeeds,
  type Selection,
  type ShownStage,
  type TrialColumn,
  type TrialRow,
  trialLabel,
} from './stage-parts.ts';
import { TrialActions } from './TrialActions.tsx';
import { TrialState } from './TrialState.tsx';
import styles from './TrialsTable.module.css';
import { type Sorting, trialRows, useSteadyOrder } from './trial-order.ts';

/** A heading by which rows are sorted. */
interface Heading extends Pick<TrialColumn, 'key' | 'label' | 'value' | 'descends'> {
  width: string | undefined;
  /** Beside those of every stage's table. */
  column: TrialColumn | null;
}

interface TrialsTableProps {
  parts: AnyStageParts;
  stage: ShownStage;
  /** Null: no trial is picked on this page. */
  selection: Selection | null;
}

/** Every trial of the stage with what it was ranked by. */
export function TrialsTable({ parts, stage, selection }: TrialsTableProps) {
  const t = useText();
  const language = useLanguage();
  const [sorting, setSorting] = useState<Sorting>({ key: 'rank', descending: false });
  const [logOf, setLogOf] = useState<string | null>(null);

  const { view } = stage;
  const { trials } = view;
  const columns = parts.columns(stage, t, language);
  const places = new Map([...trials].sort(parts.compare).map(({ id }, i) => [id, trials.length - i]));
  const own = { column: null, descends: false };
  const headings: Heading[] = [
    { ...own, key: 'rank', label: t('page.trials.rank'), value: rankOf, width: styles.rank },
    {
      ...own,
      key: 'point',
      label: t(parts.messages.point),
      value: ({ trial }) => places.get(trial.id) ?? null,
      descends: true,
      width: styles[parts.names],
    },
    ...(hasSeeds(trials) && parts.names !== 'pair'
      ? [{ ...own, key: 'seed', label: t('stage.column.seed'), value: seedOf, width: styles.seed }]
      : []),
    { ...own, key: 'state', label: t('page.trials.state'), value: stepsOf, descends: true, width: undefined },
    ...columns.map(column => ({ ...column, column, width: widthOf(column) })),
  ];
  const { ordered, handlers } = useSteadyOrder(trialRows(view), sorting, {
    columns: headings,
    compare: (a, b) => parts.compare(a, b),
  });

  return (
    <section className={panel.panel} aria-labelledby="trials-heading">
      <div className={styles.caption}>
        <h2 id="trials-heading">{t('page.trials.title')}</h2>
        <p>{t(parts.messages.order)}</p>
      </div>
      <table
        className={`${styles.table} ${parts.names === 'pair' ? styles.tight : ''}`}
        aria-labelledby="trials-heading"
      >
        <colgroup>
          {headings.map(({ key, width }) => (
            <col key={key} className={width} />
          ))}
          <col className={styles.actions} />
        </colgroup>
        <thead>
          <tr>
            {headings.map(({ key, label, column, descends }) => {
              const sorted = sorting.key === key;
              const direction = sorting.descending ? 'descending' : 'ascending';
              return (
                <th
                  key={key}
                  scope="col"
                  className={`${styles.heading} ${classOf(column)} ${key === 'rank' ? styles.first : ''}`}
                  aria-sort={sorted ? direction : 'none'}
                >
                  <button
                    type="button"
                    className={`${styles.sort} ${sorted ? styles.sorted : ''}`}
                    onClick={() => setSorting({ key, descending: sorted ? !sorting.descending : descends })}
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
            <Row
              key={row.trial.id}
              parts={parts}
              stage={stage}
              selection={selection}
              row={row}
              columns={columns}
              onLog={() => setLogOf(row.trial.id)}
            />
          ))}
        </tbody>
      </table>
      <LogDialog
        parts={parts}
        trials={trials}
        trial={trials.find(trial => trial.id === logOf) ?? null}
        onClose={() => setLogOf(null)}
      />
    </section>
  );
}

const rankOf = ({ ranked }: TrialRow): number | null => ranked?.rank ?? null;
const seedOf = ({ trial }: TrialRow): number => trial.hyperparameters.seed;
const stepsOf = ({ steps }: TrialRow): number => steps;

const classOf = (column: TrialColumn | null): string =>
  column === null ? '' : `${styles.number} ${column.wide ? styles.wide : ''}`;
const widthOf = ({ size, wide }: TrialColumn): string => `${styles[size] ?? ''} ${wide ? styles.wide : ''}`;

interface RowProps extends TrialsTableProps {
  row: TrialRow;
  columns: readonly TrialColumn[];
  onLog(): void;
}

/** One trial in the table. */
function Row({ parts, stage, selection, row, columns, onLog }: RowProps) {
  const t = useText();
  const language = useLanguage();
  const { trial, ranked, lead } = row;
  const { trials } = stage.view;
  // What went wrong needs the room of the figures that are not there.
  const wrong = trial.status === 'diverged' || trial.status === 'failed';
  const shown = wrong ? columns.filter(({ yields }) => !yields) : columns;
  const equality = parts.equality?.(stage, trial, t, language) ?? null;
  return (
    <tr
      id={`trial-${trial.id}`}
      className={`${styles.row} ${lead ? styles.lead : ''} ${selection?.picked === trial.id ? styles.picked : ''} ${selection?.pointed === trial.id ? styles.pointed : ''}`}
      {...(selection && {
        onPointerEnter: () => selection.point(trial.id),
        onPointerLeave: () => selection.point(null),
      })}
    >
      <td className={`${styles.cell} ${styles.first}`}>
        {ranked?.rank ?? NONE}
        {equality !== null && (
          <Faint>
            <span title={equality} aria-hidden="true">
              ≈
            </span>
            <span className={hidden.text}>{equality}</span>
          </Faint>
        )}
      </td>
      <th scope="row" className={styles.cell}>
        <span className={styles.pointCell}>
          <ColorSwatch
            color={theme =>
              selection ? colorAmong(selection.strong, trial, theme) : parts.color(trial, trials, theme)
            }
            dashed={isDashed(trial, trials)}
          />
          {parts.label(trial, t, language)}
          {parts.names === 'pair' && trial.point.set.seed !== undefined && hasSeeds(trials) && (
            <small title={trialLabel(parts, trial, trials, t, language)}>
              {t('stage.seed.short', { seed: String(trial.hyperparameters.seed) })}
            </small>
          )}
        </span>
      </th>
      {hasSeeds(trials) && parts.names !== 'pair' && <td className={styles.cell}>{trial.hyperparameters.seed}</td>}
      <td className={styles.cell} colSpan={1 + columns.length - shown.length}>
        <TrialState parts={parts} trials={trials} row={row} onLog={onLog} />
      </td>
      {shown.map(column => (
        <td key={column.key} className={`${styles.cell} ${classOf(column)}`}>
          {column.cell(row)}
        </td>
      ))}
      <td className={`${styles.cell} ${styles.last}`}>
        <span className={styles.buttons}>
          <TrialActions parts={parts} trials={trials} trial={trial} onLog={onLog} />
        </span>
      </td>
    </tr>
  );
}

/** Beside a column's value, what is less important. */
export const Faint = ({ children }: { children: React.ReactNode }) => <span className={styles.noise}> {children}</span>;
