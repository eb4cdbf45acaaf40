import type { DataChoice, DatasetFacts } from '#shared/domain/dataset.ts';
import type { Project } from '#shared/domain/project.ts';
import { type Translate, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { Button, QuietButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import { ChoiceField } from './ChoiceField.tsx';
import { EncodingField } from './EncodingField.tsx';
import styles from './Prediction.module.css';
import { kindsOf, targetsOf, tasksOf, withKind, withTarget, withTask } from './prediction-choices.ts';
import { ReadingProgress } from './ReadingProgress.tsx';
import type { Data, Understood } from './use-data.ts';

interface PredictionProps {
  project: Project;
  data: Data;
  understood: Understood;
}

/** What is to be predicted, of which kind and from what, each with its reason; a change reads the source anew. */
export function Prediction({ project, data, understood: { facts, report } }: PredictionProps) {
  const t = useText();
  const { changing } = data;
  const { why, columns, layout } = report;
  const change = (choice: DataChoice) => void data.change(choice);
  const targets = targetsOf(facts, columns, layout);
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="predict-heading" aria-busy={changing.busy}>
      <h2 id="predict-heading">{t('dataStep.predict.title')}</h2>
      <ChoiceField
        label={t('dataStep.predict.target')}
        value={targets.find(({ column }) => column.role === 'target')?.target ?? null}
        choices={targets.map(({ column, target }) => ({ value: target, label: column.name }))}
        plain={targetName(facts, t)}
        why={t(why.target.key, why.target.values)}
        busy={changing.busy}
        onChoose={target => change(withTarget(project.choice, columns, target))}
      />
      <ChoiceField
        label={t('dataStep.predict.task')}
        value={facts.task}
        choices={tasksOf(facts).map(task => ({ value: task, label: t(`data.task.${task}`) }))}
        plain={t(`data.task.${facts.task}`)}
        why={t(why.task.key, why.task.values)}
        busy={changing.busy}
        onChoose={task => change(withTask(project.choice, task))}
      />
      <ChoiceField
        label={t('dataStep.predict.kind')}
        value={facts.kind}
        choices={kindsOf(facts, report).map(kind => ({ value: kind, label: t(`data.kind.${kind}`) }))}
        plain={t(`data.kind.${facts.kind}`)}
        why={t(why.kind.key, why.kind.values)}
        busy={changing.busy}
        onChoose={kind => change(withKind(project.choice, kind))}
      />
      {layout.encoding && (
        <EncodingField encoding={layout.encoding} choice={project.choice} busy={changing.busy} onChoose={change} />
      )}
      {changing.busy && <ReadingProgress source={project.source} text={t('dataStep.readingAnew')} />}
      <ErrorLine>{changing.error}</ErrorLine>
      {Object.keys(project.choice).length > 0 && (
        <QuietButton className={styles.detect ?? ''} disabled={changing.busy} onClick={() => change({})}>
          {t('dataStep.predict.detect')}
        </QuietButton>
      )}
      <Button
        look="primary"
        className={styles.go ?? ''}
        disabled={changing.busy}
        onClick={() => goTo({ page: 'model', projectId: project.id })}
      >
        {t('dataStep.continue')}
      </Button>
    </section>
  );
}

const targetName = ({ target }: DatasetFacts, t: Translate): string => target ?? t('dataStep.predict.byFiles');
