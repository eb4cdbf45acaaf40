import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';

/** A core that begins final runs and tells when all of them have ended, until it is killed. */
const [home = '', choice = ''] = process.argv.slice(2);
const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
core.onEvent(event => {
  if (event.type !== 'stage') return;
  const { trials } = event.view;
  if (trials.length > 0 && trials.every(({ status }) => status === 'finished')) console.log('ended');
});
const [card] = await core.ask('projects.list', {});
const asked = { projectId: card?.project.id ?? '', kind: 'finalRuns', choice: JSON.parse(choice) };
console.log(`stage ${(await core.ask('stages.start', asked)).id}`);
