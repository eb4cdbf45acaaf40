import { type KeyboardEvent, useRef, useState } from 'react';
import type { BatchMomentumAnswer, BatchMomentumPlan, BatchMomentumPoint } from '#shared/domain/batch-momentum.ts';
import type { Language } from '#shared/messages/text.ts';
import { type HeatCell, type HeatMeasure, heatRows } from '#shared/method/stages/batch-momentum/heat.ts';
import { type Translate, useLanguage, useText } from '../../app/context.ts';
import { formatMetric, formatNumber, formatRate, formatShare, formatWithNoise, NONE } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import type { Selection, ShownStage } from '../../stage/stage-parts.ts';
import { useTheme } from '../../theme.ts';
import { moved } from '../../ui/grid-keys.ts';
import { Icon } from '../../ui/Icon.tsx';
import panel from '../../ui/panel.module.css';
import { Segments } from '../../ui/Segments.tsx';
import styles from './HeatMap.module.css';
import { hasMomentum, pointName, rateFromText } from './words.ts';

interface HeatMapProps {
  stage: ShownStage<BatchMomentumPlan, BatchMomentumAnswer>;
  selection: Selection;
}

/** Momentum by batch size: how good each point is, and how it stands. The arrow keys move, Enter picks a point. */
export function HeatMap({ stage: { plan, detail }, selection }: HeatMapProps) {
  const t = useText();
  const [measure, setMeasure] = useState<HeatMeasure>('loss');
  const withMomentum = hasMomentum(plan.base.optimizer);
  return (
    <section className={`${panel.panel} ${styles.map}`} aria-labelledby="heat-heading">
      <div className={styles.head}>
        <h2 id="heat-heading">{t(withMomentum ? 'batchMomentum.heat.title' : 'batchMomentum.heat.titleAdam')}</h2>
        {detail && detail.metric !== 'none' && (
          <Segments<HeatMeasure>
            label={t('batchMomentum.heat.measure')}
            value={measure}
            choices={[
              { value: 'loss', label: t('batchMomentum.heat.loss') },
              { value: 'metric', label: metricHeading(detail.metric, t) },
            ]}
            onChoose={setMeasure}
          />
        )}
      </div>
      {detail && <Cells plan={plan} answer={detail} measure={measure} selection={selection} />}
      <p className={styles.key}>
        <span>
          <i className={styles.ramp} />
          {t('batchMomentum.heat.better')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.lowestBox}`} />
          {t('batchMomentum.heat.lowest')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.equalBox}`} />
          {t('batchMomentum.heat.equal')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.pruned}`} />
          {t('batchMomentum.heat.pruned')}
        </span>
      </p>
    </section>
  );
}

interface CellsProps {
  plan: BatchMomentumPlan;
  answer: BatchMomentumAnswer;
  measure: HeatMeasure;
  selection: Selection;
}

function Cells({ plan, answer, measure, selection }: CellsProps) {
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
  const looked = rows.flat().find(({ point }) => point !== null && point.trialId === shown);

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
        aria-label={summary(answer, t, language)}
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
        {looked ? cellText(looked, answer, t, language) : t('batchMomentum.heat.hint')}
      </p>
    </>
  );
}

/** Where the focus begins: at the lowest, else at the first point that is tried. */
function startOf(rows: readonly HeatCell[][]): readonly [number, number] {
  for (const wanted of [(cell: HeatCell) => cell.look === 'lowest', (cell: HeatCell) => cell.point !== null])
    for (const [r, cells] of rows.entries()) {
      const c = cells.findIndex(wanted);
      if (c >= 0) return [r, c];
    }
  return [0, 0];
}

interface CellProps extends Pick<CellsProps, 'answer' | 'measure' | 'selection'> {
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
  const { point, look, heat } = cell;
  const id = point?.trialId ?? null;
  const mark = id === null ? undefined : selection.strong.get(id)?.(theme);
  const isLooked = id !== null && (selection.pointed === id || selection.picked === id);
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
      aria-selected={id !== null && selection.picked === id}
      aria-label={cellText(cell, answer, t, language)}
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
      <b>{shownValue(cell, answer, measure, language)}</b>
      <small>{belowOf(cell, answer, measure, t, language)}</small>
      {look === 'running' && (
        <progress className={styles.hair} max={1} value={cell.share} aria-hidden="true" tabIndex={-1} />
      )}
    </button>
  );
}

function shownValue(
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

function belowOf(
  { value, noise, look, share }: HeatCell,
  { metric }: BatchMomentumAnswer,
  measure: HeatMeasure,
  t: Translate,
  language: Language,
): string {
  switch (look) {
    case 'none':
      return '';
    case 'running':
      return formatShare(share);
    case 'waiting':
      return value === null ? '' : formatShare(share);
    case 'pruned':
    case 'diverged':
    case 'failed':
    case 'paused':
      return t(`batchMomentum.state.${look}`);
    case 'lowest':
      // Of a place whose lowest is another rate, the one that is shown has its noise.
      if (measure === 'loss' && noise === 0) return t('batchMomentum.heat.lowest');
      break;
  }
  if (noise === null || value === null || noise === 0) return '';
  if (measure === 'loss') return `± ${formatWithNoise(value, noise, language).noise ?? ''}`;
  return `± ${isShare(metric) ? formatNumber(noise * 100, language) : formatNumber(noise, language)}`;
}

const isShare = (metric: BatchMomentumAnswer['metric']): boolean => metric === 'accuracy' || metric === 'macroF1';

/** All that a cell tells, in words. */
function cellText(
  { batchSize, momentum, point, look, share }: HeatCell,
  { metric, points }: BatchMomentumAnswer,
  t: Translate,
  language: Language,
): string {
  const optimizer = point?.optimizer ?? points[0]?.optimizer ?? 'sgd';
  const name = pointName({ batchSize, momentum, optimizer });
  if (point === null) return t('batchMomentum.cell.none', { name });
  const { level, noise, learningRate } = point;
  const state = look === 'running' ? t('batchMomentum.state.running', { share: formatShare(share) }) : '';
  const said = formatWithNoise(level, noise || null, language);
  const parts = [
    t('batchMomentum.cell.rate', { name, rate: formatRate(learningRate), from: rateFromText(point, t) }),
    ...(level === null
      ? []
      : [t('batchMomentum.cell.loss', { loss: noise ? `${said.value} ± ${said.noise ?? ''}` : said.value })]),
    ...(point.metric.value === null
      ? []
      : [`${metricHeading(metric, t)} ${formatMetric(metric, point.metric.value, language)}`]),
    state || t(`batchMomentum.state.${look as Exclude<typeof look, 'running' | 'none'>}`),
  ];
  return parts.join(t('page.list.separator'));
}

/** A point among others of the same batch size and momentum, which differ by the rate alone. */
const withRate = (point: BatchMomentumPoint): string => `${pointName(point)} @ ${formatRate(point.learningRate)}`;

/** The whole map in a few sentences. */
function summary(answer: BatchMomentumAnswer, t: Translate, language: Language): string {
  const { best, points, batchSizes, momenta, open } = answer;
  const said = points.find(({ trialId }) => trialId === best?.trialId);
  const size = t('batchMomentum.summary', { batches: batchSizes.length, momenta: momenta.length, open });
  if (!said) return size;
  const equal = points.filter(one => one.part === 'search' && one.equal && one.trialId !== said.trialId);
  return [
    size,
    t('batchMomentum.summary.best', { name: pointName(said), loss: formatNumber(said.level, language) }),
    ...(equal.length > 0
      ? [t('batchMomentum.summary.equal', { names: equal.map(withRate).join(t('page.list.separator')) })]
      : []),
  ].join(language === 'en' ? ' ' : '');
}
