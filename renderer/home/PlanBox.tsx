import type { MessageKey } from '#shared/messages/text.ts';
import { STEPS } from '#shared/method/stages/definitions.ts';
import { useAppState, useLanguage, useText } from '../app/context.ts';
import { formatDuration } from '../format.ts';
import { StepIcon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import styles from './PlanBox.module.css';
import { newestSampleLadder } from './sample-ladder.ts';

/** What happens in each step, with the sample. */
const WHAT: Readonly<Partial<Record<(typeof STEPS)[number]['kind'], MessageKey>>> = {
  data: 'page.plan.data',
  model: 'page.plan.model',
  preparation: 'page.plan.preparation',
  learningRate: 'page.plan.learningRate',
  batchMomentum: 'page.plan.batchMomentum',
  decay: 'page.plan.decay',
  regularisation: 'page.plan.regularisation',
  finalRuns: 'page.plan.finalRuns',
  report: 'page.plan.report',
};

/** The stages in order, with times only where they are known: from the last run on this machine. */
export function PlanBox() {
  const t = useText();
  const language = useLanguage();
  const last = newestSampleLadder(useAppState(state => state.cards));

  const took = last?.stage.status === 'finished' ? last.stage.tookMs : null;
  const time = took === null ? '' : formatDuration(took, language);
  const stages = STEPS.map(({ kind, name, isThere, icon }) => ({
    icon,
    name: t(name),
    what: t((isThere && WHAT[kind]) || 'page.plan.later'),
    time: kind === 'learningRate' ? time : '',
    there: isThere,
  }));
  return (
    <section className={`${panel.panel} ${styles.box}`} aria-labelledby="plan-heading">
      <h2 id="plan-heading">{t('page.plan.title')}</h2>
      <p>{took !== null ? t('page.plan.fromLast') : t('page.plan.subtitle')}</p>
      <ol>
        {stages.map(({ icon, name, what, time: stageTime, there }) => (
          <li key={name} className={there ? '' : styles.later}>
            <span>
              <StepIcon path={icon} />
              <b>{name}</b> {what}
            </span>
            <span className={styles.time}>{stageTime}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
