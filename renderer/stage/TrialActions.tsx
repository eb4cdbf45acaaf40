import { useState } from 'react';
import { ENDED, RESUMABLE, type Trial } from '#shared/domain/trial.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { CopyTrialDialog } from './CopyTrialDialog.tsx';
import { type AnyStageParts, trialLabel } from './stage-parts.ts';

interface TrialActionsProps {
  parts: AnyStageParts;
  trials: readonly Trial[];
  trial: Trial;
  onLog(): void;
}

/** What can be done with one trial: pause or continue, stop, read its log, start a copy. */
export function TrialActions({ parts, trials, trial, onLog }: TrialActionsProps) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const [copying, setCopying] = useState(false);
  const rate = trialLabel(parts, trial, trials, t, language);
  const tell = (name: 'trials.pause' | 'trials.continue' | 'trials.stop'): void =>
    void action.run(() => ask(name, { trialId: trial.id }));
  const button = (icon: IconName, label: string, onClick: () => void) => (
    <QuietButton aria-label={label} title={action.error ?? label} disabled={action.busy} onClick={onClick}>
      <Icon name={icon} />
    </QuietButton>
  );
  const from = useAppState(state => state.resumePoints.get(trial.id));
  const continueLabel = from?.step
    ? t('page.trial.continueFrom', { rate, step: from.step })
    : t(from?.problem ? 'page.trial.continueAnew' : 'page.trial.continue', { rate });
  const open = !ENDED.has(trial.status);
  return (
    <>
      {open && button('pause', t('page.trial.pause', { rate }), () => tell('trials.pause'))}
      {RESUMABLE.has(trial.status) && button('play', continueLabel, () => tell('trials.continue'))}
      {open && button('stop', t('page.trial.stop', { rate }), () => tell('trials.stop'))}
      {button('log', t('page.trial.log', { rate }), onLog)}
      {button('copy', t('page.trial.startCopy', { rate }), () => setCopying(true))}
      <CopyTrialDialog parts={parts} name={rate} trial={trial} open={copying} onOpenChange={setCopying} />
    </>
  );
}
