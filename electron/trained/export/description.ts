import { isMissing } from '#electron/data/csv/cells.ts';
import { applyToNewRows, applyToNewTexts, numberIn } from '#electron/data/preprocessing/new-rows.ts';
import { TOKENISER } from '#electron/data/preprocessing/tokenise.ts';
import type { RawSplit } from '#shared/domain/prepared-file.ts';
import type { ColumnRecipe } from '#shared/domain/preprocessing.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { takesTokens } from '#shared/method/networks/network-of.ts';
import { BAG_LENGTH } from '../../trainer/rows.ts';
import { answersIn, type Forward } from '../forward.ts';
import type { TrainedNetwork } from '../trained-network.ts';

/** For whom weights are written: TensorFlow.js, or Python. */
export const WEIGHTS_FORMATS = ['tfjs', 'safetensors'] as const;
export type WeightsFormat = (typeof WEIGHTS_FORMATS)[number];

/** How many example rows go along. */
const EXAMPLES = 3;

/** `network.json`: what was trained, how, and how well it did on dev. */
export function networkDescription({ trial, by, network, step, prepared }: TrainedNetwork, version: string) {
  const { hyperparameters, metric, result, backend } = trial;
  return {
    format: 'descent-network-1',
    generatedBy: `Descent ${version}`,
    trial: { id: trial.id, chosenBy: by, programVersion: trial.programVersion, backend, dataDigest: trial.dataDigest },
    hyperparameters,
    /** Updates done when these weights were evaluated: the best evaluation. */
    step,
    dev: {
      loss: result?.metricBest?.devLoss ?? result?.lowestDevLoss ?? null,
      metric: { name: metric, value: result?.metricBest?.metric ?? result?.lowestMetric ?? null },
    },
    rows: prepared.facts.rows,
    layers: network.layers,
    parameters: parametersOf(network).map(({ name, shape }) => ({ name, shape })),
  };
}

/** `preprocessing.json`: how a row becomes the numbers that the network takes, and its outputs become an answer. */
export function preprocessingDescription({ trial, prepared }: TrainedNetwork) {
  const { facts, preprocessing } = prepared;
  const isBag = preprocessing.kind === 'text' && !takesTokens(trial.hyperparameters.model);
  return {
    format: 'descent-preprocessing-1',
    source: facts.source,
    task: facts.task,
    target: facts.target,
    classes: facts.classes,
    /** Of a number that is predicted: it was standardised, after its logarithm where `log` says so. */
    targetScale: facts.targetScale && {
      mean: facts.targetScale.mean,
      std: facts.targetScale.std,
      log: facts.targetScale.log === true,
    },
    ...preprocessing,
    ...(preprocessing.kind === 'text' && { tokeniser: { version: preprocessing.tokeniser, ...TOKENISER } }),
    /** Texts as a bag of their words, scaled to this length. */
    ...(isBag && { bagLength: BAG_LENGTH }),
  };
}

/** A row as the exported code takes it, with what it must give. */
export interface Example {
  /** Numbers (dates as days since 1970) and categories by column, null where there is none; a text; or pixels, row by row. */
  row: Record<string, number | string | null> | string | number[];
  /** Of a text: the numbers of its words, for who can't tokenise. */
  tokens?: number[];
  /** Logits, or the standardised target. */
  outputs: number[];
  /** The class, or the target in its own unit. */
  prediction: string | number;
}

/** The first rows of the source with what the network says of them. */
export async function examplesOf(trained: TrainedNetwork, forward: Forward): Promise<Example[]> {
  const { preprocessing, report, facts } = trained.prepared;
  const { preview } = report;
  const of = async (rows: Example['row'][], stored: RawSplit['inputs']): Promise<Example[]> => {
    const outputs = await forward.outputs(stored, rows.length);
    const width = outputs.length / rows.length;
    return answersIn(outputs, trained).map((answer, i) => ({
      row: rows[i]!,
      outputs: [...outputs.subarray(i * width, (i + 1) * width)],
      prediction: answer.kind === 'class' ? facts.classes[answer.best]! : answer.value,
    }));
  };
  if (preprocessing.kind === 'table' && preview.kind === 'rows') {
    const rows = preview.rows
      .slice(0, EXAMPLES)
      .map(cells => Object.fromEntries(preview.columns.map((name, i) => [name, cells[i] ?? ''])));
    const plain = rows.map(row =>
      Object.fromEntries(
        preprocessing.columns.map(column => [column.name, plainValue(column, row[column.name] ?? '')]),
      ),
    );
    return of(plain, applyToNewRows(preprocessing, rows));
  }
  if (preprocessing.kind === 'text') {
    const texts = textsOf(trained).slice(0, EXAMPLES);
    const stored = applyToNewTexts(preprocessing, texts);
    const tokens = (i: number) => [...stored.subarray(i * preprocessing.length, (i + 1) * preprocessing.length)];
    return (await of(texts, stored)).map((example, i) => ({ ...example, tokens: tokens(i) }));
  }
  if (preprocessing.kind === 'images' && preview.kind === 'images') {
    const images = preview.images.slice(0, EXAMPLES).map(({ pixels }) => new Uint8Array(Buffer.from(pixels, 'base64')));
    const all = new Uint8Array(images.length * facts.features);
    images.forEach((pixels, i) => {
      all.set(pixels, i * facts.features);
    });
    return of(
      images.map(pixels => [...pixels]),
      all,
    );
  }
  return [];
}

/** Texts of the source's first rows; of a table its text columns joined. */
function textsOf({ prepared: { report } }: TrainedNetwork): string[] {
  const { preview, columns } = report;
  if (preview.kind === 'texts') return preview.rows.map(({ text }) => text);
  if (preview.kind !== 'rows') return [];
  const inputs = columns.filter(({ role }) => role === 'input').map(({ name }) => preview.columns.indexOf(name));
  return preview.rows.map(cells => inputs.map(i => (cells[i] ?? '').trim()).join('\n'));
}

/** A cell as code has it that need not know how cells are written. */
function plainValue(column: ColumnRecipe, cell: string): number | string | null {
  if ('mean' in column) return numberIn(cell, column);
  return isMissing(cell) ? null : cell.trim();
}
