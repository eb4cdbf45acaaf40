import { known } from '#shared/domain/metrics.ts';
import { useAppState, useLanguage, useText } from '../app/context.ts';
import { formatEstimate, formatShare } from '../format.ts';
import { BACKEND_NAMES, projectName } from '../names.ts';
import { Icon } from '../ui/Icon.tsx';
import { StatusBar, StatusItem } from '../ui/StatusBar.tsx';

/** What the machine is busy with while the person is at home. */
export function HomeStatusBar() {
  const t = useText();
  const language = useLanguage();
  const machine = useAppState(state => state.machine);
  const version = useAppState(state => state.info?.version);
  const cards = useAppState(state => state.cards);
  const [running] = [...(cards?.values() ?? [])].flatMap(({ project, steps }) =>
    steps.flatMap(({ stage, ...step }) => (stage?.status === 'running' ? { ...step, project, stage } : [])),
  );
  const share = running?.progress?.done ?? 0;
  return (
    <StatusBar
      start={
        <>
          {machine && (
            <StatusItem>
              <Icon name="chip" />
              <b>{BACKEND_NAMES[running?.stage.plan.backend ?? machine.defaultBackend]}</b>
            </StatusItem>
          )}
          <StatusItem>
            {running
              ? t('page.status.project', {
                  project: projectName(running.project, t),
                  count: running.progress?.open ?? 0,
                })
              : t('page.status.idle')}
          </StatusItem>
        </>
      }
      end={
        <>
          {running && (
            <StatusItem>
              {t('page.status.stage')}
              <progress max={1} value={known(share) ?? undefined} aria-label={t('page.status.stageProgress')} />
              <b>
                {running.remainingMs === null
                  ? formatShare(share)
                  : t('page.status.left', { time: formatEstimate(running.remainingMs, language) })}
              </b>
            </StatusItem>
          )}
          {version !== undefined && <StatusItem>{t('page.status.version', { version })}</StatusItem>}
        </>
      }
    />
  );
}
