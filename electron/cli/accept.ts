import type { StageView } from '#shared/contract/requests.ts';
import type { Core } from '../core/core.ts';
import { say, tell } from './say.ts';
import { setName } from './trial-name.ts';

/** `--accept` at the end of a stage: takes what it recommends, and says what that is; where it recommends nothing, that. */
export async function acceptSet(
  core: Core,
  { stage, project: { name }, recommendation: { set } }: StageView,
): Promise<void> {
  if (set === null) return tell(say('cli.nothingAccepted', { name }));
  await core.ask('decisions.accept', { stageId: stage.id, set });
  tell(say('cli.accepted', { name, set: setName(set) }));
}
