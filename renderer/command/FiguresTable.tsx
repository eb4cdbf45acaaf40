import { useState } from 'react';
import type { CommandDraft, SeenFigure } from '#shared/domain/command-draft.ts';
import type { FigureChoice } from '#shared/domain/own-command.ts';
import { useLanguage, useText } from '../app/context.ts';
import table from '../data/table.module.css';
import { formatCount, formatNumber } from '../format.ts';
import { QuietButton } from '../ui/Button.tsx';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './FiguresTable.module.css';
import { Sparkline } from './Sparkline.tsx';
import { TAKEN_AS, type TakenAs, takenAs, withTaken } from './taken-as.ts';

interface FiguresTableProps {
  looked: NonNullable<CommandDraft['looked']>;
  figures: FigureChoice | null;
  busy: boolean;
  onChange(figures: FigureChoice): void;
}

/** So many are shown at first, those that mean something among them. */
const FEW = 6;

/** Every number that a dry run told: where it stands, how often, its curve, and what it is taken as. */
export function FiguresTable({ looked: { seen, reached }, figures, busy, onChange }: FiguresTableProps) {
  const t = useText();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const isUsed = (one: SeenFigure): boolean => takenAs(one, figures) !== 'none';
  const ordered = [...seen.filter(isUsed), ...seen.filter(one => !isUsed(one))];
  // Without a loss, those whose names speak of one come first.
  const first = figures ? ordered : ordered.sort((a, b) => Number(/loss/i.test(b.name)) - Number(/loss/i.test(a.name)));
  const few = Math.max(FEW, seen.filter(isUsed).length);
  const shown = all ? first : first.slice(0, few);
  return (
    <section className={panel.panel} aria-labelledby="figures-heading">
      <div className={table.caption}>
        <h2 id="figures-heading">{t('commandPage.figures')}</h2>
        <p>{t('commandPage.figures.note', { count: seen.length, steps: formatCount(reached, language) })}</p>
      </div>
      <ScrollRegion labelledBy="figures-heading">
        <table className={table.table} aria-labelledby="figures-heading">
          <thead>
            <tr>
              <th scope="col">{t('commandPage.figures.number')}</th>
              <th scope="col">{t('commandPage.figures.source')}</th>
              <th scope="col" className={table.number}>
                {t('commandPage.figures.count')}
              </th>
              <th scope="col">{t('commandPage.figures.curve')}</th>
              <th scope="col" className={table.number}>
                {t('commandPage.figures.values')}
              </th>
              <th scope="col">{t('commandPage.figures.as')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(one => (
              <tr key={`${one.source} ${one.name}`} className={isUsed(one) ? (styles.used ?? '') : ''}>
                <th scope="row" title={one.sample}>
                  <code>{one.name}</code>
                </th>
                <td>{t(`commandPage.source.${one.source}`)}</td>
                <td className={table.number}>{formatCount(one.count, language)}</td>
                <td>
                  <Sparkline values={one.curve} />
                </td>
                <td className={table.number}>
                  {formatNumber(one.first, language)} → <b>{formatNumber(one.last, language)}</b>
                </td>
                <td>
                  <select
                    className={table.role}
                    aria-label={t('commandPage.figures.asOf', { name: one.name })}
                    value={takenAs(one, figures)}
                    disabled={busy}
                    onChange={({ target: { value } }) => {
                      const changed = withTaken(one, value as TakenAs, figures);
                      if (changed) onChange(changed);
                    }}
                  >
                    {TAKEN_AS.map(as => (
                      <option key={as} value={as} disabled={!withTaken(one, as, figures)}>
                        {t(`commandPage.as.${as}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className={styles.foot}>
        <p>{t(figureNote(figures))}</p>
        {seen.length > few && (
          <QuietButton onClick={() => setAll(!all)}>
            {all ? t('commandPage.figures.few') : t('commandPage.figures.all', { count: seen.length })}
          </QuietButton>
        )}
      </div>
    </section>
  );
}

/** What follows from the figures that there are. */
export function figureNote(figures: FigureChoice | null) {
  if (!figures) return 'commandPage.figures.noLoss' as const;
  if (figures.devLoss) return 'commandPage.figures.withDev' as const;
  return figures.devMetric ? ('commandPage.figures.metricOnly' as const) : ('commandPage.figures.noDev' as const);
}
