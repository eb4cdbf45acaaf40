import * as tf from '@tensorflow/tfjs-core';
import { type DatasetFacts, inputWidth } from '#shared/domain/dataset.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Model } from './models/model.ts';

/** The first lines of a trial's log: everything that decides its numbers. */
export function logHeader(
  hyperparameters: Hyperparameters,
  facts: DatasetFacts,
  backend: BackendId,
  model: Model,
): string[] {
  const { classes, format, kind, metric, preprocessingDigest, rows, source, sourceDigest, splitSeed, target, task } =
    facts;
  const what = { source, kind, format, task, target, inputs: inputWidth(facts), classes: classes.length, metric };
  return [
    `hyperparameters ${JSON.stringify(hyperparameters)}`,
    `data ${JSON.stringify({ ...what, rows, sourceDigest, preprocessingDigest, splitSeed })}`,
    `backend ${backend} (TensorFlow.js ${tf.version_core})`,
    `parameters ${model.parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ')}`,
  ];
}
