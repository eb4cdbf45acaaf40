import type { StageView } from '#shared/contract/requests.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import { useAppState, useText } from '../app/context.ts';
import { formatRate } from '../format.ts';

/** Notes that say from where a trial goes on; others tell of something else. */
const OF_CHECKPOINTS: ReadonlySet<string> = new Set(['note.checkpoint.unwritten', 'note.checkpoint.none']);

interface ResumeWarning {
  rate: string;
  reason: Reason;
  /** The reason says why; that it starts anew is to be said beside it. */
  anew: boolean;
}

/** What of a stage's unfinished trials was lost, so that they don't go on from where they ended; by rate. */
export function useResumeWarnings({ trials }: StageView): ResumeWarning[] {
  const points = useAppState(state => state.resumePoints);
  return trials
    .filter(({ status }) => RESUMABLE.has(status))
    .flatMap(({ id, note, hyperparameters }): ResumeWarning[] => {
      const rate = formatRate(hyperparameters.learningRate);
      const problem = points.get(id)?.problem;
      // What was noted when it ended tells the cause; what lies there now is what counts.
      if (note && OF_CHECKPOINTS.has(note.key)) return [{ rate, reason: note, anew: false }];
      return problem ? [{ rate, reason: problem, anew: true }] : [];
    });
}

/** Lists them. */
export function ResumeWarnings({ view }: { view: StageView }) {
  const t = useText();
  return useResumeWarnings(view).map(({ rate, reason, anew }) => (
    <p key={rate}>
      {t(anew ? 'page.resume.anew' : 'page.resume.note', { rate, reason: t(reason.key, reason.values) })}
    </p>
  ));
}
