import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { StageHead } from '../stage/StageHead.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import { AddRateDialog } from './AddRateDialog.tsx';
import { LadderSelect } from './LadderSelect.tsx';

/** The head of the learning-rate stage. `view` null: no ladder yet. */
export function LadderHead({ view }: { view: StageView | null }) {
  const t = useText();
  return (
    <StageHead
      title={t('page.stage.learningRate')}
      tag={view && <StateTag view={view} />}
      why={t('page.why')}
      rules={['L1', 'L3', 'L6']}
      actions={view && <StageActions view={view} />}
    />
  );
}

function StateTag({ view: { stage, trials, decision } }: { view: StageView }) {
  const t = useText();
  const running = trials.filter(trial => trial.status === 'running').length;
  if (stage.status === 'running') {
    return (
      <Tag>
        <RunningDot />
        {t('page.state.running', { running, total: trials.length })}
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
  if (decision) {
    return (
      <Tag tone="good">
        <Icon name="check" />
        {t('page.state.accepted')}
      </Tag>
    );
  }
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

function StageActions({ view: { stage, trials, decision } }: { view: StageView }) {
  const t = useText();
  const { ask } = useSession();
  const action = useAction();
  const [adding, setAdding] = useState(false);
  const stageId = stage.id;
  // An interrupted stage has this button in its notice.
  const continues =
    (stage.status === 'stopped' || stage.status === 'finished') &&
    decision === null &&
    trials.some(trial => trial.status === 'stopped' || trial.status === 'failed');
  return (
    <>
      <LadderSelect stage={stage} />
      {stage.status === 'running' && (
        <Button
          size="small"
          disabled={action.busy}
          onClick={() => void action.run(() => ask('stages.stop', { stageId }))}
        >
          <Icon name="stop" />
          {t('page.action.stopAll')}
        </Button>
      )}
      {continues && (
        <Button
          size="small"
          disabled={action.busy}
          onClick={() => void action.run(() => ask('stages.continue', { stageId }))}
        >
          <Icon name="play" />
          {t('page.action.continue')}
        </Button>
      )}
      <Button size="small" onClick={() => setAdding(true)}>
        {t('page.action.addRate')}
      </Button>
      <AddRateDialog stage={stage} open={adding} onOpenChange={setAdding} />
      <ErrorLine>{action.error}</ErrorLine>
    </>
  );
}
