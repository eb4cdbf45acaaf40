import type { StageView } from '#shared/contract/requests.ts';
import { known } from '#shared/domain/metrics.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatClock, formatEstimate, formatNumber, formatShare } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import { BackendItem, StatusBar, StatusItem } from '../ui/StatusBar.tsx';

/** What the stage computes with, how fast, how long yet, and that it is saved. */
export function StageStatusBar({ view }: { view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const { stage, trials, progress, stepsPerSecond, remainingMs, savedAt } = view;
  const running = trials.filter(trial => trial.status === 'running').length;
  return (
    <StatusBar
      start={
        <>
          {view.project.command === null && <BackendItem backend={stage.plan.backend} />}
          <StatusItem>
            {running === 0 ? t('page.status.idle') : t('page.status.sideBySide', { count: running })}
            {running > 0 && (
              <span>
                <b>{formatNumber(stepsPerSecond, language)}</b> {t('page.status.stepsPerSecond')}
              </span>
            )}
          </StatusItem>
        </>
      }
      end={
        <>
          <StatusItem>
            {t('page.status.stage')}
            <progress max={1} value={known(progress.done) ?? undefined} aria-label={t('page.status.stageProgress')} />
            {remainingMs === null ? (
              <>
                <b>{formatShare(progress.done)}</b>
                {running > 0 && <span>{t('page.status.leftNotKnown')}</span>}
              </>
            ) : (
              <b>{t('page.status.left', { time: formatEstimate(remainingMs, language) })}</b>
            )}
          </StatusItem>
          {savedAt !== null && (
            <StatusItem>
              <Icon name="disk" />
              {t('page.status.saved', { time: formatClock(savedAt, language) })}
            </StatusItem>
          )}
        </>
      }
    />
  );
}
