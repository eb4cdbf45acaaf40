import type { Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, formatEpochs, formatRate, NONE } from '../../format.ts';
import styles from '../../ui/figures.module.css';
import { RateSwatch } from '../../ui/RateSwatch.tsx';

interface FiguresProps {
  project: Project;
  /** Of the trials, which makes epochs of steps; null: there are none. */
  batchSize: number | null;
  learningRate: number;
  numSteps: number | null;
}

/** The two numbers of the stage's answer, large. */
export function Figures({ project, batchSize, learningRate, numSteps }: FiguresProps) {
  const t = useText();
  const language = useLanguage();
  const rows = project.facts?.rows.train;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>
          <RateSwatch rate={learningRate} />
          {t('page.figures.rate')}
        </dt>
        <dd>{formatRate(learningRate)}</dd>
      </div>
      <div>
        <dt>
          {numSteps === null || rows === undefined || batchSize === null
            ? t('page.figures.steps')
            : t('page.figures.stepsEpochs', {
                epochs: formatEpochs((numSteps * batchSize) / rows, language),
              })}
        </dt>
        <dd>{numSteps === null ? NONE : formatCount(numSteps, language)}</dd>
      </div>
    </dl>
  );
}
