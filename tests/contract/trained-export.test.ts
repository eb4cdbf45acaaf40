import '@tensorflow/tfjs-backend-cpu';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import type { WeightsFormat } from '#electron/trained/export/description.ts';
import { exportNetwork } from '#electron/trained/export/export-network.ts';
import { answersIn, forwardOf } from '#electron/trained/forward.ts';
import { openTrained, type TrainedNetwork } from '#electron/trained/trained-network.ts';
import { storedTrained } from '#electron/trained/trained-of.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { temporaryHome } from '../tools/home.ts';
import { folderWith, temporaryFolder } from '../unit/data-files.ts';

/* Every kind of network, trained for a moment, exported, and computed by others: TensorFlow.js, and Python where it has numpy. */

/** Rows of dev that are compared. */
const ROWS = 40;

const TABLE = `size,town,day,price,kind\n${Array.from(
  { length: 300 },
  (_, i) =>
    `${i % 13 === 0 ? '' : ((i * 7) % 50) + 0.5},${['Bonn', 'Köln', 'Ulm', ''][i % 4]},2024-0${1 + (i % 9)}-1${i % 7},${Math.exp(1 + ((i * 7) % 50) / 20).toFixed(3)},${(i * 7) % 50 > 25 ? 'large' : 'small'}`,
).join('\n')}\n`;
const TEXTS = `text,label\n${Array.from({ length: 300 }, (_, i) => `"${i % 2 ? 'a fine and moving' : 'such a dull, slow'} film; ${['I slept', 'we cheered', '很好看 10.5 !'][i % 3]}, take ${i}",${i % 2 ? 'pos' : 'neg'}`).join('\n')}\n`;

const CASES: [name: string, model: ModelKind, source: string, choice: DataChoice][] = [
  ['a linear one of a table', 'linear', TABLE, { target: 'kind' }],
  ['an MLP for a number by its logarithm', 'mlp', TABLE, { target: 'price', task: 'regression', logTarget: true }],
  ['a CNN', 'cnn', 'sample:digits', {}],
  ['fastText', 'fasttext', TEXTS, { kind: 'text' }],
  ['a text CNN', 'textcnn', TEXTS, { kind: 'text' }],
  ['an MLP of a bag of words', 'mlp', TEXTS, { kind: 'text' }],
];

async function trained(
  core: Core,
  home: string,
  [, model, content, choice]: (typeof CASES)[number],
): Promise<TrainedNetwork> {
  const source = content.startsWith('sample:') ? content : join(folderWith({ 'rows.csv': content }), 'rows.csv');
  const project = await core.ask('projects.create', { source, choice });
  const sizes = { model, hidden: [12], filters: model === 'cnn' ? [4, 6] : [5], embedding: 6 };
  const trial = { ...sizes, steps: 30, optimizer: 'adam' as const, backend: 'wasm' as const };
  const { id } = await core.ask('trial.start', { projectId: project.id, choice: trial, learningRate: 0.02 });
  await new Promise<void>((resolve, reject) => {
    const look = ({ stage }: { stage: { id: string; status: string } }) =>
      stage.id === id && stage.status !== 'running' && resolve();
    core.onEvent(event => event.type === 'stage' && look(event.view));
    core.ask('stages.view', { stageId: id }).then(look, reject);
  });
  const store = await openReadOnlyStore(home);
  onTestFinished(() => store.close());
  const [made] = await store.trials(id);
  return openTrained(home, await storedTrained(store, project, made!.id));
}

async function exported(network: TrainedNetwork, format: WeightsFormat): Promise<string> {
  const folder = temporaryFolder();
  await exportNetwork(network, { format, folder, language: 'en', version: 'test' });
  return folder;
}

const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** As `loadLayersModel` fetches it from a server. */
async function loaded(folder: string): Promise<layers.LayersModel> {
  const { modelTopology, weightsManifest } = json(folder, 'model.json') as tf.io.ModelJSON;
  const bytes = weightsManifest[0]!.paths.map(path => readFileSync(join(folder, path)));
  return layers.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0]!.weights,
      weightData: new Uint8Array(Buffer.concat(bytes)).buffer,
    }),
  );
}

const PYTHON = ['/usr/bin/python3', 'python3'].find(
  name => spawnSync(name, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0,
);
it.each(CASES)('%s predicts the same elsewhere', { timeout: 120_000 }, async (...of) => {
  const home = temporaryHome();
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const network = await trained(core, home, of);
  const { facts, splits } = network.prepared;
  const forward = await forwardOf(network);
  const rows = Math.min(ROWS, splits.dev.rows);
  const stored = splits.dev.inputs.subarray(0, rows * facts.features);
  const wanted = answersIn(await forward.outputs(stored, rows), network);

  // TensorFlow.js, on rows of dev.
  const folder = await exported(network, 'tfjs');
  await tf.setBackend('cpu');
  const model = await loaded(folder);
  const inputs = forward.inputs(stored, rows);
  const shape = [rows, ...(model.inputs[0]!.shape.slice(1) as number[])];
  const type = inputs instanceof Int32Array ? 'int32' : 'float32';
  const outputs = await (model.predict(tf.tensor(inputs, shape, type)) as tf.Tensor).data();
  const { targetScale, classes } = json(folder, 'preprocessing.json');
  wanted.forEach((answer, row) => {
    if (answer.kind === 'value') {
      const value = Math.exp(targetScale.mean + targetScale.std * outputs[row]!);
      expect(Math.abs(value / answer.value - 1)).toBeLessThan(1e-5);
    } else
      answer.probabilities.forEach((p, i) => {
        expect(Math.abs(p - outputs[row * classes.length + i]!)).toBeLessThan(1e-5);
      });
  });

  // The module beside it, from rows as a person has them.
  const { predict } = (await import(pathToFileURL(join(folder, 'predict.mjs')).href)) as {
    predict(...given: unknown[]): Promise<{ class: string } | number>;
  };
  const examples = json(folder, 'example.json') as { row: unknown; prediction: string | number; outputs: number[] }[];
  expect(examples.length).toBe(3);
  for (const { row, prediction } of examples) {
    const said = await predict(tf, model, json(folder, 'preprocessing.json'), row);
    if (typeof said === 'number') expect(said / Number(prediction)).toBeCloseTo(1, 4);
    else expect(said.class).toBe(prediction);
  }

  // Python.
  const forPython = await exported(network, 'safetensors');
  const readme = readFileSync(join(forPython, 'README.md'), 'utf8');
  expect(readme).toContain(readFileSync(join(forPython, 'predict.py'), 'utf8').trimEnd());
  expect(readme).toContain(JSON.stringify(examples[0]!.prediction));
  if (PYTHON === undefined) {
    console.warn(`${of[0]}: predict.py was not run, since there is no Python here with numpy.`);
    return;
  }
  const said = execFileSync(PYTHON, [join(forPython, 'predict.py')], { encoding: 'utf8' });
  expect(said.trim().split('\n').length).toBe(3);
  expect(existsSync(join(forPython, 'model.safetensors'))).toBe(true);
});
