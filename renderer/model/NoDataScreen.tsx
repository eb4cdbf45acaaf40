import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { SourceStatusBar } from '../data/SourceStatusBar.tsx';
import styles from '../layout/offer.module.css';
import { StageLayout } from '../layout/StageLayout.tsx';
import { Button } from '../ui/Button.tsx';
import panel from '../ui/panel.module.css';
import { ModelHead } from './ModelHead.tsx';

/** The Model stage before the data is known, on which everything here depends: a project of an earlier version. */
export function NoDataScreen({ project }: { project: Project }) {
  const t = useText();
  return (
    <StageLayout
      head={<ModelHead tag={null} />}
      main={
        <section className={`${panel.panel} ${styles.offer}`}>
          <p>{t('modelStep.unread')}</p>
          <Button look="primary" onClick={() => goTo({ page: 'data', projectId: project.id })}>
            {t('modelStep.toData')}
          </Button>
        </section>
      }
      asideLabel={t('modelStep.aside')}
      aside={null}
      status={<SourceStatusBar source={project.source} />}
    />
  );
}
