import * as tf from '@tensorflow/tfjs-core';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Model } from './models/model.ts';

/** The first lines of a trial's log: everything that decides its numbers. */
export function logHeader(
  hyperparameters: Hyperparameters,
  { classes, features, metric, preprocessing, rows, source, sourceDigest, splitSeed }: DatasetFacts,
  backend: BackendId,
  model: Model,
): string[] {
  return [
    `hyperparameters ${JSON.stringify(hyperparameters)}`,
    `data ${JSON.stringify({ source, sourceDigest, splitSeed, rows, features, classes: classes.length, preprocessing, metric })}`,
    `backend ${backend} (TensorFlow.js ${tf.version_core})`,
    `parameters ${model.parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ')}`,
  ];
}
