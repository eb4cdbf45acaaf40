import { acceptedRate, type Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { useAppState, useText } from '../app/context.ts';
import { ProbePanel } from '../probe/ProbePanel.tsx';
import { useProbe } from '../probe/use-probe.ts';
import { StageRail } from '../rail/StageRail.tsx';
import { StageLayout } from '../stage/StageLayout.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { GhostAxes } from '../ui/GhostAxes.tsx';
import panel from '../ui/panel.module.css';
import { BackendItem, StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import { Figures } from './Figures.tsx';
import { LadderCost } from './LadderCost.tsx';
import { LadderHead } from './LadderHead.tsx';
import { LadderCandidates, LadderSettingsFields } from './LadderSettingsFields.tsx';
import styles from './NoLadderScreen.module.css';
import { StaleNotice } from './StaleNotice.tsx';
import { decisionMark } from './stage-decision.ts';
import { type NewLadder, useNewLadder } from './use-new-ladder.ts';

/** A project before its first ladder: empty axes, what a ladder will cost, and the button that starts it. */
export function NoLadderScreen({ project }: { project: Project }) {
  const t = useText();
  const ladder = useNewLadder(project.id, planBase({}, project.facts, project.network));
  const probe = useProbe(project, ladder.base, null);
  const backend = useAppState(state => state.machine?.defaultBackend);
  const decision = useAppState(state => state.cards?.get(project.id)?.decision ?? null);
  const decided = probe.probes.find(({ id }) => id === decision?.probeId);
  const evidence = decided && { dataDigest: decided.dataDigest, network: decided.hyperparameters };
  const mark = decision && decisionMark(decision, project, evidence ?? decision);
  return (
    <StageLayout
      rail={<StageRail project={project} ladder={null} open="learningRate" />}
      head={<LadderHead view={null} mark={mark} />}
      main={
        <>
          {decision && (
            <StaleNotice decision={decision} present={project} busy={probe.busy} onAgain={() => void probe.run()} />
          )}
          <LadderOffer ladder={ladder} />
        </>
      }
      asideLabel={t('page.recommendation.aside')}
      aside={
        <>
          <section className={`${panel.panel} ${styles.later}`}>
            {decision ? (
              <>
                <h2>{t('page.recommendation.yourChoice')}</h2>
                <Figures
                  project={project}
                  batchSize={(decided?.hyperparameters ?? ladder.base).batchSize}
                  {...acceptedRate(decision)}
                />
                <p>{t('decision.probe.without')}</p>
                {mark === 'kept' && <p>{t('decision.kept')}</p>}
              </>
            ) : (
              <>
                <h2>{t('page.recommendation.title')}</h2>
                <p>{t('page.empty.recommendation')}</p>
              </>
            )}
          </section>
          <ProbePanel probe={probe} ladder={null} decision={decision} numSteps={ladder.base.steps} />
        </>
      }
      status={
        <StatusBar
          start={
            <>
              {backend && <BackendItem backend={backend} />}
              <StatusItem>{t(probe.busy ? 'probePanel.running' : 'page.status.idle')}</StatusItem>
            </>
          }
          end={null}
        />
      }
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
        <LadderCandidates settings={ladder.settings} onChange={ladder.change} />
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
