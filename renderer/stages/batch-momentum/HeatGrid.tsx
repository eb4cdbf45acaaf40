import { type KeyboardEvent, useRef, useState } from 'react';
import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '#shared/domain/batch-momentum.ts';
import type { Language } from '#shared/messages/text.ts';
import { type HeatCell, type HeatMeasure, heatRows } from '#shared/method/stages/batch-momentum/heat.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatMetric, formatWithNoise, NONE } from '../../format.ts';
import type { Selection } from '../../stage/stage-parts.ts';
import { useTheme } from '../../theme.ts';
import { moved } from '../../ui/grid-keys.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './HeatMap.module.css';
import { belowOf, cellText, mapText } from './heat-words.ts';
import { hasMomentum } from './words.ts';

interface HeatGridProps {
  plan: BatchMomentumPlan;
  answer: BatchMomentumAnswer;
  measure: HeatMeasure;
  selection: Selection;
}

/** The cells with their axes, and below them all that is known of the one that is looked at. */
export function HeatGrid({ plan, answer, measure, selection }: HeatGridProps) {
  const t = useText();
  const language = useLanguage();
  const grid = useRef<HTMLDivElement>(null);
  const rows = heatRows(answer, measure);
  const columns = answer.batchSizes.length;
  const { accepted } = plan;
  const withMomentum = hasMomentum(plan.base.optimizer);
  const [place, setPlace] = useState<readonly [number, number]>(() => startOf(rows));
  const [row, column] = [Math.min(place[0], rows.length - 1), Math.min(place[1], columns - 1)];
  const shown = selection.pointed ?? selection.picked;
  const looked = rows.flat().find(cell => rateIn(cell, shown) !== null);

  const steer = (event: KeyboardEvent): void => {
    const next = moved([row, column], event.key, [rows.length, columns]);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.join()}"]`)?.focus();
  };
  const pick = (cell: HeatCell): void => {
    if (cell.point === null) return;
    selection.pick(selection.picked === cell.point.trialId ? null : cell.point.trialId);
    document.getElementById(`trial-${cell.point.trialId}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a table's cells take no keys */}
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        className={styles.cells}
        aria-label={mapText(answer, t, language)}
        style={{ gridTemplateColumns: `auto repeat(${columns}, minmax(0, 1fr))` }}
        onKeyDown={steer}
      >
        {rows.map((cells, r) => (
          // biome-ignore lint/a11y/useSemanticElements: as the grid
          // biome-ignore lint/a11y/useFocusableInteractive: its cells are
          <div key={cells[0]?.momentum} role="row" className={styles.row}>
            {/* biome-ignore lint/a11y/useSemanticElements: as the grid */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: as the row */}
            <span
              role="rowheader"
              className={`${styles.axis} ${cells[0]?.momentum === accepted.momentum && withMomentum ? styles.accepted : ''}`}
            >
              {withMomentum ? cells[0]?.momentum : ''}
            </span>
            {cells.map((cell, c) => (
              <Cell
                key={cell.batchSize}
                cell={cell}
                place={[r, c]}
                answer={answer}
                measure={measure}
                focusable={r === row && c === column}
                selection={selection}
                onFocus={() => setPlace([r, c])}
                onPick={() => pick(cell)}
              />
            ))}
          </div>
        ))}
        <div className={styles.row} aria-hidden="true">
          <span />
          {answer.batchSizes.map(size => (
            <span
              key={size}
              className={`${styles.axis} ${styles.below} ${size === accepted.batchSize ? styles.accepted : ''}`}
            >
              {size}
            </span>
          ))}
        </div>
      </div>
      <p className={styles.looked} aria-hidden="true">
        {looked ? cellText(looked, rateIn(looked, shown), answer, t, language) : t('batchMomentum.heat.hint')}
      </p>
    </>
  );
}

/** The one of a place's trials that has an id; null: none of them. */
const rateIn = ({ all }: HeatCell, id: string | null): BatchMomentumPoint | null =>
  all.find(({ trialId }) => trialId === id) ?? null;

/** Where the focus begins: at the lowest, else at the first point that is tried. */
function startOf(rows: readonly HeatCell[][]): readonly [number, number] {
  for (const wanted of [(cell: HeatCell) => cell.look === 'lowest', (cell: HeatCell) => cell.point !== null])
    for (const [r, cells] of rows.entries()) {
      const c = cells.findIndex(wanted);
      if (c >= 0) return [r, c];
    }
  return [0, 0];
}

interface CellProps extends Pick<HeatGridProps, 'answer' | 'measure' | 'selection'> {
  cell: HeatCell;
  place: readonly [number, number];
  focusable: boolean;
  onFocus(): void;
  onPick(): void;
}

function Cell({ cell, place, answer, measure, focusable, selection, onFocus, onPick }: CellProps) {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const { point, all, look, heat } = cell;
  const id = point?.trialId ?? null;
  // A curve of another of its rates is marked here too.
  const mark = all.map(({ trialId }) => selection.strong.get(trialId)?.(theme)).find(color => color !== undefined);
  const isPicked = rateIn(cell, selection.picked) !== null;
  const isLooked = isPicked || rateIn(cell, selection.pointed) !== null;
  const classes = [
    styles.cell,
    styles[look],
    heat === null ? '' : styles[`heat${heat}`],
    isLooked ? styles.looked2 : '',
  ].join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the grid
    <button
      type="button"
      role="gridcell"
      data-place={place.join()}
      className={classes}
      tabIndex={focusable ? 0 : -1}
      aria-selected={isPicked}
      aria-label={cellText(cell, point, answer, t, language)}
      onClick={onPick}
      onFocus={() => {
        onFocus();
        selection.point(id);
      }}
      onBlur={() => selection.point(null)}
      onPointerEnter={() => selection.point(id)}
      onPointerLeave={() => selection.point(null)}
    >
      {mark && <i className={styles.mark} style={{ background: mark }} />}
      <b>{valueShown(cell, answer, measure, language)}</b>
      <small>{belowOf(cell, answer, measure, t, language)}</small>
      {look === 'running' && (
        <progress className={styles.hair} max={1} value={cell.share} aria-hidden="true" tabIndex={-1} />
      )}
    </button>
  );
}

/** The figure of a cell; a glyph where it has none. */
function valueShown(
  { value, noise, look }: HeatCell,
  { metric }: BatchMomentumAnswer,
  measure: HeatMeasure,
  language: Language,
): React.ReactNode {
  if (look === 'none') return '';
  if (look === 'diverged' || look === 'failed') return <Icon name="cross" />;
  if (value === null) return look === 'waiting' ? <Icon name="wait" /> : NONE;
  return measure === 'loss'
    ? formatWithNoise(value, noise || null, language).value
    : formatMetric(metric, value, language);
}
