import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { layersModel } from '#electron/trained/export/tfjs.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { batchOf, NETWORKS, ROWS } from './engine-networks.ts';

const GENERATED = { generatedBy: 'test', classify: false };

/** What a TensorFlow.js model is loaded from, as `loadLayersModel` fetches it. */
function artifactsOf({ json, weights }: ReturnType<typeof layersModel>): tf.io.ModelArtifacts {
  const { modelTopology, weightsManifest } = JSON.parse(JSON.stringify(json)) as tf.io.ModelJSON;
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(group => group.weights),
    weightData: new Uint8Array(weights).buffer,
  };
}

const shapeOf = (name: string, rows: number, width: number): number[] =>
  name === 'cnn' ? [rows, 11, 9, 2] : [rows, width];

it.each(Object.keys(NETWORKS))('TensorFlow.js computes the same numbers from an exported %s', async name => {
  const { layers: own, inputs, tokens } = NETWORKS[name]!;
  const network = { layers: own };
  const trainee = { network, loss: 'crossEntropy', optimizer: 'sgd', momentum: 0, weightDecay: 0, seed: 7 } as const;
  const engine = await createKernelEngine(trainee, ROWS, inputs);
  // Biases begin at zero: some steps move all of it.
  for (let i = 0; i < 20; i++) await engine.step(batchOf(inputs, tokens, i), 0.3, false);
  const batch = batchOf(inputs, tokens, 99);
  // A text of nothing but padding is one, too.
  if (tokens) batch.inputs.fill(0, 0, inputs);
  const wanted = await engine.outputs(batch);

  await tf.setBackend('cpu');
  const exported = layersModel(network, await engine.weights(), GENERATED);
  const model = await layers.loadLayersModel(tf.io.fromMemory(artifactsOf(exported)));
  const type = tokens ? 'int32' : 'float32';
  const y = model.predict(tf.tensor(batch.inputs, shapeOf(name, ROWS, inputs), type)) as tf.Tensor;
  expect(y.shape).toEqual([ROWS, 3]);
  const got = await y.data();
  wanted.forEach((value, i) => {
    expect(Math.abs(value - got[i]!), `output ${i}: ${value}, ${got[i]}`).toBeLessThan(1e-5);
  });
  expect(Math.max(...wanted.map(Math.abs)), 'a network that says something').toBeGreaterThan(0.1);

  const classifying = layersModel(network, await engine.weights(), { ...GENERATED, classify: true });
  const sure = await layers.loadLayersModel(tf.io.fromMemory(artifactsOf(classifying)));
  const probabilities = await (
    sure.predict(tf.tensor(batch.inputs, shapeOf(name, ROWS, inputs), type)) as tf.Tensor
  ).data();
  const softmax = await tf.softmax(tf.tensor(wanted, [ROWS, 3])).data();
  probabilities.forEach((p, i) => {
    expect(p).toBeCloseTo(softmax[i]!, 5);
  });
});
