import { acceptedRate, type Project, type StagePlan } from '#shared/domain/project.ts';
import { planAgain } from '#shared/method/fixed-hyperparameters.ts';
import { sameNetwork } from '#shared/method/networks/same-network.ts';
import { useText } from '../../app/context.ts';
import { TuneEntry } from '../../layout/TuneEntry.tsx';
import { ProbePanel } from '../../probe/ProbePanel.tsx';
import { useProbe } from '../../probe/use-probe.ts';
import { type NewStage, useNewStage } from '../../stage/NewStage.tsx';
import { NoStageLayout } from '../../stage/NoStageScreen.tsx';
import { type Present, usePresent, useProjectStep } from '../../stage/project-steps.ts';
import { StaleNotice } from '../../stage/StaleNotice.tsx';
import { decisionMark } from '../../stage/stage-decision.ts';
import type { AnyStageParts, ShownStage } from '../../stage/stage-parts.ts';
import { Figures } from './Figures.tsx';
import { baseOf, type LadderForm } from './ladder-choice.ts';
import { OptimizerPanel } from './OptimizerPanel.tsx';

/** A project before its first ladder: the offer of one, the probe, and what was accepted by that. */
export function NoLadderScreen({ parts, project }: { parts: AnyStageParts; project: Project }) {
  const t = useText();
  const stage = useNewStage(parts, project.id, () => parts.form.first(project)) as NewStage<LadderForm>;
  const base = baseOf(stage.settings.settings, stage.settings.planned);
  const probe = useProbe(project, base, null);
  const decision = useProjectStep(project.id, parts.definition.kind)?.decision ?? null;
  const present = usePresent(project, parts.definition.kind);
  const decided = probe.probes.find(({ id }) => id === decision?.probeId);
  const evidence = decided && { dataDigest: decided.dataDigest, network: decided.hyperparameters };
  const mark = decision && decisionMark(decision, present, evidence ?? decision);
  return (
    <NoStageLayout
      stage={stage}
      mark={mark}
      notice={
        decision && (
          <StaleNotice
            parts={parts}
            decision={decision}
            present={present}
            busy={probe.busy}
            onAgain={() => void probe.run()}
          />
        )
      }
      tool={
        <>
          <TuneEntry projectId={project.id} />
          {!project.command && <ProbePanel probe={probe} ladder={null} decision={decision} numSteps={base.steps} />}
        </>
      }
      state={t(probe.busy ? 'probePanel.running' : 'page.status.idle')}
    >
      {decision ? (
        <>
          <h2>{t('page.recommendation.yourChoice')}</h2>
          <Figures
            project={project}
            batchSize={(decided?.hyperparameters ?? base).batchSize}
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
    </NoStageLayout>
  );
}

/** The probe beside a ladder: a further one is of the network that the project has now. */
export function LadderProbe({ stage, present }: { stage: ShownStage<StagePlan>; present: Present }) {
  const { view, plan } = stage;
  const { base, backend } = plan;
  const presentBase = planAgain(base, present.facts, present.network);
  const probe = useProbe(view.project, presentBase, backend);
  // A command is probed in the terminal alone: it takes short starts of it.
  if (present.command) return null;
  return (
    <>
      <ProbePanel
        probe={probe}
        ladder={sameNetwork(base, presentBase) ? view : null}
        decision={view.projectDecision}
        numSteps={base.steps}
      />
      <OptimizerPanel stage={stage} />
    </>
  );
}
