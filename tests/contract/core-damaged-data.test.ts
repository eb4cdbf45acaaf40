import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { expectSentence } from './trainer-process.ts';

/** Real trainers, each for one task so that it opens the prepared file; where a fault is given, the file has it by then. */
class Faulty implements Hosts {
  fault: ((file: string) => void) | null = null;
  private readonly real = nodeHosts();
  startReader = () => this.real.startReader();
  startTrainer(): Child {
    const child = this.real.startTrainer();
    const { fault } = this;
    this.fault = null;
    return {
      ...child,
      send: message => {
        const said = message as ToTrainer;
        if (fault && 'preparedFile' in said) fault(said.preparedFile);
        child.send(message);
      },
      onMessage: listener =>
        child.onMessage(raw => {
          const said = raw as FromTrainer;
          listener('free' in said ? { ...said, free: false } : said);
        }),
    };
  }
}

/** One bit of the last input rows is another: the file is whole and can be read. */
function flipBit(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] as number) ^ 1;
  writeFileSync(file, bytes);
}

async function core() {
  const hosts = new Faulty();
  const core = await openCore({ home: temporaryHome(), hosts, version: 'test', measure: false });
  onTestFinished(() => core.close());
  const project = await core.ask('projects.create', { source: 'sample:digits' });
  return { core, hosts, projectId: project.id };
}

const CHOICE = { model: 'linear', backend: 'wasm', steps: 20, evalEvery: 20 } as const;

it('a trial whose prepared file was damaged fails with a sentence, and goes on once it is prepared anew', async () => {
  const { core: ask, hosts, projectId } = await core();
  hosts.fault = flipBit;
  const stage = await ask.ask('trial.start', { projectId, choice: CHOICE, learningRate: 0.1 });
  const ended = (status: string) =>
    vi.waitFor(async () => {
      const [trial] = (await ask.ask('stages.view', { stageId: stage.id })).trials;
      expect(trial?.status).toBe(status);
      return trial;
    }, PATIENCE);
  const failed = await ended('failed');
  expect(failed?.reason?.key).toBe('reason.failed.dataChanged');
  expectSentence(failed?.reason ?? null);
  expect(failed?.result?.devLoss).toBeNull();
  await ask.ask('stages.continue', { stageId: stage.id });
  const finished = await ended('finished');
  expect(finished?.result?.steps).toBe(20);
});

it('so do a probe and a preparation, also where another whole file lies there', async () => {
  const { core: ask, hosts, projectId } = await core();
  const other = await ask.ask('projects.create', { source: 'sample:rings' });
  let file = '';
  hosts.fault = path => {
    file = path;
  };
  await ask.ask('preparation.run', { projectId: other.id, choice: { ...CHOICE, model: 'linear' } });
  const replace = (path: string) => writeFileSync(path, readFileSync(file));
  const changed = { record: { key: 'reason.failed.dataChanged' } };
  hosts.fault = replace;
  await expect(ask.ask('probe.run', { projectId, choice: CHOICE })).rejects.toMatchObject(changed);
  hosts.fault = replace;
  await expect(ask.ask('preparation.run', { projectId, choice: CHOICE })).rejects.toMatchObject(changed);
});
