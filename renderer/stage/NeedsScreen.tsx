import type { Project } from '#shared/domain/project.ts';
import { nameOfStep, STEPS } from '#shared/method/stages/definitions.ts';
import { useAppState, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import offer from '../layout/offer.module.css';
import { StageLayout } from '../layout/StageLayout.tsx';
import { StepIcon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { BackendItem, StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import styles from './NeedsScreen.module.css';
import noStage from './NoStageScreen.module.css';
import { projectSteps } from './project-steps.ts';
import { StageHeader } from './StageHeader.tsx';
import type { AnyStageParts } from './stage-parts.ts';

interface NeedsScreenProps {
  parts: AnyStageParts;
  project: Project;
  /** Kinds that must be accepted before this one. */
  missing: readonly string[];
}

/** A stage that can't be planned yet: what comes before it, and the way there. */
export function NeedsScreen({ parts, project, missing }: NeedsScreenProps) {
  const t = useText();
  const backend = useAppState(({ machine }) => machine?.defaultBackend);
  const card = useAppState(state => state.cards?.get(project.id));
  const stale = card ? projectSteps(card).some(one => missing.includes(one.kind) && one.decision) : false;
  return (
    <StageLayout
      head={<StageHeader parts={parts} stage={null} mark={null} />}
      main={
        <section className={`${panel.panel} ${offer.offer}`}>
          <h2>{t('stage.needs.title')}</h2>
          <p>{t(stale ? 'stage.needs.stale' : 'stage.needs.what')}</p>
          {missing.map(kind => {
            const name = nameOfStep(kind);
            return (
              <a
                key={kind}
                className={styles.link}
                href={hrefOf({ page: 'stage', projectId: project.id, kind, stageId: null })}
              >
                <StepIcon path={STEPS.find(one => one.kind === kind)?.icon ?? ''} />
                {t('stage.needs.open', { step: name ? t(name) : kind })}
              </a>
            );
          })}
        </section>
      }
      asideLabel={t(parts.messages.aside)}
      aside={
        <section className={`${panel.panel} ${noStage.later}`}>
          <h2>{t('page.recommendation.title')}</h2>
          <p>{t('stage.needs.aside')}</p>
        </section>
      }
      status={
        <StatusBar
          start={
            <>
              {backend && <BackendItem backend={backend} />}
              <StatusItem>{t('page.status.idle')}</StatusItem>
            </>
          }
          end={null}
        />
      }
    />
  );
}
