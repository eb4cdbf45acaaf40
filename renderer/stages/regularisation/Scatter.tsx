import { type KeyboardEvent, useRef, useState } from 'react';
import type { RegularisationAnswer, RegularisationPlan } from '#shared/domain/regularisation.ts';
import type { Language } from '#shared/messages/text.ts';
import { type Dot, type DotMeasure, decayAxis, dotsOf, isNone } from '#shared/method/stages/regularisation/dots.ts';
import { type Translate, useLanguage, useText } from '../../app/context.ts';
import { formatMetric, formatNumber, formatRate } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import type { Selection, ShownStage } from '../../stage/stage-parts.ts';
import { useTheme } from '../../theme.ts';
import panel from '../../ui/panel.module.css';
import { Segments } from '../../ui/Segments.tsx';
import { chosenIn, pointName } from './points.ts';
import styles from './Scatter.module.css';

interface ScatterProps {
  stage: ShownStage<RegularisationPlan, RegularisationAnswer>;
  selection: Selection;
}

/** Weight decay across, dropout up: how good each point of the search is. The arrow keys move, Enter picks a point. */
export function Scatter({ stage: { detail }, selection }: ScatterProps) {
  const t = useText();
  const [chosen, setMeasure] = useState<DotMeasure | null>(null);
  const measure = chosen ?? (detail && detail.metric !== 'none' ? 'metric' : 'loss');
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="scatter-heading">
      <div className={styles.head}>
        <h2 id="scatter-heading">
          {t(detail?.hasDropout === false ? 'regPage.scatter.titleDecay' : 'regPage.scatter.title')}
        </h2>
        {detail && detail.metric !== 'none' && (
          <Segments<DotMeasure>
            label={t('batchMomentum.heat.measure')}
            value={measure}
            choices={[
              { value: 'metric', label: metricHeading(detail.metric, t) },
              { value: 'loss', label: t('batchMomentum.heat.loss') },
            ]}
            onChoose={setMeasure}
          />
        )}
      </div>
      {detail && <Plot answer={detail} measure={measure} selection={selection} />}
      <p className={styles.key}>
        <span>
          <i className={styles.ramp} />
          {t('batchMomentum.heat.better')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.best}`} />
          {t('regPage.scatter.best')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.equal}`} />
          {t('regPage.scatter.equal')}
        </span>
        <span>
          <i className={`${styles.box} ${styles.square}`} />
          {t('regPage.none')}
        </span>
      </p>
    </section>
  );
}

interface PlotProps {
  answer: RegularisationAnswer;
  measure: DotMeasure;
  selection: Selection;
}

function Plot({ answer, measure, selection }: PlotProps) {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const plot = useRef<HTMLDivElement>(null);
  const dots = dotsOf(answer, measure);
  const axis = decayAxis(answer.points);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, dots.length - 1);
  const most = Math.max(0.1, ...answer.points.map(({ dropout }) => dropout));
  const isOf = ({ point }: Dot, id: string | null): boolean => id !== null && point.trialIds.includes(id);
  const looked = dots.find(dot => isOf(dot, selection.pointed ?? selection.picked));

  const steer = (event: KeyboardEvent): void => {
    const next = moved(dots, at, event.key);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    plot.current?.querySelector<HTMLElement>(`[data-dot="${next}"]`)?.focus();
  };
  const pick = (dot: Dot): void => {
    const [id = null] = dot.point.trialIds;
    selection.pick(isOf(dot, selection.picked) ? null : id);
    document.getElementById(`trial-${id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const ticks = [0, ...axis.ticks];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset asks for nothing that a plot has */}
      <div ref={plot} role="group" className={styles.plot} aria-label={summary(answer, t, language)} onKeyDown={steer}>
        {answer.hasDropout &&
          [0, most / 2, most].map(value => (
            <span
              key={value}
              className={styles.level}
              style={{ bottom: share(0.08 + (0.84 * value) / most) }}
              aria-hidden="true"
            >
              {formatRate(Number(value.toFixed(2)))}
            </span>
          ))}
        {ticks.map(value => (
          <span key={value} className={styles.tick} style={{ left: share(axis.at(value)) }} aria-hidden="true">
            {formatRate(value)}
          </span>
        ))}
        {dots.map((dot, i) => {
          const [id] = dot.point.trialIds;
          const mark = dot.point.trialIds.map(one => selection.strong.get(one)).find(color => color)?.(theme);
          const isPicked = isOf(dot, selection.picked);
          const isLooked = isPicked || isOf(dot, selection.pointed);
          const classes = [
            styles.dot,
            styles[dot.look],
            dot.heat === null ? '' : styles[`heat${dot.heat}`],
            isNone(dot.point) ? styles.square : '',
            isLooked ? styles.lookedAt : '',
          ];
          return (
            <button
              key={`${dot.point.weightDecay} ${dot.point.dropout}`}
              type="button"
              data-dot={i}
              className={classes.join(' ')}
              style={{ left: share(dot.x), bottom: share(dot.y), ...(mark && { borderColor: mark }) }}
              tabIndex={i === at ? 0 : -1}
              aria-pressed={isPicked}
              aria-label={dotText(dot, answer, t, language)}
              disabled={id === undefined}
              onClick={() => pick(dot)}
              onFocus={() => {
                setPlace(i);
                selection.point(id ?? null);
              }}
              onBlur={() => selection.point(null)}
              onPointerEnter={() => selection.point(id ?? null)}
              onPointerLeave={() => selection.point(null)}
            />
          );
        })}
      </div>
      <p className={styles.looked} aria-hidden="true">
        {looked ? dotText(looked, answer, t, language) : t('regPage.scatter.hint')}
      </p>
    </>
  );
}

const share = (of: number): string => `${(100 * of).toFixed(2)}%`;

/** All that a dot tells, in words. */
function dotText(
  { point, look }: Dot,
  { metric, hasDropout }: RegularisationAnswer,
  t: Translate,
  language: Language,
): string {
  const { weightDecay, dropout, devLoss, devMetric, ended, planned } = point;
  const name = isNone(point)
    ? t('regPage.none')
    : hasDropout
      ? t('reg.point', { wd: formatRate(weightDecay), dropout: formatRate(dropout) })
      : t('reg.point.weightDecay', { wd: formatRate(weightDecay) });
  const parts = [
    name,
    ...(devMetric === null ? [] : [`${metricHeading(metric, t)} ${formatMetric(metric, devMetric, language)}`]),
    ...(devLoss === null ? [] : [t('batchMomentum.cell.loss', { loss: formatNumber(devLoss, language) })]),
    t('regPage.scatter.runs', { ended, planned }),
    ...(look === 'plain' || look === 'open' ? [] : [t(`regPage.scatter.${look}`)]),
  ];
  return parts.join(t('page.list.separator'));
}

/** The whole plot in a few sentences. */
function summary(answer: RegularisationAnswer, t: Translate, language: Language): string {
  const best = chosenIn(answer);
  const size = t('regPage.summary', { count: answer.points.length, open: answer.open });
  if (!best || best.devLoss === null) return size;
  const values = { name: pointName(best, answer.hasDropout, t), loss: formatNumber(best.devLoss, language) };
  return [size, t('regPage.summary.best', values)].join(language === 'en' ? ' ' : '');
}

/** Where a key leads from a dot: to the nearest one on that side. Null: there is none, or it is no key that moves. */
export function moved(dots: readonly Dot[], from: number, key: string): number | null {
  const own = dots[from];
  if (key === 'Home' || key === 'End') return key === 'Home' ? 0 : dots.length - 1;
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  if (!own || !way) return null;
  const [dx = 0, dy = 0] = way;
  const ahead = dots
    .map((dot, i) => ({
      i,
      along: (dot.x - own.x) * dx + (dot.y - own.y) * dy,
      off: Math.abs((dot.x - own.x) * dy) + Math.abs((dot.y - own.y) * dx),
    }))
    .filter(({ i, along }) => i !== from && along > 1e-9)
    .sort((a, b) => a.along + 2 * a.off - (b.along + 2 * b.off));
  return ahead[0]?.i ?? null;
}
