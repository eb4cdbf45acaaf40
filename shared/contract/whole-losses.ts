import { type MetricBatch, TRAINING_LOSS } from '../domain/metrics.ts';
import type { Ask } from './requests.ts';

/** The training losses of one trial, in batches one after the other. */
export interface WholeLosses {
  trialId: string;
  batches: MetricBatch[];
}

/**
 * All stored training losses of a stage, as many answers of `curves.read` as it takes. For one look; who stays hears of events.
 * @param small for a small picture: of a very long curve all but the end comes as the means of neighbouring losses
 */
export async function wholeLosses(ask: Ask, stageId: string, small = false): Promise<WholeLosses[]> {
  const curves = new Map<string, { attempt: number; batches: MetricBatch[]; after: number; more: boolean }>();
  do {
    const cursors = [...curves].map(([trialId, { attempt, after }]) => ({ trialId, attempt, afterStep: after }));
    const pieces = await ask('curves.read', { stageId, cursors, column: TRAINING_LOSS, overview: small });
    for (const { trialId, attempt, batches, overview, next } of pieces) {
      const known = curves.get(trialId);
      const before = known?.attempt === attempt ? known : { batches: [] as MetricBatch[], after: -1 };
      const losses = batches.flatMap(({ series, steps, columns: { loss } }): MetricBatch[] =>
        series === 'step' && loss ? [{ series, steps, columns: { loss } }] : [],
      );
      if (overview) losses.push({ series: 'step', steps: overview.steps, columns: { loss: overview.level } });
      const after = next ?? losses.at(-1)?.steps.at(-1) ?? before.after;
      before.batches.push(...losses);
      curves.set(trialId, { attempt, batches: before.batches, after, more: next !== null });
    }
  } while ([...curves.values()].some(({ more }) => more));
  return [...curves].map(([trialId, { batches }]) => ({ trialId, batches }));
}
