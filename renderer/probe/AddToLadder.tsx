import type { StageView } from '#shared/contract/requests.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatRate } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { ProbeLine } from './ProbeLine.tsx';
import styles from './ProbePanel.module.css';

/** Trains the estimate beside the ladder's other rates; says so where that is done, and is not there where the data differs. */
export function AddToLadder({ probe, ladder: { stage, trials } }: { probe: Probe; ladder: StageView }) {
  const t = useText();
  const { ask } = useSession();
  const add = useAction();
  const learningRate = estimateOf(probe.answer);
  if (trials.some(trial => trial.dataDigest !== probe.dataDigest)) return null;
  if (trials.some(trial => trial.hyperparameters.learningRate === learningRate)) {
    return <ProbeLine>{t('probePanel.onLadder', { rate: formatRate(learningRate) })}</ProbeLine>;
  }
  return (
    <>
      <Button
        className={styles.button ?? ''}
        size="small"
        disabled={add.busy}
        onClick={() => void add.run(() => ask('stages.addPoint', { stageId: stage.id, set: { learningRate } }))}
      >
        {t('probePanel.add', { rate: formatRate(learningRate) })}
      </Button>
      <ErrorLine>{add.error}</ErrorLine>
    </>
  );
}
