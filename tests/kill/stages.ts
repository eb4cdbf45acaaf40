import type { Core } from '#electron/core/core.ts';
import type { Stage } from '#shared/domain/project.ts';
import type { Kind } from './kinds.ts';

/** The kinds of victims that train a stage, go on with it, and are compared with one that nobody killed. */
const STAGES = ['train', 'batchMomentum', 'decay'] as const satisfies readonly Kind[];
export type StageKind = (typeof STAGES)[number];
export const isStage = (kind: Kind): kind is StageKind => STAGES.some(stage => stage === kind);

/** The ladder that `train` victims go on with: small networks, some of which are pruned. */
const LADDER = { steps: 600, hidden: [16], rates: [1, 0.1, 0.01, 0.0001], parallel: 2, extend: false };
/** What is accepted before the other stages: a rate that is a little high, so that decay may gain. */
const ACCEPTED = { learningRate: 0.3, steps: 300 };
const BEFORE = { steps: 300, hidden: [16], rates: [0.3], batchSize: 16, extend: false, secondSeed: false };
const CHOICES = {
  batchMomentum: { search: 'grid', batchSizes: [16, 32], momenta: [0, 0.9], parallel: 2 },
  decay: { seeds: 2, classic: true, parallel: 2 },
} as const;

/**
 * Goes on with a project's stage of a kind to its end, or begins it, after the ladder that it needs.
 * @param say what is told as soon as it is done: `stage ID`
 * @param until how far: to its own end, or that of the ladder before it
 */
export async function trainStage(
  core: Core,
  projectId: string,
  kind: StageKind,
  say: (line: string) => void = () => {},
  until: 'finished' | 'accepted' = 'finished',
): Promise<Stage> {
  const stages = await core.ask('stages.list', { projectId });
  const begin = async (wanted: string, start: () => Promise<Stage>): Promise<Stage> => {
    const found = stages.find(stage => stage.kind === wanted);
    const { trials } = found ? await core.ask('stages.view', { stageId: found.id }) : { trials: [] };
    // One whose trainer was killed alone ends with a failed trial, which goes on when a person says so.
    if (found?.status === 'finished' && !trials.some(({ status }) => status === 'failed')) return found;
    const over = Promise.withResolvers<void>();
    let id = found?.id;
    core.onEvent(event => {
      if (event.type === 'stage' && event.view.stage.id === id && event.view.stage.status === 'finished')
        over.resolve();
    });
    const stage = found ?? (await start());
    id = stage.id;
    if (found) await core.ask('stages.continue', { stageId: found.id });
    else say(`stage ${stage.id}`);
    // It may have ended before its id was known.
    if ((await core.ask('stages.view', { stageId: stage.id })).stage.status !== 'finished') await over.promise;
    return stage;
  };
  if (kind === 'train') return begin('learningRate', () => core.ask('ladder.start', { projectId, choice: LADDER }));
  const ladder = await begin('learningRate', () => core.ask('ladder.start', { projectId, choice: BEFORE }));
  const { decision } = await core.ask('stages.view', { stageId: ladder.id });
  if (decision === null) await core.ask('decisions.accept', { stageId: ladder.id, set: ACCEPTED });
  if (until === 'accepted') return ladder;
  return begin(kind, () => core.ask('stages.start', { projectId, kind, choice: CHOICES[kind] }));
}
