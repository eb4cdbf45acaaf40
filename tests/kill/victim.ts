import { randomUUID } from 'node:crypto';
import { writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { Drops } from '#electron/server/drops.ts';
import { backupFile } from '#electron/store/backup.ts';
import { droppedFolder } from '#electron/store/home.ts';
import { openReadOnlyStore } from '#electron/store/open-store.ts';
import { ENDED } from '#shared/domain/trial.ts';
import { type Kind, VERSION } from './kinds.ts';
import { type StageKind, trainStage } from './stages.ts';

/*
 * A core that works until it is killed: `victim.ts KIND HOME SOURCES`. What it is told is done it prints at once, a line each:
 * `project ID`, `stage ID`, `point TRIAL STEP`, `ended TRIAL STATUS`, `probe ID`, `preparation ID`, `backup FILE`, `drop`, `deleted ID`,
 * `over`.
 */

const [kind, home = '', sources = ''] = process.argv.slice(2) as [Kind, string, string];
const say = (line: string) => void writeSync(1, `${line}\n`);

const core = await openCore({ home, hosts: nodeHosts(), version: VERSION, measure: false });
say('open');

async function digits(): Promise<string> {
  const { id } = await core.ask('projects.create', { source: 'sample:digits' });
  say(`project ${id}`);
  return id;
}

/** Goes on with the home's one stage, or begins it. */
async function train(of: StageKind): Promise<void> {
  const projectId = await digits();
  core.onEvent(event => {
    if (event.type === 'metrics') {
      const step = event.batches.findLast(({ series }) => series === 'step')?.steps.at(-1);
      if (step !== undefined) say(`point ${event.trialId} ${step}`);
    }
    if (event.type !== 'stage') return;
    for (const { id, status } of event.view.trials) if (ENDED.has(status)) say(`ended ${id} ${status}`);
  });
  await trainStage(core, projectId, of, say);
}

async function probe(): Promise<void> {
  const projectId = await digits();
  for (let seed = 1; ; seed++) {
    const { id } = await core.ask('probe.run', { projectId, choice: { hidden: [16], seed, steps: 300 } });
    say(`probe ${id}`);
  }
}

async function prepare(): Promise<void> {
  const projectId = await digits();
  for (let seed = 1; ; seed++) {
    const { id } = await core.ask('preparation.run', { projectId, choice: { hidden: [16], seed } });
    say(`preparation ${id}`);
  }
}

/** A table that nobody has read before. */
function aTable(): string {
  const file = join(sources, `${process.pid}-${performance.now()}.csv`);
  const salt = Math.random();
  const rows = Array.from({ length: 20_000 }, (_, i) => `${Math.sin(i + salt)},${i % 97},${i % 3 === 0 ? 'a' : 'b'}`);
  writeFileSync(file, `x,y,class\n${rows.join('\n')}\n`);
  return file;
}

async function read(): Promise<void> {
  for (;;) say(`project ${(await core.ask('projects.create', { source: aTable() })).id}`);
}

async function backup(): Promise<void> {
  await digits();
  for (;;) {
    const file = await backupFile(home, Date.now());
    const reader = await openReadOnlyStore(home);
    await reader.backUp(file).finally(() => reader.close());
    say(`backup ${basename(file)}`);
  }
}

/** Files that come in a piece at a time, of which no project is made. */
async function drop(): Promise<void> {
  const drops = new Drops(droppedFolder(home));
  for (;;) {
    const pieces = Array.from({ length: 20 }, () => Buffer.alloc(100_000, 'x'));
    await drops.put(randomUUID(), 'a.csv', Readable.from(pieces), null);
    say('drop');
  }
}

async function remove(): Promise<void> {
  for (;;) {
    const { id } = await core.ask('projects.create', { source: aTable() });
    await core.ask('projects.delete', { projectId: id });
    say(`deleted ${id}`);
  }
}

const WORK: Record<Kind, () => Promise<void>> = {
  train: () => train('train'),
  batchMomentum: () => train('batchMomentum'),
  decay: () => train('decay'),
  probe,
  prepare,
  read,
  migrate: async () => {},
  backup,
  drop,
  delete: remove,
};
await WORK[kind]();
say('over');
await core.close();
