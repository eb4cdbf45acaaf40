import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/plan.ts';
import { useText } from '../app/context.ts';
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
import { LadderCost } from './LadderCost.tsx';
import { LadderHead } from './LadderHead.tsx';
import { LadderRungs, LadderSettingsFields } from './LadderSettingsFields.tsx';
import styles from './NoLadderScreen.module.css';
import { type NewLadder, useNewLadder } from './use-new-ladder.ts';

/** A project before its first ladder: empty axes, what a ladder will cost, and the button that starts it. */
export function NoLadderScreen({ project }: { project: Project }) {
  const t = useText();
  const ladder = useNewLadder(project.id, planBase({ steps: LADDER_STEPS }, project.facts));
  const probe = useProbe(project, ladder.base, null);
  return (
    <StageLayout
      rail={<StageRail project={project} ladder={null} open="learningRate" />}
      head={<LadderHead view={null} />}
      main={<LadderOffer ladder={ladder} />}
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

function LadderOffer({ ladder }: { ladder: NewLadder }) {
  const t = useText();
  return (
    <section className={`${panel.panel} ${styles.empty}`}>
      <GhostAxes />
      <div className={styles.offer}>
        <p className={styles.lead}>{t('page.empty.ladder')}</p>
        <LadderRungs settings={ladder.settings} onChange={ladder.change} />
        <LadderCost projectId={ladder.projectId} choice={ladder.choice} />
        <Button look="primary" disabled={ladder.action.busy || !ladder.complete} onClick={() => void ladder.start()}>
          {ladder.settings.full ? t('newLadder.startTwelve') : t('newLadder.startSix')}
        </Button>
        <ErrorLine>{ladder.action.error}</ErrorLine>
        <LadderSettingsFields settings={ladder.settings} onChange={ladder.change} />
      </div>
    </section>
  );
}
