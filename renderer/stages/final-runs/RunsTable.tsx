import type { FinalAnswer, FinalRun } from '#shared/domain/final-runs.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, NONE } from '../../format.ts';
import type { Figures } from '../../stage/paired-figures.ts';
import { Faint } from '../../stage/TrialsTable.tsx';
import { type FigureName, type Part, runFigure } from './arms.ts';
import styles from './tables.module.css';

interface RunsTableProps {
  answer: FinalAnswer;
  part: Part;
  figure: FigureName;
  figures: Figures;
}

/** Every run, the two of one seed beside each other, with their difference. */
export function RunsTable({ answer, part, figure, figures }: RunsTableProps) {
  const t = useText();
  const language = useLanguage();
  const { chosen, default: other, seeds } = answer;
  const of = (runs: readonly FinalRun[] | undefined, seed: number): FinalRun | null =>
    runs?.find(run => run.seed === seed) ?? null;
  const figureOf = (run: FinalRun | null): number | null => (run === null ? null : runFigure(run, part, figure));
  const cell = (run: FinalRun | null) => {
    if (run?.status === 'diverged') return t('finalPage.runs.diverged');
    const value = figureOf(run);
    if (value === null || run === null) return NONE;
    return (
      <>
        {figures.value(value)}
        {run.at !== null && <Faint>@ {formatCount(run.at, language)}</Faint>}
      </>
    );
  };
  const unit = figures.inPoints ? ', %' : '';
  return (
    <table className={styles.table} aria-label={t('finalPage.runs')}>
      <thead>
        <tr>
          <th scope="col">{t('finalPage.runs.seed')}</th>
          <th scope="col" className={styles.number}>
            {t('finalPage.arm.chosen')}
            {unit}
          </th>
          {other && (
            <>
              <th scope="col" className={styles.number}>
                {t('finalPage.arm.default')}
                {unit}
              </th>
              <th scope="col" className={styles.number}>
                {t('finalPage.runs.difference')}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {seeds.map(seed => {
          const [own, its] = [of(chosen.runs, seed), of(other?.runs, seed)];
          const [one, two] = [figureOf(own), figureOf(its)];
          return (
            <tr key={seed}>
              <th scope="row">{seed}</th>
              <td className={styles.number}>{cell(own)}</td>
              {other && (
                <>
                  <td className={styles.number}>{cell(its)}</td>
                  <td className={styles.number}>
                    {figures.difference(one === null || two === null ? null : one - two)}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
