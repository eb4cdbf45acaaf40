import type { ProjectCard } from '#shared/contract/requests.ts';
import { ladderOf } from '#shared/domain/answer.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { questionOf, STAGES, STEPS } from '#shared/method/stages/definitions.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useNow } from '../app/use-now.ts';
import { formatAgo, formatRate, formatWithNoise } from '../format.ts';
import { dataFacts, modelName, projectName } from '../names.ts';
import { useShownPreparation } from '../preparation/use-preparation.ts';
import { preparationStanding } from '../rail/preparation-standing.ts';
import { StageMark } from '../rail/StageMark.tsx';
import { decisionOnCard, stageLine, stageOnCard, stageStanding } from '../rail/stage-standing.ts';
import { partsOf } from '../stages/registry.ts';
import panel from '../ui/panel.module.css';
import styles from './ProjectCardLink.module.css';
import { StageStrip } from './StageStrip.tsx';

/** A project at a glance: its data, its best result, and what it waits for. */
export function ProjectCardLink({ card }: { card: ProjectCard }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { project, stage } = card;
  const kind = questionOf(stage ?? STAGES[0]!);
  const step = STEPS.find(one => one.kind === kind);
  const shown = stageOnCard(card, kind);
  const decision = decisionOnCard(card, kind);
  const answer = ladderOf(card);
  const best = answer?.candidates.find(candidate => candidate.trialId === answer.best?.trialId);
  const standing = stageStanding(shown, decision, project);
  const preparation = useShownPreparation(project);
  const facts = project.facts
    ? `${dataFacts(project.facts, t, language)} · ${modelName(planBase({}, project.facts, project.network), t)}`
    : (project.command && project.source) || '';
  return (
    <a
      className={`${panel.panel} ${styles.card}`}
      href={hrefOf(
        stage === null
          ? { page: 'data', projectId: project.id }
          : { page: 'stage', projectId: project.id, kind, stageId: null },
      )}
    >
      <span className={styles.name}>{projectName(project, t)}</span>
      {best && (
        <span className={styles.best}>
          <b>{formatWithNoise(best.finalLoss, best.noise, language).value}</b>
          <small>{t('page.card.loss', { rate: formatRate(best.learningRate) })}</small>
        </span>
      )}
      <span className={styles.facts}>{facts}</span>
      <StageStrip
        standings={{
          preparation: project.command ? { kind: 'done' } : preparationStanding(preparation),
          [kind]: standing,
        }}
      />
      <span className={styles.state}>
        <StageMark standing={standing} label={step ? t(step.name) : kind} />
        {stageLine(partsOf(kind), shown, decision, project, t, language)}
      </span>
      <span className={styles.ago}>{formatAgo(project.updatedAt, now, language)}</span>
    </a>
  );
}
