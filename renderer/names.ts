import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { MetricName } from '#shared/domain/metrics.ts';
import type { Project, StagePlan } from '#shared/domain/project.ts';
import type { Language } from '#shared/messages/text.ts';
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

export const projectName = (project: Project, t: Translate): string =>
  project.source === SAMPLE ? t('page.project.sample') : project.name;

/** `8,000 images, 10 classes` */
export function dataFacts(facts: DatasetFacts, t: Translate, language: Language): string {
  const rows = formatCount(facts.rows.train + facts.rows.dev + facts.rows.test, language);
  const classes = facts.classes.length;
  return facts.image === null
    ? t('page.data.rows', { rows, classes })
    : t('page.data.images', { images: rows, classes });
}

/** `MLP` */
export const modelKindName = (base: StagePlan['base'], t: Translate): string =>
  base.model === 'linear' ? t('page.model.linear') : 'MLP';

/** `MLP 128-64` */
export const modelName = (base: StagePlan['base'], t: Translate): string =>
  base.model === 'linear' ? modelKindName(base, t) : `MLP ${base.hidden.join('-')}`;

/** The heading of a dev metric's column. */
export function metricHeading(name: MetricName, t: Translate): string {
  switch (name) {
    case 'accuracy':
      return t('page.metric.accuracy');
    case 'macroF1':
      return t('page.metric.macroF1');
    case 'rmse':
      return t('page.metric.rmse');
    case 'r2':
      return t('page.metric.r2');
  }
}
