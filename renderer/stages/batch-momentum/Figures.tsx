import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, formatRate } from '../../format.ts';
import figures from '../../ui/figures.module.css';
import { RateSwatch } from '../../ui/RateSwatch.tsx';

/** The numbers of the stage's answer, large. */
export function Figures({ set: { batchSize, momentum, learningRate } }: { set: HyperparameterSet }) {
  const t = useText();
  const language = useLanguage();
  return (
    <dl className={figures.figures}>
      {batchSize !== undefined && (
        <div>
          <dt>{t('hyperparameter.batchSize')}</dt>
          <dd>{formatCount(batchSize, language)}</dd>
        </div>
      )}
      {momentum !== undefined && (
        <div>
          <dt>{t('hyperparameter.momentum')}</dt>
          <dd>{momentum}</dd>
        </div>
      )}
      {learningRate !== undefined && (
        <div>
          <dt>
            <RateSwatch rate={learningRate} />
            {t('hyperparameter.learningRate')}
          </dt>
          <dd>{formatRate(learningRate)}</dd>
        </div>
      )}
    </dl>
  );
}
