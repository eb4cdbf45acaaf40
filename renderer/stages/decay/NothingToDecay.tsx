import type { Project } from '#shared/domain/project.ts';
import { useText } from '../../app/context.ts';
import { hrefOf } from '../../app/route.ts';
import { sentenceOf } from '../../app/use-action.ts';
import offer from '../../layout/offer.module.css';
import { StageLayout } from '../../layout/StageLayout.tsx';
import noStage from '../../stage/NoStageScreen.module.css';
import { StageHeader } from '../../stage/StageHeader.tsx';
import type { AnyStageParts } from '../../stage/stage-parts.ts';
import panel from '../../ui/panel.module.css';
import { StatusBar, StatusItem } from '../../ui/StatusBar.tsx';

interface NothingToDecayProps {
  parts: AnyStageParts;
  project: Project;
  failure: unknown;
}

/** Nothing was accepted that could decay: why, and the way there. */
export function NothingToDecay({ parts, project, failure }: NothingToDecayProps) {
  const t = useText();
  return (
    <StageLayout
      head={<StageHeader parts={parts} stage={null} mark={null} />}
      main={
        <section className={`${panel.panel} ${offer.offer}`}>
          <h2>{t('decayPage.noRate.title')}</h2>
          <p>{sentenceOf(failure, t)}</p>
          <a href={hrefOf({ page: 'stage', projectId: project.id, kind: 'learningRate', stageId: null })}>
            {t('decayPage.noRate.go')}
          </a>
        </section>
      }
      asideLabel={t('decayPage.aside')}
      aside={
        <section className={`${panel.panel} ${noStage.later}`}>
          <h2>{t('page.recommendation.title')}</h2>
          <p>{t('decayPage.noRate.body')}</p>
        </section>
      }
      status={<StatusBar start={<StatusItem>{t('page.status.idle')}</StatusItem>} end={null} />}
    />
  );
}
