import { type KeyboardEvent, useRef, useState } from 'react';
import type { ClassFigures, ClassificationErrors } from '#shared/domain/error-analysis.ts';
import { heatOf } from '#shared/domain/heat.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, formatNumber, formatShare } from '../../format.ts';
import { moved } from '../../ui/grid-keys.ts';
import panel from '../../ui/panel.module.css';
import { ClassTable } from './ClassTable.tsx';
import styles from './ConfusionPanel.module.css';

/** From so many classes on a cell has no room for a number. */
const MOST_WRITTEN = 12;

/** What is taken for what on test, and how each class did. */
export function ConfusionPanel({ errors }: { errors: ClassificationErrors }) {
  const t = useText();
  const language = useLanguage();
  const { rows, runs, confusion } = errors;
  return (
    <section className={panel.panel} aria-labelledby="confusion-heading">
      <div className={styles.head}>
        <h2 id="confusion-heading">{t('finalPage.confusion')}</h2>
        <p>
          {t(confusion.length > 0 ? 'finalPage.confusion.caption' : 'finalPage.confusion.captionMany', {
            rows: formatCount(rows, language),
            count: runs,
          })}
        </p>
      </div>
      <div className={styles.body}>
        {confusion.length > 0 ? <Matrix errors={errors} /> : <WorstPairs errors={errors} />}
        <ClassTable errors={errors} />
      </div>
    </section>
  );
}

/** The share of a class’s rows that were predicted to be of one. */
interface Cell {
  actual: number;
  predicted: number;
  /** A run. */
  rows: number;
  share: number;
  /** It is what a class that does badly is most often taken for. */
  isMarked: boolean;
}

function cellsOf({ confusion, runs, classes, confusions }: ClassificationErrors): Cell[][] {
  return confusion.map((counts, actual) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const worst = classes[actual]?.isRecallLow ? confusions.find(one => one.actual === actual) : undefined;
    return counts.map((count, predicted) => ({
      actual,
      predicted,
      rows: count / runs,
      share: total > 0 ? count / total : 0,
      isMarked: worst?.predicted === predicted,
    }));
  });
}

/** The confusion matrix: rows are what is right, columns what was predicted. The arrow keys move; what a cell says stands below. */
function Matrix({ errors }: { errors: ClassificationErrors }) {
  const t = useText();
  const grid = useRef<HTMLDivElement>(null);
  const cells = cellsOf(errors);
  const size = cells.length;
  const [place, setPlace] = useState<readonly [number, number]>(() => startOf(cells));
  const [pointed, setPointed] = useState<readonly [number, number] | null>(null);
  const said = useCellText(errors);
  const steer = (event: KeyboardEvent): void => {
    const next = moved(place, event.key, [size, size]);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.join()}"]`)?.focus();
  };
  const looked = pointed && cells[pointed[0]]?.[pointed[1]];
  const written = size <= MOST_WRITTEN;
  return (
    <div className={styles.matrix}>
      <p className={styles.axis}>{t('finalPage.confusion.predicted')} →</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a table's cells take no keys */}
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        className={`${styles.grid} ${written ? '' : styles.fine}`}
        aria-label={t('finalPage.confusion.summary', { count: size, accuracy: formatShare(errors.accuracy) })}
        style={{ gridTemplateColumns: `minmax(40px, max-content) repeat(${size}, minmax(0, 1fr))` }}
        onKeyDown={steer}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as the grid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: its cells are */}
        <div role="row" className={styles.row}>
          <span />
          {errors.classes.map(({ label }) => (
            // biome-ignore lint/a11y/useSemanticElements: as the grid
            // biome-ignore lint/a11y/useFocusableInteractive: as the row
            <span key={label} role="columnheader" className={styles.above} title={label}>
              {label}
            </span>
          ))}
        </div>
        {cells.map((row, r) => (
          // biome-ignore lint/a11y/useSemanticElements: as the grid
          // biome-ignore lint/a11y/useFocusableInteractive: its cells are
          <div key={errors.classes[r]?.label} role="row" className={styles.row}>
            {/* biome-ignore lint/a11y/useSemanticElements: as the grid */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: as the row */}
            <span role="rowheader" className={styles.name} title={errors.classes[r]?.label}>
              {errors.classes[r]?.label}
            </span>
            {row.map((cell, c) => (
              // biome-ignore lint/a11y/useSemanticElements: as the grid
              <button
                key={errors.classes[c]?.label}
                type="button"
                role="gridcell"
                data-place={`${r},${c}`}
                tabIndex={place[0] === r && place[1] === c ? 0 : -1}
                className={[
                  styles.cell,
                  // The root spreads small shares, which are what is looked for.
                  cell.share > 0 ? styles[`heat${heatOf(Math.sqrt(cell.share))}`] : '',
                  r === c ? styles.right : '',
                  cell.isMarked ? styles.marked : '',
                ].join(' ')}
                aria-label={said(cell)}
                onFocus={() => {
                  setPlace([r, c]);
                  setPointed([r, c]);
                }}
                onBlur={() => setPointed(null)}
                onPointerEnter={() => setPointed([r, c])}
                onPointerLeave={() => setPointed(null)}
              >
                {written && cell.share > 0 ? percentOf(cell.share) : ''}
              </button>
            ))}
          </div>
        ))}
      </div>
      <p className={styles.looked} aria-hidden="true">
        {looked ? said(looked) : t('finalPage.confusion.hint')}
      </p>
    </div>
  );
}

/** Whole per cent without the sign; of the very small ones `<1`. */
const percentOf = (share: number): string => (share < 0.005 ? '<1' : String(Math.round(100 * share)));

/** The focus begins at the most frequent confusion. */
function startOf(cells: readonly Cell[][]): readonly [number, number] {
  const worst = cells.flat().reduce<Cell | null>((most, cell) => {
    if (cell.actual === cell.predicted) return most;
    return most === null || cell.rows > most.rows ? cell : most;
  }, null);
  return worst ? [worst.actual, worst.predicted] : [0, 0];
}

/** What a cell says, in words. */
function useCellText({
  classes,
}: ClassificationErrors): (cell: Pick<Cell, 'actual' | 'predicted' | 'rows' | 'share'>) => string {
  const t = useText();
  const language = useLanguage();
  const nameOf = (at: number): string => (classes[at] as ClassFigures).label;
  return ({ actual, predicted, rows, share }) =>
    t(actual === predicted ? 'finalPage.confusion.right' : 'finalPage.confusion.taken', {
      actual: nameOf(actual),
      predicted: nameOf(predicted),
      share: shareText(share),
      rows: rows >= 10 || Number.isInteger(rows) ? formatCount(rows, language) : formatNumber(rows, language),
    });
}

const shareText = (share: number): string => (share > 0 && share < 0.005 ? '< 1 %' : formatShare(share));

/** Where there are too many classes to draw: what is most often taken for what. */
function WorstPairs({ errors }: { errors: ClassificationErrors }) {
  const t = useText();
  const said = useCellText(errors);
  return (
    <div className={styles.pairs}>
      <h3>{t('finalPage.confusion.pairs')}</h3>
      {errors.confusions.length === 0 ? (
        <p>{t('finalPage.confusion.noPairs')}</p>
      ) : (
        <ol>
          {errors.confusions.slice(0, 12).map(one => (
            <li key={`${one.actual} ${one.predicted}`}>{said(one)}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
