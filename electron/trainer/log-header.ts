import { type DatasetFacts, inputWidth } from '#shared/domain/dataset.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { type Network, parametersOf } from '#shared/method/networks/network.ts';

/** The first lines of a trial's log: everything that decides its numbers. */
export function logHeader(
  hyperparameters: Hyperparameters,
  facts: DatasetFacts,
  backend: BackendId,
  network: Network,
): string[] {
  const { classes, format, kind, metric, preprocessingDigest, rows, source, sourceDigest, splitSeed, target, task } =
    facts;
  const what = { source, kind, format, task, target, inputs: inputWidth(facts), classes: classes.length, metric };
  return [
    `hyperparameters ${JSON.stringify(hyperparameters)}`,
    `data ${JSON.stringify({ ...what, rows, sourceDigest, preprocessingDigest, splitSeed })}`,
    `backend ${backend}`,
    `parameters ${parametersOf(network)
      .map(({ name, shape }) => `${name} ${shape.join('×')}`)
      .join(', ')}`,
  ];
}
