import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, formatRate } from '../../format.ts';
import { scheduleText } from '../../stage/plain-parts.tsx';
import figures from '../../ui/figures.module.css';

/** The numbers of the stage’s answer, large. */
export function Figures({ set, steps }: { set: HyperparameterSet; steps: number | null }) {
  const t = useText();
  const language = useLanguage();
  const { weightDecay, dropout, schedule } = set;
  const numSteps = set.steps === undefined ? null : (steps ?? set.steps);
  return (
    <dl className={figures.figures}>
      {weightDecay !== undefined && (
        <div>
          <dt>{t('hyperparameter.weightDecay')}</dt>
          <dd>{formatRate(weightDecay)}</dd>
        </div>
      )}
      {dropout !== undefined && (
        <div>
          <dt>{t('hyperparameter.dropout')}</dt>
          <dd>{formatRate(dropout)}</dd>
        </div>
      )}
      {numSteps !== null && (
        <div>
          <dt>num_steps</dt>
          <dd>{formatCount(numSteps, language)}</dd>
        </div>
      )}
      {schedule && (
        <div>
          <dt>{t('hyperparameter.schedule')}</dt>
          <dd>{scheduleText(schedule, t)}</dd>
        </div>
      )}
    </dl>
  );
}
