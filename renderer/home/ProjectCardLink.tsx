import type { ProjectCard } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import { finalOf } from '#shared/domain/final-runs.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { nameOfStep, questionOf } from '#shared/method/stages/definitions.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useNow } from '../app/use-now.ts';
import { formatAgo, formatMetric, formatNumber, formatRate, formatWithNoise } from '../format.ts';
import { dataFacts, modelName, projectName } from '../names.ts';
import { useShownPreparation } from '../preparation/use-preparation.ts';
import { preparationStanding } from '../rail/preparation-standing.ts';
import { StageMark } from '../rail/StageMark.tsx';
import { stageLine, stageStanding } from '../rail/stage-standing.ts';
import { type ProjectStep, projectSteps } from '../stage/project-steps.ts';
import { leadOf } from '../stage/stage-parts.ts';
import { partsOf } from '../stages/registry.ts';
import panel from '../ui/panel.module.css';
import styles from './ProjectCardLink.module.css';
import { StageStrip } from './StageStrip.tsx';

/** A project at a glance: its data, its best result, how far its stages are, and what it waits for. */
export function ProjectCardLink({ card }: { card: ProjectCard }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { project } = card;
  const steps = projectSteps(card);
  const step = stepToShow(steps);
  const preparation = useShownPreparation(project);
  const facts = project.facts
    ? `${dataFacts(project.facts, t, language)} · ${modelName(planBase({}, project.facts, project.network), t)}`
    : (project.command && project.source) || '';
  const standings = Object.fromEntries(steps.map(one => [one.kind, stageStanding(one)]));
  const stale = steps.filter(one => standings[one.kind]?.kind === 'stale').length;
  const name = step && nameOfStep(step.kind);
  return (
    <a
      className={`${panel.panel} ${styles.card}`}
      href={hrefOf(
        step?.stage || step?.decision
          ? { page: 'stage', projectId: project.id, kind: step.kind, stageId: null }
          : { page: 'data', projectId: project.id },
      )}
    >
      <span className={styles.name}>{projectName(project, t)}</span>
      <BestResult steps={steps} />
      <span className={styles.facts}>{facts}</span>
      <StageStrip
        standings={{
          preparation: project.command ? { kind: 'done' } : preparationStanding(preparation),
          ...standings,
        }}
      />
      {step && (
        <span className={styles.state}>
          <StageMark standing={standings[step.kind] ?? { kind: 'here' }} label={name ? t(name) : step.kind} />
          {stale > 1 && step.stage?.status !== 'running'
            ? t('page.card.stale', { count: stale })
            : stageLine(partsOf(step.kind), step, t, language)}
        </span>
      )}
      <span className={styles.ago}>{formatAgo(project.updatedAt, now, language)}</span>
    </a>
  );
}

/** What a card tells of: the stage that runs, else the first that is out of date, else the last that anything happened in. */
function stepToShow(steps: readonly ProjectStep[]): ProjectStep | undefined {
  return (
    steps.find(({ stage }) => stage?.status === 'running') ??
    steps.find(one => stageStanding(one).kind === 'stale') ??
    steps.findLast(({ stage, decision }) => stage ?? decision) ??
    steps[0]
  );
}

/** The mean of final runs; without any the dev loss of the best trial of the latest stage that has one; of a ladder that was never evaluated, its training loss. */
function BestResult({ steps }: { steps: readonly ProjectStep[] }) {
  const t = useText();
  const language = useLanguage();
  for (const { kind, stage, recommendation } of [...steps].reverse()) {
    if (!stage || !recommendation) continue;
    const final = finalOf({ recommendation });
    if (final) {
      const { metric, chosen } = final;
      const part = chosen.test ? 'test' : 'dev';
      const means = chosen.test ?? chosen.dev;
      const shown = metric === 'none' ? means.loss : means.metric;
      const name = metric === 'none' ? t('report.result.loss') : t(`metric.${metric}`);
      if (shown === null) continue;
      const value = metric === 'none' ? formatNumber(shown.mean, language) : formatMetric(metric, shown.mean, language);
      return <Best value={value} of={t(`page.card.final.${part}`, { metric: name, count: shown.n })} />;
    }
    const ladder = ladderOf({ recommendation });
    const candidate = ladder?.candidates.find(({ trialId }) => trialId === ladder.best?.trialId);
    const lead = leadOf(recommendation);
    const devLoss = recommendation.ranking.find(({ trialId }) => trialId === lead)?.figures.devLoss ?? null;
    const name = nameOfStep(questionOf({ kind }));
    if (candidate) {
      const { finalLoss, noise, lowestDevLoss, learningRate } = candidate;
      const rate = formatRate(learningRate);
      return ladder?.by === 'dev' && lowestDevLoss !== null ? (
        <Best
          value={formatWithNoise(lowestDevLoss, null, language).value}
          of={t('page.card.lowestDevLoss', { rate })}
        />
      ) : (
        <Best value={formatWithNoise(finalLoss, noise, language).value} of={t('page.card.loss', { rate })} />
      );
    }
    if (devLoss !== null && !ladder)
      return (
        <Best
          value={formatWithNoise(devLoss, null, language).value}
          of={t('page.card.devLoss', { stage: name ? t(name) : kind })}
        />
      );
  }
  return null;
}

const Best = ({ value, of }: { value: string; of: string }) => (
  <span className={styles.best}>
    <b>{value}</b>
    <small>{of}</small>
  </span>
);
