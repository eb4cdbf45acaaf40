import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { planAgain } from '#shared/method/fixed-hyperparameters.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { StageHead } from '../stage/StageHead.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import { AddRateDialog } from './AddRateDialog.tsx';
import { DecisionTag } from './DecisionTag.tsx';
import { LadderSelect } from './LadderSelect.tsx';
import { NewLadderDialog } from './NewLadderDialog.tsx';
import { type DecisionMark, ownDecision } from './stage-decision.ts';

interface LadderHeadProps {
  /** Null: no ladder yet. */
  view: StageView | null;
  /** How what was accepted here, or without a ladder, is marked; null: nothing was. */
  mark: DecisionMark | null;
}

/** The head of the learning-rate stage. */
export function LadderHead({ view, mark }: LadderHeadProps) {
  const t = useText();
  return (
    <StageHead
      title={t('page.stage.learningRate')}
      tag={
        view ? (
          <>
            <StateTag view={view} mark={mark} />
            <LadderSelect stage={view.stage} />
          </>
        ) : (
          mark && <DecisionTag mark={mark} />
        )
      }
      why={t('page.why')}
      rules={['L1', 'L3', 'L6', 'L7']}
      actions={view && <StageActions view={view} />}
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
        {t('page.state.running', { running, total: trials.length })}
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

function StageActions({ view }: { view: StageView }) {
  const t = useText();
  const { stage, trials } = view;
  const present = useAppState(state => state.cards?.get(stage.projectId)?.project ?? view.project);
  const { ask } = useSession();
  const action = useAction();
  const [dialog, setDialog] = useState<'addRate' | 'newLadder' | null>(null);
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
      <Button size="small" onClick={() => setDialog('addRate')}>
        {t('page.action.addRate')}
      </Button>
      <Button size="small" onClick={() => setDialog('newLadder')}>
        {t('page.action.newLadder')}
      </Button>
      <AddRateDialog
        stage={stage}
        open={dialog === 'addRate'}
        onOpenChange={open => setDialog(open ? 'addRate' : null)}
      />
      <NewLadderDialog
        projectId={stage.projectId}
        planned={planAgain(stage.plan.base, present.facts, present.network)}
        open={dialog === 'newLadder'}
        onOpenChange={open => setDialog(open ? 'newLadder' : null)}
      />
      <ErrorLine>{action.error}</ErrorLine>
    </>
  );
}
