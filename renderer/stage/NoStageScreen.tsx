import type { ReactNode } from 'react';
import type { Project } from '#shared/domain/project.ts';
import { useAppState, useText } from '../app/context.ts';
import { StageLayout } from '../layout/StageLayout.tsx';
import panel from '../ui/panel.module.css';
import { BackendItem, StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import { type NewStage, StageOffer, useNewStage } from './NewStage.tsx';
import styles from './NoStageScreen.module.css';
import { StageHeader } from './StageHeader.tsx';
import type { DecisionMark } from './stage-decision.ts';
import type { AnyStageParts } from './stage-parts.ts';

/** A project before its first stage of a kind. */
export function NoStageScreen({ parts, project }: { parts: AnyStageParts; project: Project }) {
  const t = useText();
  const stage = useNewStage(parts, project.id, () => parts.form.first(project));
  return (
    <NoStageLayout stage={stage} mark={null} notice={null} state={t('page.status.idle')} tool={null}>
      <h2>{t('page.recommendation.title')}</h2>
      <p>{t('page.empty.recommendation')}</p>
    </NoStageLayout>
  );
}

interface NoStageLayoutProps {
  stage: NewStage;
  /** How what was accepted without a stage is marked; null: nothing was. */
  mark: DecisionMark | null;
  notice: ReactNode;
  /** What stands where the recommendation will. */
  children: ReactNode;
  tool: ReactNode;
  /** What the machine does. */
  state: string;
}

/** The parts of its page: the offer of a first one, and what is known without it. */
export function NoStageLayout({ stage, mark, notice, children, tool, state }: NoStageLayoutProps) {
  const t = useText();
  // A command computes as it does.
  const isCommand = useAppState(state => state.cards?.get(stage.projectId)?.project.command != null);
  const backend = useAppState(({ machine }) => machine?.defaultBackend);
  return (
    <StageLayout
      head={<StageHeader parts={stage.parts} stage={null} mark={mark} isCommand={isCommand} />}
      main={
        <>
          {notice}
          <StageOffer stage={stage} />
        </>
      }
      asideLabel={t(stage.parts.messages.aside)}
      aside={
        <>
          <section className={`${panel.panel} ${styles.later}`}>{children}</section>
          {tool}
        </>
      }
      status={
        <StatusBar
          start={
            <>
              {backend && !isCommand && <BackendItem backend={backend} />}
              <StatusItem>{state}</StatusItem>
            </>
          }
          end={null}
        />
      }
    />
  );
}
