import { useEffect, useState } from 'react';
import { LadderChoice, type StageEstimate } from '#shared/contract/requests.ts';
import type { Language } from '#shared/messages/text.ts';
import { type Translate, useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { sentenceOf, useAction } from '../app/use-action.ts';
import { formatCount, formatEstimate, NONE } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import styles from './StageCost.module.css';
import type { AnyStageParts } from './stage-parts.ts';

interface StageCostProps {
  projectId: string;
  kind: string;
  /** Of its plan, as the core takes it. */
  choice: unknown;
  /** What may come on top, in words of its kind. */
  mayAdd?: AnyStageParts['mayAdd'] | undefined;
}

/** What a stage will cost before it runs: trials, steps and minutes. */
export function StageCost({ projectId, kind, choice, mayAdd }: StageCostProps) {
  const t = useText();
  const language = useLanguage();
  const session = useSession();
  const measure = useAction();
  const { estimate, error, again } = useEstimate(projectId, kind, choice);
  const measureNow = async (): Promise<void> => {
    if (await measure.run(() => session.prepare(projectId, LadderChoice.safeParse(choice).data ?? {}))) again();
  };
  // A command has no preparation that could measure it; its page says how long a run takes.
  const isCommand = useAppState(state => state.cards?.get(projectId)?.project.command != null);
  const pruned = estimate !== null && estimate.steps < estimate.stepsFull;
  return (
    <div className={styles.cost}>
      <dl aria-label={t('newLadder.cost')}>
        <div>
          <dt>{t('newLadder.trials')}</dt>
          <dd>{estimate ? formatCount(estimate.trials, language) : NONE}</dd>
        </div>
        <div>
          <dt>
            {pruned
              ? t('newLadder.stepsOf', { steps: formatCount(estimate.stepsFull, language) })
              : t('newLadder.steps')}
          </dt>
          <dd>{estimate ? stepsText(estimate, language) : NONE}</dd>
        </div>
        <div>
          <dt>{t('newLadder.time')}</dt>
          <dd>{estimate && estimate.ms !== null ? formatEstimate(estimate.ms, language) : NONE}</dd>
        </div>
      </dl>
      {estimate?.mayAdd.map(added => (
        <p key={added.why}>{mayAddText(added, mayAdd, t, language)}</p>
      ))}
      {estimate && estimate.ms === null && !isCommand && (
        <p>
          {t('newLadder.timeUnknown')}{' '}
          <a href={hrefOf({ page: 'preparation', projectId })}>{t('newLadder.toPreparation')}</a>
        </p>
      )}
      {estimate && estimate.ms === null && !isCommand && (
        <Button size="small" className={styles.measure ?? ''} disabled={measure.busy} onClick={() => void measureNow()}>
          {measure.busy ? t('newLadder.measuring') : t('newLadder.measure')}
        </Button>
      )}
      <ErrorLine>{measure.error ?? error}</ErrorLine>
    </div>
  );
}

/** What may come on top, and about how long that would take. */
function mayAddText(
  { why, trials, ms }: StageEstimate['mayAdd'][number],
  own: StageCostProps['mayAdd'],
  t: Translate,
  language: Language,
): string {
  const time = ms === null ? '' : formatEstimate(ms, language);
  if (own) return t(own[why], { count: trials, time: time && t('newLadder.mayAdd.time', { time }) });
  return ms === null
    ? t(`newLadder.mayAdd.${why}`, { count: trials })
    : t(`newLadder.mayAdd.${why}Time`, { count: trials, time });
}

/** Two digits where pruning is only expected to spare so much. */
const stepsText = ({ steps, stepsFull }: StageEstimate, language: Language): string =>
  steps < stepsFull ? `≈ ${formatCount(Number(steps.toPrecision(2)), language)}` : formatCount(steps, language);

/** Typing pauses this long before the core is asked. */
const PAUSE_MS = 150;

/** What a stage of that choice would cost, and the way to ask again; the estimate before it stays until the new one is there. */
function useEstimate(
  projectId: string,
  kind: string,
  choice: unknown,
): { estimate: StageEstimate | null; error: string | null; again(): void } {
  const t = useText();
  const { ask } = useSession();
  const [known, setKnown] = useState<{ estimate: StageEstimate | null; failure: unknown }>({
    estimate: null,
    failure: null,
  });
  const [times, setTimes] = useState(0);
  const asked = JSON.stringify(choice);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where the person has had something measured
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(
      () =>
        ask('stages.estimate', { projectId, kind, choice: JSON.parse(asked) }).then(
          estimate => wanted && setKnown({ estimate, failure: null }),
          failure => wanted && setKnown({ estimate: null, failure }),
        ),
      PAUSE_MS,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, projectId, kind, asked, times]);
  return {
    estimate: known.estimate,
    error: known.failure === null ? null : sentenceOf(known.failure, t),
    again: () => setTimes(count => count + 1),
  };
}
