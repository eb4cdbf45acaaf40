import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { temporaryHome } from '../tools/home.ts';

/** Trainer processes whose environment names this home (Linux tells). */
function trainersOf(marker: string): string[] {
  return readdirSync('/proc').filter(pid => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes('trainer') && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(marker);
    } catch {
      return false; // It ended while we looked.
    }
  });
}

it.skipIf(process.platform !== 'linux')(
  'a killed core loses no point it told of, and leaves nothing running',
  async () => {
    const home = temporaryHome();
    const marker = `DESCENT_TEST=${home}`;
    const victim = spawn(process.execPath, ['tests/contract/core-victim.ts', home], {
      env: { ...process.env, DESCENT_TEST: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    victim.stdout.setEncoding('utf8').on('data', text => {
      said += text;
    });
    while (said.split('point').length < 8) await wait(50);
    expect(trainersOf(marker).length).toBe(2);
    victim.kill('SIGKILL');
    await new Promise(resolve => victim.once('close', resolve));

    for (let tries = 0; trainersOf(marker).length > 0 && tries < 100; tries++) await wait(50);
    expect(trainersOf(marker)).toEqual([]);

    const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
    try {
      const stageId = /stage (\S+)/.exec(said)?.[1] ?? '';
      const view = await core.ask('stages.view', { stageId });
      expect(view.stage.status).toBe('interrupted');
      expect(view.trials.map(t => t.status)).toEqual(['interrupted', 'interrupted', 'interrupted']);
      const curves = await core.ask('curves.read', { stageId, cursors: [] });
      for (const [, trialId, step] of said.matchAll(/point (\S+) (\d+)\n/g)) {
        const stored = curves
          .find(c => c.trialId === trialId)
          ?.batches.find(b => b.series === 'step')
          ?.steps.at(-1);
        expect(stored).toBeGreaterThanOrEqual(Number(step));
      }
    } finally {
      await core.close();
    }
  },
);
