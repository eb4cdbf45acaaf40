import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';

/** A core that begins a stage of some kind, or goes on with it, and tells of it until it is killed. */
const [home = '', kind = '', choice = '', stageId = ''] = process.argv.slice(2);
const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
core.onEvent(event => {
  if (event.type === 'stage' && event.view.stage.status === 'finished') console.log('over');
  if (event.type !== 'metrics') return;
  const step = event.batches.findLast(b => b.series === 'step')?.steps.at(-1);
  if (step !== undefined) console.log(`point ${event.trialId} ${step}`);
});
if (stageId) await core.ask('stages.continue', { stageId });
else {
  const [card] = await core.ask('projects.list', {});
  const asked = { projectId: card?.project.id ?? '', kind, choice: JSON.parse(choice) };
  console.log(`stage ${(await core.ask('stages.start', asked)).id}`);
}
