import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RuleChip } from '../ui/RuleChip.tsx';
import { RunningDot, Tag } from '../ui/Tag.tsx';
import { AddRateDialog } from './AddRateDialog.tsx';
import { LadderSelect } from './LadderSelect.tsx';
import { PageTitle } from './PageTitle.tsx';
import styles from './StageHead.module.css';

/** The stage's name and state, why it is there, and what can be done with it as a whole. `view` null: no ladder yet. */
export function StageHead({ view }: { view: StageView | null }) {
  const t = useText();
  return (
    <header className={styles.head}>
      <PageTitle title={t('page.stage.learningRate')}>{view && <StateTag view={view} />}</PageTitle>
      {view && <StageActions view={view} />}
      <p className={styles.why}>
        {t('page.why')} <RuleChip rule="L1" /> <RuleChip rule="L3" /> <RuleChip rule="L6" />
      </p>
    </header>
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
    <div className={styles.actions}>
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
    </div>
  );
}
