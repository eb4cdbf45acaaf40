import type { FinalAnswer, FinalDifference, FinalPlan, FinalVerdict } from '#shared/domain/final-runs.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { useLanguage, useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import { formatShare } from '../../format.ts';
import { ARM_COLORS } from '../../ramp.ts';
import { DecisionTag } from '../../stage/DecisionTag.tsx';
import { EvidenceList } from '../../stage/EvidenceList.tsx';
import { type Figures, figuresOf } from '../../stage/paired-figures.ts';
import recommendation from '../../stage/Recommendation.module.css';
import type { DecisionMark } from '../../stage/stage-decision.ts';
import type { ShownStage } from '../../stage/stage-parts.ts';
import { useTheme } from '../../theme.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/Tag.tsx';
import { columnOf, differenceOf, type FigureName, figureName, type Part, toldFirst } from './arms.ts';
import { axisOf, percent } from './axis.ts';
import styles from './VerdictPanel.module.css';

const LOOKS: Record<FinalVerdict, { tone: 'good' | 'plain' | 'bad'; icon: IconName }> = {
  better: { tone: 'good', icon: 'check' },
  notDistinguishable: { tone: 'plain', icon: 'wait' },
  worse: { tone: 'bad', icon: 'cross' },
};

/** What the panel’s figures say already: the verdict and both differences that it rests on. */
const TOLD_ABOVE: ReadonlySet<string> = new Set([
  'evidence.final.better',
  'evidence.final.notDistinguishable',
  'evidence.final.worse',
  'evidence.final.metric',
  'evidence.final.loss',
] satisfies MessageKey[]);

interface VerdictPanelProps {
  stage: ShownStage<FinalPlan, FinalAnswer>;
  /** How what was accepted here is marked; null: nothing was. */
  mark: DecisionMark | null;
}

/** Whether the chosen configuration beats the default one: the paired difference as an interval against 0, the verdict in words, and why. */
export function VerdictPanel({ stage: { view, detail }, mark }: VerdictPanelProps) {
  const t = useText();
  const { ask } = useSession();
  const action = useAction();
  if (detail === null) return null;
  const { part, figure } = toldFirst(detail);
  const difference = differenceOf(detail, part, figure);
  const { set } = view.recommendation;
  const evidence = view.recommendation.evidence.filter(({ title }) => !difference || !TOLD_ABOVE.has(title.key));
  return (
    <section className={`${panel.panel} ${recommendation.panel}`} aria-labelledby="final-verdict-heading">
      <div className={recommendation.eyebrow}>
        <h2 id="final-verdict-heading">
          {t(detail.default === null ? 'finalPage.verdict.alone' : `finalPage.verdict.heading.${part}`)}
        </h2>
        <VerdictTag answer={detail} done={view.progress.done} />
      </div>
      {difference ? (
        <Difference answer={detail} part={part} figure={figure} difference={difference} />
      ) : (
        <p className={recommendation.nothing}>
          {t(detail.default === null ? 'finalPage.verdict.aloneBody' : 'finalPage.verdict.waiting')}
        </p>
      )}
      {evidence.length > 0 && <EvidenceList evidence={evidence} busy={false} onRemedy={() => {}} />}
      {mark && <DecisionTag mark={mark} />}
      {set && mark === null && (
        <div className={recommendation.buttons}>
          <Button
            look="primary"
            className={recommendation.accept ?? ''}
            disabled={action.busy}
            onClick={() => void action.run(() => ask('decisions.accept', { stageId: view.stage.id, set }))}
          >
            {t('finalPage.accept')}
          </Button>
        </div>
      )}
      <ErrorLine>{action.error}</ErrorLine>
    </section>
  );
}

function VerdictTag({ answer: { conclusion, default: other }, done }: { answer: FinalAnswer; done: number }) {
  const t = useText();
  if (conclusion === null)
    return done < 1 ? (
      <Tag>{t('finalPage.verdict.soFar', { share: formatShare(done) })}</Tag>
    ) : (
      other && <Tag>{t('finalPage.verdict.none')}</Tag>
    );
  const { tone, icon } = LOOKS[conclusion.verdict];
  return (
    <Tag tone={tone}>
      <Icon name={icon} />
      {t(`finalPage.verdict.${conclusion.verdict}`)}
    </Tag>
  );
}

interface DifferenceProps {
  answer: FinalAnswer;
  part: Part;
  figure: FigureName;
  difference: FinalDifference;
}

function Difference({ answer, part, figure, difference }: DifferenceProps) {
  const t = useText();
  const language = useLanguage();
  const name = (of: FigureName): string => figureName(of, answer.metric, t);
  const figures = figuresOf(answer.metric, columnOf(figure), language);
  const other: FigureName | null = answer.metric === 'none' ? null : figure === 'loss' ? 'metric' : 'loss';
  const also = other && differenceOf(answer, part, other);
  const { value, noise } = figures.interval(difference);
  return (
    <>
      <p className={styles.figure}>
        <b>{value}</b>{' '}
        <span>
          ± {noise}
          {figures.inPoints && ` ${t('finalPage.points')}`}
        </span>
      </p>
      <p className={styles.what}>
        {t(difference.rowError === null ? 'finalPage.verdict.seedsAlone' : 'finalPage.verdict.seedsAndRows', {
          figure: name(figure),
          count: difference.n,
        })}
      </p>
      <Interval difference={difference} figures={figures} figure={figure} metric={answer.metric} />
      <p className={styles.words}>{t(`finalPage.verdict.words.${difference.verdict}`)}</p>
      {other && also && (
        <p className={styles.what}>
          {t('finalPage.verdict.also', {
            figure: name(other),
            difference: intervalText(figuresOf(answer.metric, columnOf(other), language), also, t('finalPage.points')),
          })}
        </p>
      )}
    </>
  );
}

function intervalText(figures: Figures, difference: FinalDifference, points: string): string {
  const { value, noise } = figures.interval(difference);
  return `${value} ± ${noise}${figures.inPoints ? ` ${points}` : ''}`;
}

interface IntervalProps {
  difference: FinalDifference;
  figures: Figures;
  figure: FigureName;
  metric: FinalAnswer['metric'];
}

/** The interval of the difference on an axis that has 0. */
function Interval({ difference: { mean, low, high, verdict }, figures, figure, metric }: IntervalProps) {
  const t = useText();
  const theme = useTheme();
  const axis = axisOf([0, low, high], 3, 0.14);
  const x = (value: number): string => percent(axis.place(value));
  const lowerIsBetter = figure === 'loss' || metric === 'rmse';
  const color =
    verdict === 'notDistinguishable' ? 'var(--ink-2)' : verdict === 'worse' ? 'var(--bad)' : ARM_COLORS.chosen[theme];
  return (
    <svg
      className={styles.interval}
      height="46"
      role="img"
      aria-label={t('finalPage.verdict.interval', {
        low: figures.difference(low),
        high: figures.difference(high),
      })}
    >
      <line className={styles.zero} x1={x(0)} x2={x(0)} y1="0" y2="30" />
      <line x1={x(low)} x2={x(high)} y1="15" y2="15" stroke={color} strokeWidth="2.5" />
      {[low, high].map(end => (
        <line key={end} x1={x(end)} x2={x(end)} y1="9" y2="21" stroke={color} strokeWidth="2" />
      ))}
      <circle cx={x(mean)} cy="15" r="4.5" fill={color} />
      <text className={styles.tick} x={x(0)} y="43">
        0
      </text>
      <text className={lowerIsBetter ? styles.left : styles.right} x={lowerIsBetter ? '0' : '100%'} y="43">
        {lowerIsBetter ? `← ${t('finalPage.verdict.betterSide')}` : `${t('finalPage.verdict.betterSide')} →`}
      </text>
    </svg>
  );
}
