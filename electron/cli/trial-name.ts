import type { Trial } from '#shared/domain/trial.ts';
import { formatRate } from './format.ts';
import { say } from './say.ts';

/** What a trial is called among those of its stage: its learning rate, or where schedules are compared the kind of its schedule and its seed. */
export function trialName({ point: { set }, hyperparameters: { learningRate, seed } }: Trial): string {
  const { schedule } = set;
  return schedule
    ? say('cli.decay.trial', { kind: say(`schedule.kind.${schedule.kind}`), seed })
    : formatRate(learningRate);
}
