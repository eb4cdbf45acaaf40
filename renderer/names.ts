import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { BackendId, ModelKind, NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { TrialMetric } from '#shared/domain/metrics.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Language, MessageKey } from '#shared/messages/text.ts';
import type { Translate } from './app/context.ts';
import { formatCount } from './format.ts';

/** The built-in data set of the first click. */
export const SAMPLE = 'sample:digits';

/** How backends are called everywhere. */
export const BACKEND_NAMES: Record<BackendId, string> = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
  cuda: 'CUDA',
  cpu: 'JavaScript',
};

/** The data sets that Descent draws itself, and the keys of their names and of what is in each. */
export const SAMPLES: Readonly<Record<string, { name: MessageKey; line: MessageKey }>> = {
  'sample:digits': { name: 'dataStep.sample.digits', line: 'dataStep.sample.digits.line' },
  'sample:reviews': { name: 'dataStep.sample.reviews', line: 'dataStep.sample.reviews.line' },
  'sample:rings': { name: 'dataStep.sample.rings', line: 'dataStep.sample.rings.line' },
  'sample:regression': { name: 'dataStep.sample.regression', line: 'dataStep.sample.regression.line' },
};

/** A sample by its name in the person's language, what else there is by its own. */
export function projectName({ source, name }: Pick<Project, 'source' | 'name'>, t: Translate): string {
  const sample = SAMPLES[source];
  return sample === undefined ? name : t(sample.name);
}

/** `8,000 images, 10 classes`, `10,662 texts, 2 classes`, `4,898 rows, 11 features, 7 classes`, `1,599 rows, regression of quality` */
export function dataFacts(facts: DatasetFacts, t: Translate, language: Language): string {
  const { train, dev, test } = facts.rows;
  const rows = formatCount(train + dev + test, language);
  if (facts.task === 'regression') {
    return facts.target === null
      ? t('dataStep.facts.regressionPlain', { rows })
      : t('dataStep.facts.regression', { rows, target: facts.target });
  }
  const classes = formatCount(facts.classes.length, language);
  switch (facts.kind) {
    case 'images':
      return t('dataStep.facts.images', { rows, classes });
    case 'text':
      return t('dataStep.facts.texts', { rows, classes });
    case 'table':
      return t('dataStep.facts.table', { rows, classes, features: formatCount(facts.features, language) });
  }
}

/** `MLP`, `CNN` */
export function modelKindName(model: ModelKind, t: Translate): string {
  switch (model) {
    case 'mlp':
      return 'MLP';
    case 'cnn':
      return 'CNN';
    default:
      return t(`page.model.${model}`);
  }
}

/** `MLP 128-64`, `CNN 16-32` */
export function modelName({ model, hidden, filters }: Omit<NetworkChoice, 'embedding'>, t: Translate): string {
  const sizes = model === 'mlp' ? hidden : model === 'cnn' ? filters : [];
  return sizes.length === 0 ? modelKindName(model, t) : `${modelKindName(model, t)} ${sizes.join('-')}`;
}

/** A network with all sizes that it has: `MLP 128-64`, `CNN 16-32`, `Text CNN, 64 numbers a word, 64 filters` */
export function networkName(network: NetworkChoice, t: Translate): string {
  const { model, embedding, filters } = network;
  const values = { model: modelKindName(model, t), embedding, filters: filters.join('-') };
  if (model === 'fasttext') return t('page.network.fasttext', values);
  return model === 'textcnn' ? t('page.network.textcnn', values) : modelName(network, t);
}

/** The heading of a dev metric's column. */
export function metricHeading(name: TrialMetric, t: Translate): string {
  switch (name) {
    case 'accuracy':
      return t('page.metric.accuracy');
    case 'macroF1':
      return t('page.metric.macroF1');
    case 'rmse':
      return t('page.metric.rmse');
    case 'r2':
      return t('page.metric.r2');
    case 'none':
      return t('page.metric.none');
  }
}
