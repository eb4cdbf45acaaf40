import { useState } from 'react';
import type { FinalAnswer } from '#shared/domain/final-runs.ts';
import type { Arm } from '#shared/method/stages/final-runs/runs.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, formatValue } from '../../format.ts';
import { ARM_COLORS } from '../../ramp.ts';
import { type Figures, figuresOf } from '../../stage/paired-figures.ts';
import { useTheme } from '../../theme.ts';
import { Folded } from '../../ui/Folded.tsx';
import panel from '../../ui/panel.module.css';
import { Segments } from '../../ui/Segments.tsx';
import styles from './ArmsPanel.module.css';
import { armsOf, columnOf, type FigureName, figureName, meansOf, type Part, runFigure, toldFirst } from './arms.ts';
import { axisOf, percent } from './axis.ts';
import { ReadingsNote } from './ReadingsNote.tsx';
import { RunsTable } from './RunsTable.tsx';

/**
 * The two configurations on dev and on test: mean ± spread, and every run, the pairs linked.
 * @param isCommand a person’s own, of which nobody has test rows
 */
export function ArmsPanel({ answer, isCommand }: { answer: FinalAnswer; isCommand: boolean }) {
  const t = useText();
  const language = useLanguage();
  const first = toldFirst(answer);
  const [chosenPart, setPart] = useState<Part | null>(null);
  const [chosenFigure, setFigure] = useState<FigureName | null>(null);
  const part = chosenPart ?? first.part;
  const figure = answer.metric === 'none' ? 'loss' : (chosenFigure ?? first.figure);
  const figures = figuresOf(answer.metric, columnOf(figure), language);
  const rows = answer.rows[part];
  const metric = figureName(figure, answer.metric, t);
  const isRead = answer.chosen.test !== null;
  const arms = armsOf(answer);
  return (
    <section className={panel.panel} aria-labelledby="final-arms-heading">
      <div className={styles.head}>
        <h2 id="final-arms-heading">{t('finalPage.arms')}</h2>
        <p>
          {t('finalPage.arms.caption', { metric: figures.inPoints ? `${metric}, %` : metric })}
          {rows !== null && t(`finalPage.arms.rows.${part}`, { rows: formatCount(rows, language) })}
        </p>
        {answer.metric !== 'none' && (
          <Segments<FigureName>
            label={t('finalPage.figure')}
            value={figure}
            choices={[
              { value: 'metric', label: figureName('metric', answer.metric, t) },
              { value: 'loss', label: t('finalPage.loss') },
            ]}
            onChoose={setFigure}
          />
        )}
        {!isCommand && (
          <Segments<Part>
            label={t('finalPage.part')}
            value={part}
            choices={[
              {
                value: 'test',
                label: t('finalPage.part.test'),
                disabled: !isRead,
                hint: isRead ? undefined : t('finalPage.part.notRead'),
              },
              { value: 'dev', label: t('finalPage.part.dev') },
            ]}
            onChoose={setPart}
          />
        )}
      </div>
      <div className={styles.body}>
        <dl className={styles.figures}>
          {arms.map(({ name, arm }) => (
            <ArmFigure key={name} name={name} mean={meansOf(arm, part)?.[figure] ?? null} figures={figures} />
          ))}
        </dl>
        <Strips answer={answer} part={part} figure={figure} figures={figures} metric={metric} />
      </div>
      <div className={styles.foot}>
        <ReadingsNote answer={answer} isCommand={isCommand} />
        <Folded title={t('finalPage.runs')}>
          <RunsTable answer={answer} part={part} figure={figure} figures={figures} />
        </Folded>
      </div>
    </section>
  );
}

interface ArmFigureProps {
  name: Arm;
  mean: { n: number; mean: number; spread: number | null } | null;
  figures: Figures;
}

/** An arm's mean, large, with the spread between its runs. */
function ArmFigure({ name, mean, figures }: ArmFigureProps) {
  const t = useText();
  const theme = useTheme();
  const unit = figures.inPoints ? ' %' : '';
  return (
    <div className={styles[name]}>
      <dt>
        <i style={{ background: ARM_COLORS[name][theme] }} />
        {t(`finalPage.arm.${name}`)}
        {mean && <small>{t('finalPage.arm.runs', { count: mean.n })}</small>}
      </dt>
      <dd>
        <b>
          {figures.value(mean?.mean ?? null)}
          {mean && unit}
        </b>
        {mean && mean.spread !== null && <span> ± {figures.value(mean.spread)}</span>}
      </dd>
    </div>
  );
}

interface StripsProps {
  answer: FinalAnswer;
  part: Part;
  figure: FigureName;
  figures: Figures;
  metric: string;
}

const HEIGHT = 58;

/** Each arm's runs on one axis, its mean ± spread as a box; runs from one seed are linked. */
function Strips({ answer, part, figure, figures, metric }: StripsProps) {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const arms = armsOf(answer).map(({ name, arm }) => ({
    name,
    mean: meansOf(arm, part)?.[figure] ?? null,
    runs: arm.runs.flatMap(run => {
      const value = runFigure(run, part, figure);
      return value === null ? [] : [{ seed: run.seed, value }];
    }),
  }));
  const values = arms.flatMap(({ mean, runs }) => [
    ...runs.map(({ value }) => value),
    ...(mean ? [mean.mean - (mean.spread ?? 0), mean.mean + (mean.spread ?? 0)] : []),
  ]);
  if (values.length === 0) return <p className={styles.nothing}>{t('finalPage.arms.nothing')}</p>;
  const axis = axisOf(values, 6);
  const x = (value: number): string => percent(axis.place(value));
  const middle = (at: number): number => HEIGHT * (at + 0.5);
  const height = HEIGHT * arms.length;
  const said = arms.map(({ name, mean }) =>
    t('finalPage.arms.summary', {
      arm: t(`finalPage.arm.${name}`),
      mean: figures.value(mean?.mean ?? null),
      spread: figures.value(mean?.spread ?? null),
    }),
  );
  const [chosen, other] = arms;
  const links =
    chosen && other
      ? chosen.runs.flatMap(({ seed, value }) => {
          const pair = other.runs.find(run => run.seed === seed);
          return pair ? [{ seed, from: value, to: pair.value }] : [];
        })
      : [];
  const tick = (value: number): string =>
    formatValue(figures.inPoints ? Number((100 * value).toFixed(6)) : value, language);
  return (
    <div className={styles.strips}>
      <div className={styles.names} style={{ gridAutoRows: HEIGHT }} aria-hidden="true">
        {arms.map(({ name }) => (
          <span key={name}>{t(`finalPage.arm.${name}`)}</span>
        ))}
      </div>
      <svg className={styles.plot} height={height + 22} role="img" aria-label={`${metric}: ${said.join(' ')}`}>
        {axis.ticks.map(value => (
          <g key={value}>
            <line className={styles.grid} x1={x(value)} x2={x(value)} y1="0" y2={height} />
            <text className={styles.tick} x={x(value)} y={height + 16}>
              {tick(value)}
            </text>
          </g>
        ))}
        {arms.map(({ name, mean }, at) => {
          if (!mean) return null;
          const { spread } = mean;
          return (
            <g key={name}>
              {spread !== null && (
                <rect
                  x={x(mean.mean - spread)}
                  width={percent(axis.place(mean.mean + spread) - axis.place(mean.mean - spread))}
                  y={middle(at) - 14}
                  height="28"
                  rx="4"
                  fill={ARM_COLORS[name][theme]}
                  className={styles.box}
                />
              )}
              <line
                x1={x(mean.mean)}
                x2={x(mean.mean)}
                y1={middle(at) - 14}
                y2={middle(at) + 14}
                stroke={ARM_COLORS[name][theme]}
                strokeWidth="2.5"
              />
            </g>
          );
        })}
        {links.map(({ seed, from, to }) => (
          <line key={seed} className={styles.link} x1={x(from)} x2={x(to)} y1={middle(0)} y2={middle(1)} />
        ))}
        {arms.map(({ name, runs }, at) =>
          runs.map(({ seed, value }) => (
            <circle
              key={`${name} ${seed}`}
              className={styles.dot}
              cx={x(value)}
              cy={middle(at)}
              r="4.5"
              {...(name === 'chosen'
                ? { fill: ARM_COLORS.chosen[theme] }
                : { stroke: ARM_COLORS.default[theme], className: styles.hollow })}
            />
          )),
        )}
      </svg>
    </div>
  );
}
