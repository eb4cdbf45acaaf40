import type { Output } from '#shared/contract/requests.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatMetric } from '../format.ts';
import { modelName } from '../names.ts';
import panel from '../ui/panel.module.css';
import styles from './NetworkPanel.module.css';

interface NetworkPanelProps {
  trained: Output<'predictions.trained'>;
  project: Project;
  facts: DatasetFacts;
}

/** Which network predicts, how it did on dev, and how it is taken elsewhere. */
export function NetworkPanel({ trained: { by, trial }, project, facts }: NetworkPanelProps) {
  const t = useText();
  const language = useLanguage();
  const { result, hyperparameters, metric } = trial;
  const value = result?.metricBest?.metric ?? result?.lowestMetric ?? null;
  const at = result?.metricBest?.at ?? result?.lowestAt ?? null;
  const entries: [string, string][] = [
    [t('predict.page.network.kind'), modelName(hyperparameters, t)],
    [t('predict.page.network.by'), t(`predict.page.network.by.${by}`)],
    [t('predict.page.network.step'), at === null ? '–' : formatCount(at, language)],
    [t('predict.page.network.dev', { metric: t(`metric.${metric}`) }), formatMetric(metric, value, language)],
    ...(facts.target === null ? [] : [[t('predict.page.network.target'), facts.target] as [string, string]]),
  ];
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="predict-network">
      <h2 id="predict-network">{t('predict.page.network')}</h2>
      <dl>
        {entries.map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      <p>{t('predict.page.elsewhere')}</p>
      <code>{`descent export ${project.id.slice(-12)} --format tfjs`}</code>
      <code>{`descent export ${project.id.slice(-12)} --format safetensors`}</code>
    </section>
  );
}
