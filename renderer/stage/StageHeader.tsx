import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { STEPS } from '#shared/method/stages/definitions.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { StageHead } from '../layout/StageHead.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import { DecisionTag } from './DecisionTag.tsx';
import { NewStageDialog } from './NewStage.tsx';
import { messagesFor } from './plain-parts.tsx';
import { StageSelect } from './StageSelect.tsx';
import { type DecisionMark, ownDecision } from './stage-decision.ts';
import type { AnyStageParts, ShownStage } from './stage-parts.ts';

interface StageHeaderProps {
  parts: AnyStageParts;
  /** Null: there is none yet. */
  stage: ShownStage | null;
  /** Whether a person’s own command is tuned; left out: as the stage says. */
  isCommand?: boolean;
  /** How what was accepted here, or without a stage, is marked; null: nothing was. */
  mark: DecisionMark | null;
}

/** The head of a stage: how it stands, its project's other ones, and what can be done with it as a whole. */
export function StageHeader({
  parts,
  stage,
  mark,
  isCommand = stage !== null && stage.view.project.command !== null,
}: StageHeaderProps) {
  const t = useText();
  const { kind } = parts.definition;
  const step = STEPS.find(one => one.kind === kind);
  return (
    <StageHead
      title={step ? t(step.name) : kind}
      tag={
        stage ? (
          <>
            <StateTag view={stage.view} mark={mark} />
            <StageSelect parts={parts} view={stage.view} />
          </>
        ) : (
          mark && <DecisionTag mark={mark} />
        )
      }
      why={t(messagesFor(parts, isCommand).why)}
      rules={parts.rules}
      actions={stage && <StageActions parts={parts} shown={stage} />}
    />
  );
}

function StateTag({ view, mark }: { view: StageView; mark: DecisionMark | null }) {
  const t = useText();
  const { stage, trials } = view;
  const running = trials.filter(trial => trial.status === 'running').length;
  if (stage.status === 'running') {
    return (
      <Tag>
        <RunningDot />
        {trials.length === 0 ? t('page.state.begins') : t('page.state.running', { running, total: trials.length })}
      </Tag>
    );
  }
  if (stage.status === 'paused') {
    return (
      <Tag>
        <Icon name="pause" />
        {t('page.state.paused')}
      </Tag>
    );
  }
  if (stage.status === 'interrupted') {
    return (
      <Tag tone="warn">
        <Icon name="warn" />
        {t('page.state.interrupted')}
      </Tag>
    );
  }
  if (mark) return <DecisionTag mark={mark} />;
  return stage.status === 'finished' ? (
    <Tag tone="good">
      <Icon name="check" />
      {t('page.state.finished')}
    </Tag>
  ) : (
    <Tag>
      <Icon name="stop" />
      {t('page.state.stopped')}
    </Tag>
  );
}

function StageActions({ parts, shown }: { parts: AnyStageParts; shown: ShownStage }) {
  const t = useText();
  const { view, plan } = shown;
  const { stage, trials } = view;
  const present = useAppState(state => state.cards?.get(stage.projectId)?.project ?? view.project);
  const { ask } = useSession();
  const action = useAction();
  const [dialog, setDialog] = useState<'point' | 'stage' | null>(null);
  const stageId = stage.id;
  const tell = (name: 'stages.pause' | 'stages.continue' | 'stages.stop'): void =>
    void action.run(() => ask(name, { stageId }));
  // An interrupted stage has this button in its notice.
  const continues =
    (stage.status === 'stopped' || stage.status === 'finished') &&
    ownDecision(view) === null &&
    trials.some(trial => trial.status === 'stopped' || trial.status === 'failed');
  return (
    <>
      {stage.status === 'running' && (
        <Button size="small" disabled={action.busy} onClick={() => tell('stages.pause')}>
          <Icon name="pause" />
          {t('page.action.pauseAll')}
        </Button>
      )}
      {stage.status === 'paused' && (
        <Button size="small" look="primary" disabled={action.busy} onClick={() => tell('stages.continue')}>
          <Icon name="play" />
          {t('page.action.resume')}
        </Button>
      )}
      {continues && (
        <Button size="small" disabled={action.busy} onClick={() => tell('stages.continue')}>
          <Icon name="play" />
          {t('page.action.continue')}
        </Button>
      )}
      {(stage.status === 'running' || stage.status === 'paused') && (
        <Button size="small" disabled={action.busy} onClick={() => tell('stages.stop')}>
          <Icon name="stop" />
          {t('page.action.stopAll')}
        </Button>
      )}
      {parts.addPoint && (
        <Button size="small" onClick={() => setDialog('point')}>
          {t(parts.addPoint.action)}
        </Button>
      )}
      <Button size="small" onClick={() => setDialog('stage')}>
        {t(parts.messages.another)}
      </Button>
      {parts.addPoint && (
        <ModalDialog
          open={dialog === 'point'}
          onOpenChange={open => setDialog(open ? 'point' : null)}
          title={t(parts.addPoint.title)}
          description={t(parts.addPoint.description)}
        >
          {parts.AddPoint && <parts.AddPoint stageId={stageId} onDone={() => setDialog(null)} />}
        </ModalDialog>
      )}
      <NewStageDialog
        parts={parts}
        project={present}
        settings={() => parts.form.another(present, plan)}
        open={dialog === 'stage'}
        onOpenChange={open => setDialog(open ? 'stage' : null)}
      />
      <ErrorLine>{action.error}</ErrorLine>
    </>
  );
}
