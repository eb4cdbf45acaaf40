import { useState } from 'react';
import type { Probe } from '#shared/domain/probe.ts';
import { acceptedRate, type Decision } from '#shared/domain/project.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { toConfirm } from '#shared/method/stages/learning-rate/plan.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { formatCount, formatRate } from '../format.ts';
import { StageCost } from '../stage/StageCost.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { StepsField } from '../ui/StepsField.tsx';
import hidden from '../ui/visually-hidden.module.css';
import { ProbeLine } from './ProbeLine.tsx';
import styles from './ProbePanel.module.css';

interface AcceptProbeProps {
  probe: Probe;
  /** What counts for the project; null: nothing yet. */
  decision: Decision | null;
  /** num_steps that stand in the field at first. */
  numSteps: number;
}

/** Takes the estimate as the project's learning rate, without a ladder. */
export function AcceptProbe({ probe, decision, numSteps }: AcceptProbeProps) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const accept = useAction();
  // Whether that it is accepted is news, to be read out.
  const [isNew, setIsNew] = useState(false);
  const accepted = decision?.probeId === probe.id ? acceptedRate(decision) : null;
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  // Until the person types, what stands there follows the ladder that would be started.
  const steps = typed === undefined ? (accepted?.numSteps ?? numSteps) : typed;
  const { steps: probedFor } = probe.hyperparameters;
  const hint =
    steps !== probedFor ? t('decision.probe.otherSteps', { steps: formatCount(probedFor, language) }) : undefined;
  return (
    <>
      <ConfirmProbe probe={probe} />
      <form
        noValidate
        className={styles.accept}
        onSubmit={event => {
          event.preventDefault();
          if (steps === null) return;
          const asked = { projectId: probe.projectId, probeId: probe.id, numSteps: steps };
          void accept.run(() => ask('decisions.acceptProbe', asked)).then(setIsNew);
        }}
      >
        <p>{t('decision.probe.orAccept')}</p>
        {accepted && (
          <ProbeLine glyph="check" tone="good">
            {t('decision.probe.accepted', { steps: formatCount(accepted.numSteps, language) })}
          </ProbeLine>
        )}
        <StepsField
          label={t('decision.probe.numSteps')}
          hint={hint}
          error={steps === null ? t('page.change.stepsMissing') : null}
          steps={steps}
          onChange={setTyped}
        />
        <Button
          className={styles.button ?? ''}
          size="small"
          type="submit"
          disabled={accept.busy || steps === null || steps === accepted?.numSteps}
        >
          {t('decision.probe.accept', {
            rate: formatRate(estimateOf(probe.answer)),
            steps: formatCount(steps ?? probedFor, language),
          })}
        </Button>
        <ErrorLine>{accept.error}</ErrorLine>
        <p role="status" className={hidden.text}>
          {isNew &&
            accepted &&
            t('page.news.accepted', {
              rate: formatRate(accepted.learningRate),
              steps: formatCount(accepted.numSteps, language),
            })}
        </p>
      </form>
    </>
  );
}

/** The run that confirms the estimate: what it is for, what it costs, and the button that starts it and leads to it. */
function ConfirmProbe({ probe }: Pick<AcceptProbeProps, 'probe'>) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const confirm = useAction();
  const { projectId, backend, hyperparameters } = probe;
  const rate = estimateOf(probe.answer);
  const choice = { ...hyperparameters, backend, ...toConfirm(rate) };
  const said = { rate: formatRate(rate), steps: formatCount(hyperparameters.steps, language) };
  const start = () =>
    confirm.run(async () => {
      const stage = await ask('stages.start', { projectId, kind: 'learningRate', choice });
      goTo({ page: 'stage', projectId, kind: 'learningRate', stageId: stage.id });
    });
  return (
    <div className={styles.accept}>
      <ProbeLine rule="L5">{t('decision.probe.confirmWhat', said)}</ProbeLine>
      <StageCost projectId={projectId} kind="learningRate" choice={choice} />
      <Button className={styles.button ?? ''} size="small" disabled={confirm.busy} onClick={() => void start()}>
        {t('decision.probe.confirm', said)}
      </Button>
      <ErrorLine>{confirm.error}</ErrorLine>
    </div>
  );
}
