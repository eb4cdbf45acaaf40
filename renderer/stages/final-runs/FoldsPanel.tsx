import type { FinalAnswer, FinalCrossValidation, FoldedArm } from '#shared/domain/final-runs.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, NONE } from '../../format.ts';
import { figuresOf } from '../../stage/paired-figures.ts';
import panel from '../../ui/panel.module.css';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { RuleChip } from '../../why/RuleChip.tsx';
import { columnOf, type FigureName, figureName } from './arms.ts';
import head from './ConfusionPanel.module.css';
import tables from './tables.module.css';

interface FoldsPanelProps {
  found: FinalCrossValidation;
  metric: FinalAnswer['metric'];
}

/** Both configurations by cross-validation over train and dev, fold by fold, and what that is worth. */
export function FoldsPanel({ found, metric }: FoldsPanelProps) {
  const t = useText();
  const language = useLanguage();
  const { chosen, default: other, planned, rolling, better } = found;
  const shown: FigureName[] = metric === 'none' ? ['loss'] : ['metric', 'loss'];
  const arms = [{ name: 'chosen' as const, arm: chosen }, ...(other ? [{ name: 'default' as const, arm: other }] : [])];
  const columns = shown.flatMap(figure => arms.map(one => ({ ...one, figure })));
  const figuresFor = (figure: FigureName) => figuresOf(metric, columnOf(figure), language);
  const cell = (arm: FoldedArm, figure: FigureName, fold: number): string => {
    const one = arm.folds.find(({ fold: its }) => its === fold);
    if (one?.status === 'diverged') return t('finalPage.runs.diverged');
    return figuresFor(figure).value(one?.figures?.[figure] ?? null);
  };
  const mean = (arm: FoldedArm, figure: FigureName): string => {
    const of = arm.means[figure];
    if (!of) return NONE;
    const { value } = figuresFor(figure);
    return of.spread === null ? value(of.mean) : `${value(of.mean)} ± ${value(of.spread)}`;
  };
  return (
    <section className={panel.panel} aria-labelledby="folds-heading">
      <div className={head.head}>
        <h2 id="folds-heading">{t('finalPage.folds')}</h2>
        <RuleChip rule="M9" />
        <p>
          {t(rolling ? 'finalPage.folds.rolling' : 'finalPage.folds.random', { count: planned })}{' '}
          {t('finalPage.folds.optimistic')}
        </p>
      </div>
      <ScrollRegion labelledBy="folds-heading">
        <table className={`${tables.table} ${tables.edged}`} aria-labelledby="folds-heading">
          <thead>
            <tr>
              <th scope="col">{t('finalPage.folds.fold')}</th>
              {columns.map(({ name, figure }) => (
                <th key={`${name} ${figure}`} scope="col" className={tables.number}>
                  {t(`finalPage.arm.${name}`)}, {figureName(figure, metric, t)}
                  {figuresFor(figure).inPoints ? ', %' : ''}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: planned }, (_, fold) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fold is its number
              <tr key={fold}>
                <th scope="row">{fold + 1}</th>
                {columns.map(({ name, arm, figure }) => (
                  <td key={`${name} ${figure}`} className={tables.number}>
                    {cell(arm, figure, fold)}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('finalPage.folds.mean')}</th>
              {columns.map(({ name, arm, figure }) => (
                <td key={`${name} ${figure}`} className={tables.number}>
                  <b>{mean(arm, figure)}</b>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </ScrollRegion>
      <p className={head.note}>
        {t('finalPage.folds.steps', { steps: formatCount(chosen.steps, language) })}
        {other && t('finalPage.folds.stepsDefault', { steps: formatCount(other.steps, language) })}
        {better && t('finalPage.folds.better', { folds: better.folds, of: better.of })}
      </p>
    </section>
  );
}
