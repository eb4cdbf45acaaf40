import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { Notice } from '../layout/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import type { Data, Understood } from './use-data.ts';

interface ChangedNoticeProps {
  project: Project;
  data: Data;
  understood: Understood;
}

/**
 * Says that what is read now is no longer what the project trains on (the source changed, or another version of Descent read it), and
 * takes it as it is now where the person wants that.
 */
export function ChangedNotice({ project, data, understood }: ChangedNoticeProps) {
  const t = useText();
  const isSameSource = project.facts?.sourceDigest === understood.facts.sourceDigest;
  return (
    <Notice
      title={t(isSameSource ? 'dataStep.changed.preparedAnew' : 'dataStep.changed.title')}
      action={
        <Button look="primary" disabled={data.changing.busy} onClick={() => void data.change(project.choice)}>
          {t('dataStep.changed.again')}
        </Button>
      }
    >
      <p>{t(isSameSource ? 'dataStep.changed.whatAnew' : 'dataStep.changed.what')}</p>
    </Notice>
  );
}
