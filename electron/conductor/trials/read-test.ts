import { Refusal } from '#shared/contract/refusal.ts';
import type { TestEvaluation } from '#shared/domain/test-reading.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { findCheckpoint } from '../../store/checkpoint-files.ts';
import type { Asker, Question } from './questions.ts';
import type { TrialQueue } from './trial-queue.ts';

/** Whose test rows are read, and who asks for it. */
export interface ToReadTest extends Asker, Pick<Question<TestEvaluation>, 'subject'> {
  home: string;
  trial: Trial;
  preparedFile: string;
}

/**
 * Has a finished trial evaluated on the rows of test, with the weights of its best evaluation [R2], when there is room for it. To keep the answer, and to
 * count it, is the caller's.
 * @throws Refusal where the trial has not finished or these weights are not there any more; as `TrialQueue.ask`
 */
export async function readTest(queue: Pick<TrialQueue, 'ask'>, asked: ToReadTest): Promise<TestEvaluation> {
  const { home, trial, preparedFile, subject, projectId, stage } = asked;
  const { hyperparameters, backend, dataDigest, result } = trial;
  if (trial.status !== 'finished') throw new Refusal('error.test.unfinished');
  const best = result?.metricBest?.at ?? result?.lowestAt ?? null;
  const { kept } = await findCheckpoint(home, trial, trial.attempt, 'best');
  // Those of an earlier evaluation lie there where the last ones could not be written.
  if (!kept || kept.step !== best) throw new Refusal('error.test.weights', { step: best ?? 0 });
  return queue.ask({
    ...{ projectId, stage, subject, backend },
    kind: 'evaluate',
    message: { type: 'evaluate', hyperparameters, backend, preparedFile, dataDigest, weights: kept.state },
    answerIn: reply => (reply.type === 'evaluated' ? reply : null),
  });
}
