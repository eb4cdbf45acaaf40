import { useText } from '../app/context.ts';
import { ReadingProgress } from '../data/ReadingProgress.tsx';
import type { DropWork } from './use-drop.ts';

/** What becomes of a drop just now. */
export function DropProgress({ work, reading }: { work: DropWork; reading: string }) {
  const t = useText();
  switch (work.kind) {
    case 'looking':
      return <p>{t('dataStep.drop.looking')}</p>;
    case 'sending':
      return (
        <>
          <p>{t('dataStep.drop.sending', { done: work.progress.files + 1, total: work.progress.of })}</p>
          <progress max={1} value={work.progress.share} aria-label={t('dataStep.drop.label')} />
        </>
      );
    case 'reading':
      return <ReadingProgress source={work.source} text={reading} />;
  }
}
