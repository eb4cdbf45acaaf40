import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { median } from './median.ts';

const LADDERS: Record<string, LadderChoice> = {
  'six candidates of an MLP': { model: 'mlp', steps: 10_000 },
  'twelve candidates of an MLP, not pruned': {
    model: 'mlp',
    steps: 4000,
    rates: [1, 0.1, 0.05, 0.03, 0.01, 0.007, 0.005, 0.003, 0.001, 0.0005, 0.0001, 0.00001],
    prune: false,
  },
  'six candidates of a CNN': { model: 'cnn', steps: 3000 },
};

/** The stages after it, from an accepted rate of 0.1. */
const ACCEPTED = { learningRate: 0.1, steps: 1500 };
const LATER = {
  'batch size and momentum, a grid of nine': {
    kind: 'batchMomentum',
    choice: { search: 'grid', batchSizes: [32, 64, 128], momenta: [0, 0.9, 0.99] },
  },
  'decay, with the search where it gains': { kind: 'decay', choice: { seeds: 5, classic: true } },
};

/** After this share of a stage's time its estimates are compared, until this share: the last second of any run is anybody's guess. */
const COMPARED = [0.1, 0.95] as const;
const WITHIN = 0.25;

/** How far the time that is said to be left is from what it then takes; and the estimate before it runs. */
export async function timeLeft(): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const core = await openCore({ home, hosts: nodeHosts(), version: 'bench', measure: false });
  const results: Record<string, unknown> = {};
  try {
    const { id: projectId } = await core.ask('projects.create', { source: 'sample:digits' });
    for (const [name, choice] of Object.entries(LADDERS)) {
      const asked = { projectId, choice: { ...choice, extend: false } };
      await core.ask('preparation.run', asked);
      const before = (await core.ask('ladder.estimate', asked)).ms ?? Number.NaN;
      results[name] = await compared(core, before, () => core.ask('ladder.start', asked));
    }
    const rates = [ACCEPTED.learningRate];
    const ladder = { projectId, choice: { model: 'mlp', steps: ACCEPTED.steps, rates, extend: false } as const };
    const { id: stageId } = await core.ask('ladder.start', ladder);
    await new Promise<void>(resolve => {
      core.onEvent(event => {
        if (event.type === 'stage' && event.view.stage.id === stageId && event.view.stage.status === 'finished')
          resolve();
      });
    });
    await core.ask('decisions.accept', { stageId, set: ACCEPTED });
    for (const [name, asked] of Object.entries(LATER)) {
      const before = (await core.ask('stages.estimate', { projectId, ...asked })).ms ?? Number.NaN;
      results[name] = await compared(core, before, () => core.ask('stages.start', { projectId, ...asked }));
    }
  } finally {
    await core.close();
    rmSync(home, { recursive: true, force: true });
  }
  return results;
}

/** Runs a stage to its end; what was said to be left at each look, over what it then took. */
async function compared(core: Core, before: number, start: () => Promise<Stage>): Promise<Record<string, number>> {
  const said: { at: number; left: number }[] = [];
  const begun = performance.now();
  const stage = await start();
  const took = await new Promise<number>(resolve =>
    core.onEvent(event => {
      if (event.type !== 'stage' || event.view.stage.id !== stage.id) return;
      const at = performance.now() - begun;
      if (event.view.stage.status !== 'running') resolve(at);
      else if (event.view.remainingMs !== null) said.push({ at, left: event.view.remainingMs });
    }),
  );
  const looks = said.filter(({ at }) => at > COMPARED[0] * took && at < COMPARED[1] * took);
  const ratios = looks.map(({ at, left }) => left / (took - at));
  return {
    'estimate before ÷ time taken': before / took,
    'time said to be left ÷ time it took, median': median(ratios),
    'share within 25 %': ratios.filter(ratio => Math.abs(ratio - 1) <= WITHIN).length / ratios.length,
    looks: ratios.length,
  };
}
