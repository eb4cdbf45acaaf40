import { useAppState, useLanguage, useText } from '../app/context.ts';
import { formatDuration } from '../format.ts';
import panel from '../ui/panel.module.css';
import styles from './PlanBox.module.css';
import { newestSampleLadder } from './sample-ladder.ts';

/** The stages in order, with times only where they are known: from the last run on this machine. */
export function PlanBox() {
  const t = useText();
  const language = useLanguage();
  const last = useAppState(state => newestSampleLadder(state.cards));

  const took = last?.stage.status === 'finished' ? last.stage.tookMs : null;
  const time = took === null ? '' : formatDuration(took, language);
  const later = t('page.plan.later');
  const stages = [
    { name: t('page.stage.data'), what: t('page.plan.data'), time: '', there: true },
    { name: t('page.stage.model'), what: t('page.plan.model'), time: '', there: true },
    { name: t('page.stage.preparation'), what: t('page.plan.preparation'), time: '', there: true },
    { name: t('page.stage.learningRate'), what: t('page.plan.learningRate'), time, there: true },
    { name: t('page.stage.batchMomentum'), what: later, time: '', there: false },
    { name: t('page.stage.decay'), what: later, time: '', there: false },
    { name: t('page.stage.report'), what: later, time: '', there: false },
  ];
  return (
    <section className={`${panel.panel} ${styles.box}`} aria-labelledby="plan-heading">
      <h2 id="plan-heading">{t('page.plan.title')}</h2>
      <p>{took !== null ? t('page.plan.fromLast') : t('page.plan.subtitle')}</p>
      <ol>
        {stages.map(({ name, what, time: stageTime, there }) => (
          <li key={name} className={there ? '' : styles.later}>
            <span>
              <b>{name}</b> {what}
            </span>
            <span className={styles.time}>{stageTime}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
