import { describe, expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { TuneView } from '#shared/domain/tune.ts';
import { temporaryHome } from '../tools/home.ts';

/* A guided run through core and contract, on real trials. */

const open = async (home: string): Promise<Core> => {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return core;
};

/** A small project. */
async function project(core: Core): Promise<string> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:regression' });
  await core.ask('projects.setNetwork', {
    projectId,
    network: { model: 'linear', hidden: [], filters: [], embedding: 64 },
  });
  return projectId;
}

/** Resolves once the run needs somebody, or is over. */
const atRest = (core: Core, runId: string): Promise<TuneView> =>
  new Promise((resolve, reject) => {
    const look = (view: TuneView) => view.run.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'tune' && event.view.run.id === runId && look(event.view));
    core.ask('tune.list', {}).then(views => look(views.find(({ run }) => run.id === runId) as TuneView), reject);
  });

const STEPS = { unit: 'steps' as const, most: 40_000 };

describe('a guided run', () => {
  it('with --auto goes through all stages within its budget, and takes what is recommended', async () => {
    const core = await open(temporaryHome());
    const projectId = await project(core);
    const { id } = await core.ask('tune.start', { projectId, choice: { budget: STEPS, auto: true } });
    const { run } = await atRest(core, id);
    console.log(JSON.stringify(run, null, 1));
    expect(run.status).toBe('finished');
  });
});
