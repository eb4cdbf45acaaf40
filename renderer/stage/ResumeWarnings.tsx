import { useEffect } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { type AnyStageParts, trialLabel } from './stage-parts.ts';

/** Notes that say from where a trial goes on; others tell of something else. */
const OF_CHECKPOINTS: ReadonlySet<string> = new Set(['note.checkpoint.unwritten', 'note.checkpoint.none']);

interface ResumeWarning {
  rate: string;
  reason: Reason;
  /** The reason says why; that it starts anew is to be said beside it. */
  anew: boolean;
}

/** What of a stage's unfinished trials was lost, so that they don't go on from where they ended; by trial. */
export function useResumeWarnings(parts: AnyStageParts, { trials }: StageView): ResumeWarning[] {
  const t = useText();
  const language = useLanguage();
  const points = useAppState(state => state.resumePoints);
  return trials
    .filter(({ status }) => RESUMABLE.has(status))
    .flatMap((trial): ResumeWarning[] => {
      const { id, note } = trial;
      const rate = trialLabel(parts, trial, trials, t, language);
      const problem = points.get(id)?.problem;
      // What was noted when it ended tells the cause; what lies there now is what counts.
      if (note && OF_CHECKPOINTS.has(note.key)) return [{ rate, reason: note, anew: false }];
      return problem ? [{ rate, reason: problem, anew: true }] : [];
    });
}

/** Lists them. */
export function ResumeWarnings({ parts, view }: { parts: AnyStageParts; view: StageView }) {
  const t = useText();
  return useResumeWarnings(parts, view).map(({ rate, reason, anew }) => (
    <p key={rate}>
      {t(anew ? 'page.resume.anew' : 'page.resume.note', { rate, reason: t(reason.key, reason.values) })}
    </p>
  ));
}

/** Has it looked up from where the unfinished trials of a stage would go on, whenever they are others. */
export function useResumePoints({ stage, trials }: StageView): void {
  const session = useSession();
  const open = trials.filter(({ status }) => RESUMABLE.has(status));
  const which = open.map(({ id, attempt, status }) => `${id} ${attempt} ${status}`).join();
  useEffect(() => {
    // Where it can't be told, the buttons stay as they are.
    if (which !== '') session.readResumePoints(stage.id).catch(() => undefined);
  }, [session, stage.id, which]);
}
