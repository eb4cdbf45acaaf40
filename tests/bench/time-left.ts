import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { LadderChoice } from '#shared/contract/requests.ts';
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

/** After this share of a ladder's time its estimates are compared, until this share: the last second of any run is anybody's guess. */
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
      const said: { at: number; left: number }[] = [];
      const begun = performance.now();
      const stage = await core.ask('ladder.start', asked);
      const took = await new Promise<number>(resolve =>
        core.onEvent(event => {
          if (event.type !== 'stage' || event.view.stage.id !== stage.id) return;
          const at = performance.now() - begun;
          if (event.view.stage.status !== 'running') resolve(at);
          else if (event.view.remainingMs !== null) said.push({ at, left: event.view.remainingMs });
        }),
      );
      const compared = said.filter(({ at }) => at > COMPARED[0] * took && at < COMPARED[1] * took);
      const ratios = compared.map(({ at, left }) => left / (took - at));
      results[name] = {
        'estimate before ÷ time taken': before / took,
        'time said to be left ÷ time it took, median': median(ratios),
        'share within 25 %': ratios.filter(ratio => Math.abs(ratio - 1) <= WITHIN).length / ratios.length,
        looks: ratios.length,
      };
    }
  } finally {
    await core.close();
    rmSync(home, { recursive: true, force: true });
  }
  return results;
}
