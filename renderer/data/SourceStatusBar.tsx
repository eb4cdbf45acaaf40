import { useAppState, useText } from '../app/context.ts';
import { Icon } from '../ui/Icon.tsx';
import { StatusBar, StatusItem } from '../ui/StatusBar.tsx';

/** Where the data is read from. */
export function SourceStatusBar({ source }: { source: string }) {
  const t = useText();
  const version = useAppState(state => state.info?.version);
  return (
    <StatusBar
      start={
        <StatusItem>
          <Icon name="disk" />
          <span>{source}</span>
        </StatusItem>
      }
      end={version !== undefined && <StatusItem>{t('page.status.version', { version })}</StatusItem>}
    />
  );
}
