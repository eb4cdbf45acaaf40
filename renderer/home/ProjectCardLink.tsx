import type { ProjectCard } from '#shared/contract/requests.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useNow } from '../app/use-now.ts';
import { formatAgo, formatRate, formatWithNoise } from '../format.ts';
import { dataFacts, modelName, projectName } from '../names.ts';
import { useShownPreparation } from '../preparation/use-preparation.ts';
import { ladderLine, ladderStanding } from '../rail/ladder-standing.ts';
import { preparationStanding } from '../rail/preparation-standing.ts';
import { StageMark } from '../rail/StageMark.tsx';
import panel from '../ui/panel.module.css';
import styles from './ProjectCardLink.module.css';
import { StageStrip } from './StageStrip.tsx';

/** A project at a glance: its data, its best result, and what it waits for. */
export function ProjectCardLink({ card }: { card: ProjectCard }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { project, stage, answer, decision, remainingMs } = card;
  const ladder = stage && answer ? { stage, answer, remainingMs } : null;
  const best = answer?.candidates.find(candidate => candidate.trialId === answer.best?.trialId);
  const standing = ladderStanding(ladder, decision, project);
  const preparation = useShownPreparation(project);
  const facts = project.facts
    ? `${dataFacts(project.facts, t, language)} · ${modelName(planBase({}, project.facts, project.network), t)}`
    : '';
  return (
    <a
      className={`${panel.panel} ${styles.card}`}
      href={hrefOf(
        stage === null
          ? { page: 'data', projectId: project.id }
          : { page: 'learningRate', projectId: project.id, stageId: null },
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
      <StageStrip preparation={preparationStanding(preparation)} learningRate={standing} />
      <span className={styles.state}>
        <StageMark standing={standing} label={t('page.stage.learningRate')} />
        {ladderLine(ladder, decision, project, t, language)}
      </span>
      <span className={styles.ago}>{formatAgo(project.updatedAt, now, language)}</span>
    </a>
  );
}
