import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './PredictLink.module.css';

/** The way to the predictions for new rows, from anywhere in a project. */
export function PredictLink({ projectId, isOpen }: { projectId: string; isOpen: boolean }) {
  const t = useText();
  return (
    <a
      className={styles.link}
      href={hrefOf({ page: 'predict', projectId })}
      {...(isOpen && { 'aria-current': 'page' as const })}
    >
      <Icon name="file" />
      {t('predict.page.title')}
    </a>
  );
}
