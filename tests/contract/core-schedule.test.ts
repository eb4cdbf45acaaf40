import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { CommandHost } from '#electron/hosts/command/command-host.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { temporaryHome } from '../tools/home.ts';
import { anOwnCommand } from './own-command.ts';

it('refuses a schedule for a command of the person’s own, whose rate in the middle of a run is its own', async () => {
  const home = temporaryHome();
  const hosts = { ...nodeHosts(), command: new CommandHost(join(home, 'commands')) };
  const core = await openCore({ home, hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  const { id: projectId } = await core.addCommand(anOwnCommand(['true', '--lr', '0.1'], home));
  const choice = { rates: [0.1], schedule: { kind: 'linear', interval: 100 } };
  const asked = { projectId, kind: 'learningRate', choice };
  await expect(core.ask('stages.start', asked)).rejects.toMatchObject({ record: { key: 'error.command.schedule' } });
  await expect(core.ask('stages.estimate', asked)).rejects.toMatchObject({ record: { key: 'error.command.schedule' } });
});
