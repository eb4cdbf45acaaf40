import type { StageView } from '#shared/contract/requests.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Judged } from '#shared/method/stages/learning-rate/evidence.ts';
import type { ShownProbe } from '../probe/shown-probe.ts';

/** The facts of the data that a ladder's trials saw; null where the project has other data by now. */
export const ladderFacts = ({ project, trials }: Pick<StageView, 'project' | 'trials'>): DatasetFacts | null =>
  trials.every(trial => trial.dataDigest === project.dataDigest) ? project.facts : null;

/** What a ladder's recommendation is judged by; a probe that was made for something else has no say. */
export function judgedOf(
  view: Pick<StageView, 'answer' | 'stage' | 'project' | 'trials'>,
  shown: ShownProbe | null,
): Judged {
  const { answer, stage, trials } = view;
  const fits = shown?.madeFor === 'this' && trials.every(trial => trial.dataDigest === shown.probe.dataDigest);
  return { plan: stage.plan, answer, facts: ladderFacts(view), probe: fits ? shown.probe : null };
}
