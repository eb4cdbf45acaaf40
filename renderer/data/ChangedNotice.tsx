import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import type { Data } from './use-data.ts';

/** Says that the source is no longer what the project trains on, and takes it as it is now where the person wants that. */
export function ChangedNotice({ project, data }: { project: Project; data: Data }) {
  const t = useText();
  return (
    <Notice
      title={t('dataStep.changed.title')}
      action={
        <Button look="primary" disabled={data.changing.busy} onClick={() => void data.change(project.choice)}>
          {t('dataStep.changed.again')}
        </Button>
      }
    >
      <p>{t('dataStep.changed.what')}</p>
    </Notice>
  );
}
