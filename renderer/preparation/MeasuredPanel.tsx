import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount, formatDuration, formatNumber } from '../format.ts';
import { BACKEND_NAMES, modelName } from '../names.ts';
import panel from '../ui/panel.module.css';
import styles from './MeasuredPanel.module.css';

interface MeasuredPanelProps {
  preparation: Preparation;
  facts: DatasetFacts | null;
}

/** What was measured: what a step costs, and where the loss stands before training. */
export function MeasuredPanel({ preparation: { measured, hyperparameters, backend }, facts }: MeasuredPanelProps) {
  const t = useText();
  const language = useLanguage();
  const { stepMs, evaluationMs, startMs, memoryBytes, parameterCount } = measured;
  const milliseconds = (value: number | null) =>
    value !== null && value < 1000
      ? t('preparationStep.measured.ms', { value: formatNumber(value, language) })
      : formatDuration(value, language);
  const entries: [string, string][] = [
    [
      t('preparationStep.measured.network'),
      t('preparationStep.measured.parameters', {
        model: modelName(hyperparameters, t),
        parameters: formatCount(parameterCount, language),
      }),
    ],
    [t('preparationStep.measured.step'), milliseconds(stepMs)],
    [t('preparationStep.measured.evaluation'), milliseconds(evaluationMs)],
    [t('preparationStep.measured.start'), milliseconds(startMs)],
    ...(memoryBytes === null
      ? []
      : [
          [
            t('preparationStep.measured.memory'),
            t('preparationStep.measured.megabytes', { megabytes: Math.round(memoryBytes / 2 ** 20) }),
          ] as [string, string],
        ]),
    [t('preparationStep.measured.backend'), BACKEND_NAMES[backend]],
  ];
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="measured-heading">
      <h2 id="measured-heading">{t('preparationStep.measured.title')}</h2>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Losses measured={measured} facts={facts} />
    </section>
  );
}

/** Losses side by side: untrained, of guesses, of one batch before and after it was learnt by heart. */
function Losses({
  measured: { initialLoss, singleBatch },
  facts,
}: {
  measured: Preparation['measured'];
  facts: DatasetFacts | null;
}) {
  const t = useText();
  const language = useLanguage();
  const losses: [string, number][] = [
    [t('preparationStep.losses.untrained'), initialLoss],
    ...(facts ? [guess(facts, t)] : []),
    [t('preparationStep.losses.batchBefore', { count: singleBatch.rows }), singleBatch.before],
    [t('preparationStep.losses.batchAfter', { count: singleBatch.steps }), singleBatch.after],
  ];
  const most = Math.max(...losses.map(([, loss]) => loss).filter(Number.isFinite), 0);
  return (
    <>
      <h3>{t('preparationStep.losses.title')}</h3>
      <ul className={styles.losses}>
        {losses.map(([name, loss]) => (
          <li key={name}>
            <span>{name}</span>
            <progress max={most} value={Number.isFinite(loss) ? loss : 0} aria-hidden="true" />
            <b>{formatNumber(loss, language)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What guessing evenly costs, or always answering the mean. */
const guess = ({ task, classes }: DatasetFacts, t: Translate): [string, number] =>
  task === 'regression'
    ? [t('preparationStep.losses.mean'), 1]
    : [t('preparationStep.losses.guess', { classes: classes.length }), Math.log(classes.length)];
