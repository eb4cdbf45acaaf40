import { Refusal } from '#shared/contract/refusal.ts';
import type { Prediction } from '#shared/domain/prediction.ts';
import type { Trained } from '#shared/method/trained.ts';
import { type Child, errorSummary } from '../hosts/hosts.ts';
import { FromPredictor, type ToPredictor } from './protocol.ts';

/** Trials whose weights are looked for, at most. */
const MOST_TRIALS = 50;

/**
 * Has a predictor put a file's rows through a trained network; the asker's side of `protocol.ts`. The child is ended afterwards.
 * @param gone aborted where nobody wants it any more
 * @throws Refusal where the file can't be used, nothing is left of the network, or the predictor is lost
 */
export function predictWith(
  child: Child,
  { by, trials }: Trained,
  asked: Omit<ToPredictor, 'type' | 'by' | 'trials'>,
  onProgress: (done: number) => void = () => {},
  gone?: AbortSignal,
): Promise<Prediction> {
  const { source } = asked;
  const answer = new Promise<Prediction>((resolve, reject) => {
    gone?.addEventListener('abort', () => reject(new Refusal('error.request.gone')));
    const lost = (detail: string) => reject(new Refusal('error.predict.lost', { source, detail }));
    child.onMessage(message => {
      const parsed = FromPredictor.safeParse(message);
      if (!parsed.success) return lost(parsed.error.message);
      const said = parsed.data;
      if (said.type === 'progress') onProgress(said.done);
      else if (said.type === 'predicted') resolve(said.prediction);
      else reject(new Refusal(said.key, said.values));
    });
    child.onExit(detail => lost(errorSummary(detail)));
  });
  child.send({ type: 'predict', by, trials: trials.slice(0, MOST_TRIALS), ...asked } satisfies ToPredictor);
  return answer.finally(() => child.kill());
}
