import type { TuneBudget, TuneCost, TuneShare } from '#shared/domain/tune.ts';
import type { Language } from '#shared/messages/text.ts';
import { nameOfStep } from '#shared/method/stages/definitions.ts';
import { type Translate, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { formatCount, formatDuration, NONE } from '../format.ts';
import { statementText } from '../quantity.ts';
import styles from './Tune.module.css';

/** What a stage of a run is called. */
export const stageName = ({ kind, name }: Pick<TuneShare, 'kind' | 'name'>, t: Translate, language: Language) => {
  const step = nameOfStep(kind);
  return name ? statementText(name, t, language) : step ? t(step) : kind;
};

/** What something costs, in the unit of the budget. */
export function costText(cost: TuneCost | null, unit: TuneBudget['unit'], t: Translate, language: Language): string {
  if (cost === null) return NONE;
  return unit === 'steps'
    ? t('cli.tune.steps', { steps: formatCount(cost.steps, language) })
    : formatDuration(cost.ms, language);
}

/** A stage of a plan or of a run. */
export interface TuneRow {
  line: string;
  kind: string;
  name: string;
  /** Where its trials are; null: it has none (yet). */
  stage: { projectId: string; stageId: string } | null;
  isCurrent: boolean;
  isLeftOut: boolean;
  /** Its figures, as texts. */
  figures: readonly string[];
  /** In a sentence, and what stands small below it. */
  says: string;
  note: string | null;
}

interface TuneTableProps {
  labelledBy: string;
  /** Headings of the figures, and of the sentence. */
  headings: { figures: readonly string[]; says: string };
  rows: readonly TuneRow[];
  /** Of the figures, under the last stage. */
  total: { figures: readonly string[]; says: string };
}

/** The stages of a guided run in their order, with figures and a sentence each. */
export function TuneTable({ labelledBy, headings, rows, total }: TuneTableProps) {
  const t = useText();
  return (
    <table className={styles.table} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{t('tunePage.column.stage')}</th>
          {headings.figures.map(heading => (
            <th key={heading} scope="col" className={styles.number}>
              {heading}
            </th>
          ))}
          <th scope="col">{headings.says}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.line} row={row} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('tunePage.total')}</th>
          {total.figures.map((figure, i) => (
            <td key={headings.figures[i]} className={styles.number}>
              {figure}
            </td>
          ))}
          <td>{total.says}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Row({ row: { kind, name, stage, isCurrent, isLeftOut, figures, says, note } }: { row: TuneRow }) {
  const t = useText();
  return (
    <tr className={isLeftOut ? styles.leftOut : undefined} {...(isCurrent && { 'aria-current': 'step' as const })}>
      <th scope="row">
        {stage ? (
          <a href={hrefOf({ page: 'stage', kind, ...stage })} title={t('tunePage.open', { name })}>
            {name}
          </a>
        ) : (
          name
        )}
      </th>
      {figures.map((figure, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their places.
        <td key={i} className={styles.number}>
          {figure}
        </td>
      ))}
      <td>
        {says}
        {note !== null && <small>{note}</small>}
      </td>
    </tr>
  );
}
