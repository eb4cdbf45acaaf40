import { useAppState, useLanguage, useText } from '../app/context.ts';
import { formatClock } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import { BackendItem, StatusBar, StatusItem } from '../ui/StatusBar.tsx';
import type { ShownPreparation } from './shown-preparation.ts';

/** What the checks ran on, and when they were kept. */
export function PreparationStatusBar({ shown, busy }: { shown: ShownPreparation | null; busy: boolean }) {
  const t = useText();
  const language = useLanguage();
  const fastest = useAppState(state => state.machine?.defaultBackend);
  const backend = shown?.preparation.backend ?? fastest;
  return (
    <StatusBar
      start={
        <>
          {backend && <BackendItem backend={backend} />}
          <StatusItem>{busy ? t('preparationStep.checking') : t('page.status.idle')}</StatusItem>
        </>
      }
      end={
        shown && (
          <StatusItem>
            <Icon name="disk" />
            {t('page.status.saved', { time: formatClock(shown.preparation.createdAt, language) })}
          </StatusItem>
        )
      }
    />
  );
}
