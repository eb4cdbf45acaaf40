import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Language } from '#shared/messages/text.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { forwardOf } from '../forward.ts';
import type { TrainedNetwork } from '../trained-network.ts';
import { examplesOf, networkDescription, preprocessingDescription, type WeightsFormat } from './description.ts';
import { javascriptCode } from './javascript.ts';
import { pythonCode } from './python.ts';
import { readme } from './readme.ts';
import { encodeSafetensors } from './safetensors.ts';
import { layersModel } from './tfjs.ts';

/**
 * Writes a trained network into a folder, which must be new or empty: its weights, its description, the preprocessing, examples with what
 * they must give, code that puts a row through it, and a README.
 * @throws Refusal where the folder holds something already, or can't be written
 */
export async function exportNetwork(
  trained: TrainedNetwork,
  { format, folder, language, version }: { format: WeightsFormat; folder: string; language: Language; version: string },
): Promise<void> {
  const { network: layers, prepared } = trained;
  const { kind } = prepared.preprocessing;
  const network = networkDescription(trained, version);
  const preprocessing = preprocessingDescription(trained);
  const examples = await examplesOf(trained, await forwardOf(trained));
  const code = format === 'tfjs' ? javascriptCode(layers, kind) : pythonCode(layers, kind);
  const files: File[] = [
    ...(format === 'tfjs' ? tfjsFiles(trained, version) : safetensorsFiles(trained, network)),
    [format === 'tfjs' ? 'predict.mjs' : 'predict.py', code],
    ['network.json', asJson(network)],
    ['preprocessing.json', asJson(preprocessing)],
    ['example.json', asJson(examples)],
    ['README.md', readme(format, { network, preprocessing, examples, code }, language)],
  ];
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0) throw new Refusal('cli.export.notEmpty', { folder });
    for (const [name, content] of files) await writeFile(join(folder, name), content);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('cli.runs.cannotWrite', { file: folder, detail: (error as Error).message });
  }
}

/** Its name and what it holds. */
type File = readonly [name: string, content: string | Uint8Array];

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

function tfjsFiles({ network, weights, prepared }: TrainedNetwork, version: string): File[] {
  const classify = prepared.facts.task === 'classification';
  const model = layersModel(network, weights, { classify, generatedBy: `Descent ${version}` });
  return [
    ['model.json', JSON.stringify(model.json)],
    ['weights.bin', model.weights],
  ];
}

function safetensorsFiles(
  { network, weights }: TrainedNetwork,
  description: ReturnType<typeof networkDescription>,
): File[] {
  const tensors = parametersOf(network).map(({ name, shape }) => ({ name, shape, values: weights[name]! }));
  const { generatedBy, trial, hyperparameters, step } = description;
  const settings = JSON.stringify(hyperparameters);
  const metadata = { generatedBy, trial: trial.id, step: String(step), hyperparameters: settings };
  return [['model.safetensors', encodeSafetensors(tensors, metadata)]];
}
