import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/plan.ts';
import { useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { LADDER_STEPS } from '../ladder-steps.ts';
import { ProbePanel } from '../probe/ProbePanel.tsx';
import { useProbe } from '../probe/use-probe.ts';
import { StageRail } from '../rail/StageRail.tsx';
import { StageLayout } from '../stage/StageLayout.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { GhostAxes } from '../ui/GhostAxes.tsx';
import panel from '../ui/panel.module.css';
import { StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import { LadderHead } from './LadderHead.tsx';
import styles from './NoLadderScreen.module.css';

/** A project before its first ladder: empty axes, one sentence, one button. */
export function NoLadderScreen({ project }: { project: Project }) {
  const t = useText();
  const { ask } = useSession();
  const action = useAction();
  const probe = useProbe(project, planBase({ steps: LADDER_STEPS }, project.facts), null);
  const start = (): Promise<boolean> =>
    action.run(async () => {
      const stage = await ask('ladder.start', { projectId: project.id, choice: { steps: LADDER_STEPS } });
      goTo({ page: 'learningRate', projectId: project.id, stageId: stage.id });
    });
  return (
    <StageLayout
      rail={<StageRail project={project} ladder={null} open="learningRate" />}
      head={<LadderHead view={null} />}
      main={
        <section className={`${panel.panel} ${styles.empty}`}>
          <GhostAxes />
          <div className={styles.offer}>
            <p>{t('page.empty.ladder')}</p>
            <Button look="primary" disabled={action.busy} onClick={() => void start()}>
              {t('page.empty.start')}
            </Button>
            <ErrorLine>{action.error}</ErrorLine>
          </div>
        </section>
      }
      asideLabel={t('page.recommendation.aside')}
      aside={
        <>
          <section className={`${panel.panel} ${styles.later}`}>
            <h2>{t('page.recommendation.title')}</h2>
            <p>{t('page.empty.recommendation')}</p>
          </section>
          <ProbePanel probe={probe} ladder={null} />
        </>
      }
      status={<StatusBar start={<StatusItem>{t('page.status.idle')}</StatusItem>} end={null} />}
    />
  );
}
