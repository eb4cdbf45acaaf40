import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { sentenceOf } from '../app/use-action.ts';
import { useDelayed } from '../app/use-delayed.ts';
import { StageHead } from '../layout/StageHead.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { Button, QuietButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import { Said } from './Checks.tsx';
import { ReadingProgress } from './ReadingProgress.tsx';
import { SourceStatusBar } from './SourceStatusBar.tsx';
import styles from './UnreadScreen.module.css';
import type { Data } from './use-data.ts';

/** The Data stage before its source is read: the places of what is to come with how far reading is, or why it failed. */
export function UnreadScreen({ project, data }: { project: Project; data: Data }) {
  const t = useText();
  const late = useDelayed(300);
  const failed = data.failure !== null;
  return (
    <StageLayout
      head={
        <StageHead
          title={t('page.stage.data')}
          tag={null}
          why={t('dataStep.why')}
          rules={['M1', 'M7']}
          actions={null}
        />
      }
      main={
        failed ? (
          <section className={`${panel.panel} ${styles.failure}`} aria-labelledby="unread-heading">
            <h2 id="unread-heading">{t('dataStep.failed.title')}</h2>
            <p role="alert">{sentenceOf(data.failure, t)}</p>
            <Button look="primary" onClick={data.retry}>
              {t('dataStep.failed.again')}
            </Button>
            {/* What was chosen for the source as it was may be what it can't be read with now. */}
            <Said project={project} data={data} />
            {Object.keys(project.choice).length > 0 && (
              <QuietButton disabled={data.changing.busy} onClick={() => void data.change({})}>
                {t('dataStep.predict.detect')}
              </QuietButton>
            )}
            <ErrorLine>{data.changing.error}</ErrorLine>
          </section>
        ) : (
          late && (
            <>
              <div className={`${panel.panel} ${styles.reading}`}>
                <ReadingProgress source={project.source} text={t('dataStep.reading')} />
              </div>
              <div className={styles.block} />
              <div className={styles.block} />
            </>
          )
        )
      }
      asideLabel={t('dataStep.predict.title')}
      aside={!failed && late && <div className={styles.block} />}
      status={<SourceStatusBar source={project.source} />}
    />
  );
}
