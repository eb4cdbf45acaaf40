import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { TrainedBy } from '#shared/domain/prediction.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { type Network, parametersOf, sizeOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { openPrepared, type Prepared } from '../data/prepared.ts';
import { findCheckpoint } from '../store/checkpoint-files.ts';
import { preparedFolder } from '../store/home.ts';
import { decodeBest } from '../trainer/checkpoint/decode.ts';

/** A trial's network at its best evaluation, with the data that it was trained on. */
export interface TrainedNetwork {
  trial: Trial;
  by: TrainedBy;
  network: Network;
  /** Updates done when these weights were evaluated. */
  step: number;
  /** By name (`parametersOf`). */
  weights: Record<string, Float32Array>;
  prepared: Prepared;
}

/**
 * Opens the first of some trials whose weights are still kept, with the very file that it was trained on, wherever the source is now.
 * @throws Refusal where nothing of that is kept any more
 */
export async function openTrained(
  home: string,
  { by, trials }: { by: TrainedBy; trials: readonly Trial[] },
): Promise<TrainedNetwork> {
  for (const trial of trials) {
    const { kept } = await findCheckpoint(home, trial, 1, 'best');
    if (!kept) continue;
    const prepared = await preparedOf(home, trial);
    const { step, kept: weights } = decodeBest(kept.state);
    const network = networkOf(trial.hyperparameters, prepared.facts);
    for (const { name, shape } of parametersOf(network))
      if (weights[name]?.length !== sizeOf(shape))
        throw new Refusal('reason.failed.checkpoint', { detail: `${name}: ${weights[name]?.length ?? 0} numbers` });
    return { trial, by, network, step, weights, prepared };
  }
  throw new Refusal('error.trained.noWeights', { id: trials[0]?.id ?? '–' });
}

/** The prepared file that a trial saw, by its digest. @throws Refusal where it is not there any more */
async function preparedOf(home: string, { id, dataDigest }: Trial): Promise<Prepared> {
  const folder = preparedFolder(home);
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter(one => one.endsWith('.sha256'))) {
    const line = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (line.split(' ')[0] === dataDigest) return openPrepared(join(folder, name.replace(/\.sha256$/, '')));
  }
  throw new Refusal('error.trained.noData', { id });
}
