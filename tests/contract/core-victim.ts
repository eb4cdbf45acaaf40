import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';

/** A core that trains until it is killed; prints its stage and the last step of each batch that it told of. */
const [home = ''] = process.argv.slice(2);
const hosts = nodeHosts();
const core = await openCore({ home, hosts, version: 'test', measure: false });
core.onEvent(event => {
  if (event.type !== 'metrics') return;
  const step = event.batches.findLast(b => b.series === 'step')?.steps.at(-1);
  if (step !== undefined) console.log(`point ${event.trialId} ${step}`);
});
const project = await core.ask('projects.create', { source: 'sample:digits' });
const choice = { steps: 1_000_000, hidden: [16], rates: [0.1, 0.01, 0.001], parallel: 2 };
const stage = await core.ask('ladder.start', { projectId: project.id, choice });
console.log(`stage ${stage.id}`);
