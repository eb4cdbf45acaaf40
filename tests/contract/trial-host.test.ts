import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { CommandHost } from '#electron/hosts/command/command-host.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { TrialHosts } from '#electron/hosts/trial-hosts.ts';
import { anOwnCommand } from './own-command.ts';
import { preparedFolder } from './trainer-process.ts';
import { trialHostContract } from './trial-host-contract.ts';

const { preparedFile } = preparedFolder();

describe('the host of built-in networks', () => {
  trialHostContract(() => {
    const hosts = new TrialHosts(nodeHosts());
    onTestFinished(() => hosts.close());
    const subject = { kind: 'builtIn', facts: null, dataDigest: null, network: null } as const;
    return { host: hosts.of(subject), subject, preparedFile, isAnyAlive: null };
  });
});

/** A person's script: gradient descent on a parabola, evaluated every twenty steps. */
const SCRIPT = `
import { writeFileSync } from 'node:fs';
const arg = name => Number(process.argv[process.argv.indexOf(name) + 1]);
writeFileSync('pid', String(process.pid));
let w = 3 + arg('--seed') / 100;
for (let s = 1; s <= arg('--steps'); s++) {
  console.log('step ' + s + ' loss ' + w * w);
  if (s % 20 === 0) console.log('step ' + s + ' val_loss ' + (w * w + 0.1));
  w -= 0.5 * arg('--lr') * w;
  if (s % 100 === 0) await new Promise(over => setTimeout(over, 1));
}`;

describe('the host of commands', () => {
  trialHostContract(() => {
    const folder = mkdtempSync(join(tmpdir(), 'descent-host-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'train.mjs'), SCRIPT);
    const argv = [process.execPath, 'train.mjs', '--lr', '0.1', '--steps', '60', '--seed', '1'];
    return {
      host: new CommandHost(join(folder, 'runs'), nodeHosts().startRunner),
      subject: { kind: 'command', command: anOwnCommand(argv, folder) },
      preparedFile: '',
      isAnyAlive: () => {
        const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
        return existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      },
    };
  });
});
