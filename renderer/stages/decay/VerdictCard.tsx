import type { DecayAnswer, DecayComparison, DecayPlan } from '#shared/domain/decay.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { MeanDifference, PairedVerdict } from '#shared/domain/paired-runs.ts';
import { CONSTANT, isConstant, sameSchedule } from '#shared/domain/schedule.ts';
import { useLanguage, useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import { formatCount, formatEstimate, formatShare } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import { DecisionTag } from '../../stage/DecisionTag.tsx';
import { EvidenceList } from '../../stage/EvidenceList.tsx';
import { scheduleText } from '../../stage/plain-parts.tsx';
import recommendation from '../../stage/Recommendation.module.css';
import { type DecisionMark, otherDecision, ownDecision } from '../../stage/stage-decision.ts';
import type { ShownStage } from '../../stage/stage-parts.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/Tag.tsx';
import { figuresOf, meanOf, showsVerdict } from './pair-figures.ts';
import { msOf, useFirstCost } from './run-cost.ts';
import { shortName } from './schedule-names.ts';
import type { DevColumn } from './use-dev-points.ts';
import styles from './VerdictCard.module.css';

const LOOKS: Record<PairedVerdict, { tone: 'good' | 'plain' | 'warn' | 'bad'; icon: IconName }> = {
  gain: { tone: 'good', icon: 'check' },
  flat: { tone: 'plain', icon: 'check' },
  unknown: { tone: 'warn', icon: 'warn' },
  worse: { tone: 'bad', icon: 'cross' },
};

interface VerdictCardProps {
  stage: ShownStage<DecayPlan, DecayAnswer>;
  /** How what was accepted here is marked; null: nothing was. */
  mark: DecisionMark | null;
}

/** What the pairs say, why, and what can be done about it. */
export function VerdictCard({ stage: { view, plan, detail }, mark }: VerdictCardProps) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const cost = useFirstCost(view.stage.projectId);
  if (detail === null) return null;

  const { progress, recommendation: told } = view;
  const decision = ownDecision(view) ?? otherDecision(view);
  const shown = shownOf(detail);
  const stageId = view.stage.id;
  const accept = (set: HyperparameterSet): void => void action.run(() => ask('decisions.accept', { stageId, set }));
  const search = (): void => void action.run(() => ask('stages.addPoint', { stageId, set: detail.offer?.set ?? {} }));
  const isOpen = progress.open > 0;
  const decided = decision?.set.schedule ?? null;
  const isDecided = (schedule: typeof decided): boolean =>
    decided !== null && schedule !== null && sameSchedule(decided, schedule);
  const all = [detail.lazy, ...detail.variants].map(({ schedule }) => schedule);
  // A schedule is made for its T: who accepts it accepts that too.
  const lazySet = {
    schedule: detail.lazy.schedule,
    ...(plan.numSteps !== detail.steps && { steps: detail.steps }),
  };
  const { set } = told;
  const chosen = set?.schedule ?? null;
  const pays = chosen !== null && !isConstant(chosen);
  const searchMs = detail.offer && msOf(detail.offer.steps, cost);
  return (
    <section className={`${panel.panel} ${recommendation.panel}`} aria-labelledby="verdict-heading">
      <div className={recommendation.eyebrow}>
        <h2 id="verdict-heading">{t('decayPage.verdict.heading', { schedule: shortName(shown.schedule, all, t) })}</h2>
        <VerdictTag verdict={shown.verdict} done={progress.done} />
      </div>
      <MeanFigure one={shown} answer={detail} />
      {decision && decided && (
        <p className={styles.decided}>
          {mark && <DecisionTag mark={mark} />}
          {isConstant(decided) ? t('decayPage.skipped') : scheduleText(decided, t)}
        </p>
      )}
      {told.evidence.length > 0 && <EvidenceList evidence={told.evidence} busy={action.busy} onRemedy={() => {}} />}
      <div className={recommendation.buttons}>
        {detail.offer && (
          <Button
            look={decision === null ? 'primary' : 'plain'}
            className={recommendation.accept ?? ''}
            disabled={action.busy}
            onClick={search}
          >
            {t('decayPage.search')}
          </Button>
        )}
        {set && pays && !isDecided(chosen) && (
          <Button
            look={detail.offer || decision ? 'plain' : 'primary'}
            disabled={action.busy}
            onClick={() => accept(set)}
          >
            {sameSchedule(chosen, detail.lazy.schedule)
              ? t('decayPage.acceptLinear')
              : t('decayPage.acceptThis', { name: shortName(chosen, all, t) })}
          </Button>
        )}
        {!isOpen && !(pays && sameSchedule(chosen, detail.lazy.schedule)) && !isDecided(detail.lazy.schedule) && (
          <Button disabled={action.busy} onClick={() => accept(lazySet)}>
            {t('decayPage.acceptLinear')}
          </Button>
        )}
        {!isDecided(CONSTANT) && (
          <Button
            look={chosen && isConstant(chosen) && decision === null ? 'primary' : 'plain'}
            disabled={action.busy}
            title={t('decayPage.skipHint')}
            onClick={() => accept({ schedule: CONSTANT })}
          >
            {t('decayPage.skip')}
          </Button>
        )}
      </div>
      <ErrorLine>{action.error}</ErrorLine>
      {detail.offer && (
        <p className={recommendation.note}>
          {t('decayPage.search.cost', {
            count: formatCount(detail.offer.trials, language),
            time: formatEstimate(searchMs, language),
          })}
        </p>
      )}
      {isOpen && decision === null && (
        <p className={recommendation.note}>{t('page.recommendation.stops', { count: progress.open })}</p>
      )}
      {decision && !decision.recommended && <p className={recommendation.note}>{t('decayPage.overruled')}</p>}
    </section>
  );
}

/** The comparison that is told large: that of what is recommended, else the newest one that is known, else the linear way's. */
function shownOf({ lazy, variants, chosen }: DecayAnswer): DecayComparison {
  const own = variants.find(({ schedule }) => chosen !== null && sameSchedule(schedule, chosen));
  return own ?? lazy;
}

function VerdictTag({ verdict, done }: { verdict: PairedVerdict | null; done: number }) {
  const t = useText();
  if (verdict === null)
    return (
      <Tag>
        {t('decayPage.verdict.soFar')} {formatShare(done)}
      </Tag>
    );
  const { tone, icon } = LOOKS[verdict];
  return (
    <Tag tone={tone}>
      <Icon name={icon} />
      {t(`decayPage.verdict.${verdict}`)}
    </Tag>
  );
}

/** The mean difference, large, with its interval: of the metric where that shows the verdict, else of the dev loss, which decides it. */
function MeanFigure({ one, answer }: { one: DecayComparison; answer: DecayAnswer }) {
  const t = useText();
  const language = useLanguage();
  const { metric } = answer;
  const large = showsVerdict(one, metric) ? 'devMetric' : 'devLoss';
  const mean = meanOf(one, large);
  if (mean === null) {
    const ended = one.pairs.filter(({ difference, diverged }) => difference !== null || diverged !== null).length;
    return <p className={recommendation.nothing}>{t('decayPage.verdict.waiting', { ended, planned: one.planned })}</p>;
  }
  const figures = figuresOf(metric, large, language);
  const { value, noise } = figures.interval(mean);
  const told = (column: DevColumn, of: MeanDifference): string => {
    const { inPoints, interval } = figuresOf(metric, column, language);
    const { value, noise } = interval(of);
    return `${value} ± ${inPoints ? t('decayPage.verdict.points', { noise }) : noise}`;
  };
  return (
    <>
      <p className={styles.figure}>
        <span className={styles.mean}>{value}</span>{' '}
        <span className={styles.noise}>± {figures.inPoints ? t('decayPage.verdict.points', { noise }) : noise}</span>
      </p>
      <p className={styles.what}>
        {large === 'devMetric'
          ? t('decayPage.verdict.metric', { metric: metricHeading(metric, t), count: one.n })
          : t('decayPage.verdict.lossAlone', { count: one.n })}
      </p>
      {large === 'devMetric' && one.difference && (
        <p className={styles.what}>{t('decayPage.verdict.loss', { difference: told('devLoss', one.difference) })}</p>
      )}
      {large === 'devLoss' && one.metricDifference && (
        <p className={styles.what}>
          {t('decayPage.verdict.also', {
            metric: metricHeading(metric, t),
            difference: told('devMetric', one.metricDifference),
          })}
        </p>
      )}
    </>
  );
}
