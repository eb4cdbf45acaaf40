import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { predictWith } from '#electron/trained/client.ts';
import type { Project } from '#shared/domain/project.ts';
import { text } from '#shared/messages/text.ts';
import { temporaryHome } from '../tools/home.ts';
import { folderWith, refusalOf, temporaryFolder } from '../unit/data-files.ts';

/** A project of a small table whose learning rate was accepted; its class follows from the size. */
async function accepted(core: Core): Promise<Project> {
  const rows = Array.from(
    { length: 240 },
    (_, i) => `${(i * 37) % 100},${'abc'[i % 3]},${(i * 37) % 100 > 50 ? 'large' : 'small'}`,
  );
  const source = join(folderWith({ 'sizes.csv': `size,kind,class\n${rows.join('\n')}\n` }), 'sizes.csv');
  const project = await core.ask('projects.create', { source });
  const { id } = await core.ask('trial.start', {
    projectId: project.id,
    choice: { model: 'mlp', hidden: [8], steps: 150, optimizer: 'adam', backend: 'wasm' },
    learningRate: 0.03,
  });
  await new Promise<void>((resolve, reject) => {
    const look = ({ stage }: { stage: { id: string; status: string } }) =>
      stage.id === id && stage.status !== 'running' && resolve();
    core.onEvent(event => event.type === 'stage' && look(event.view));
    core.ask('stages.view', { stageId: id }).then(look, reject);
  });
  await core.ask('projects.setNetwork', {
    projectId: project.id,
    network: { model: 'mlp', hidden: [8], filters: [], embedding: 64 },
  });
  await core.ask('decisions.accept', { stageId: id, set: { learningRate: 0.03, steps: 150, optimizer: 'adam' } });
  return project;
}

async function openedCore(): Promise<{ core: Core; home: string }> {
  const home = temporaryHome();
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  return { core, home };
}

it('new rows are predicted by what was accepted: told in short, and whole as a CSV in pieces', {
  timeout: 60_000,
}, async () => {
  const { core, home } = await openedCore();
  const { id: projectId } = await accepted(core);
  const trained = await core.ask('predictions.trained', { projectId });
  expect(trained.by).toBe('accepted');

  const lines = Array.from({ length: 600 }, (_, i) => (i === 9 ? 'many,a' : `${i % 100},${i === 4 ? 'z' : 'b'}`));
  const folder = folderWith({
    'new.csv': `size,kind\n${lines.join('\n')}\n`,
    'few.csv': 'size,colour\n1,red\n2,red\n',
  });
  const heard: number[] = [];
  core.onEvent(event => event.type === 'reading' && heard.push(event.done));
  const prediction = await core.ask('predictions.predict', { projectId, source: join(folder, 'new.csv') });
  expect(prediction).toMatchObject({ rows: 600, bad: 1, predictedFrom: 2, score: null, trialId: trained.trial.id });
  expect(prediction.columns).toEqual([
    'size',
    'kind',
    'prediction',
    'probability',
    'probability of large',
    'probability of small',
  ]);
  expect(prediction.head.length).toBe(200);
  expect(prediction.badRows.map(({ place, reason }) => [place.line, text('en', reason.key, reason.values)])).toEqual([
    [11, 'size is not a number: “many”'],
  ]);
  expect(prediction.notes.map(({ key }) => key)).toEqual(['predict.note.unknownCategory']);
  expect(heard.length).toBeGreaterThan(0);

  let csv = '';
  for (let from: number | null = 0; from !== null; ) {
    const piece: { text: string; next: number | null } = await core.ask('predictions.csv', { id: prediction.id, from });
    csv += piece.text;
    from = piece.next;
  }
  const written = csv
    .trimEnd()
    .split('\n')
    .map(line => line.split(','));
  expect(written.length).toBe(601);
  expect(written[10]).toEqual(['many', 'a', '', '', '', '']);
  // The table is learnt: away from the border, size decides.
  for (const [size, , said, p, large, small] of written.slice(1).filter(row => row[2] !== '')) {
    if (Math.abs(Number(size) - 50) > 20) expect(said).toBe(Number(size) > 50 ? 'large' : 'small');
    expect(Number(large) + Number(small)).toBeCloseTo(1, 5);
    expect(Number(p)).toBe(Math.max(Number(large), Number(small)));
  }

  const refused = await refusalOf(core.ask('predictions.predict', { projectId, source: join(folder, 'few.csv') }));
  expect(refused.message).toContain('lacks a column that the network needs: kind. It has: size, colour');
  // Nothing of it was left.
  expect(readdirSync(join(home, 'predictions'))).toEqual([`${prediction.id}.csv`]);
});

it('more rows than are wanted are refused, and nothing is left of them', { timeout: 60_000 }, async () => {
  const { core, home } = await openedCore();
  const project = await accepted(core);
  const { by, trial } = await core.ask('predictions.trained', { projectId: project.id });
  const folder = temporaryFolder();
  const limits = { headRows: 5, mostRows: 239 };
  const asked = { home, source: project.source, choice: {}, out: join(folder, 'out.csv'), id: 'x', ...limits };
  const ask = (mostRows: number) =>
    predictWith(nodeHosts().startPredictor(), { by, trials: [trial] }, { ...asked, mostRows });
  const { record } = await refusalOf(ask(239));
  expect([record.key, record.values.limit, readdirSync(folder)]).toEqual(['error.predict.tooManyRows', 239, []]);
  expect((await ask(240)).head.length).toBe(5);
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

it('rows that trained the network are told from fresh ones', { timeout: 60_000 }, async () => {
  const { core } = await openedCore();
  const project = await accepted(core);
  const own = await core.ask('predictions.predict', { projectId: project.id, source: project.source });
  expect(own.score).toMatchObject({ metric: 'accuracy', rows: 240 });
  expect(own.score?.seen.train).toBeGreaterThan(100);
  const folder = folderWith({ 'fresh.csv': 'class,kind,size\nlarge,a,99.25\nsmall,b,0.25\nlarge,c,0.75\n' });
  const fresh = await core.ask('predictions.predict', { projectId: project.id, source: join(folder, 'fresh.csv') });
  expect(fresh.score).toMatchObject({ rows: 3, seen: { train: 0, dev: 0 } });
  expect(fresh.score?.value).toBeCloseTo(2 / 3, 10);
});

it('where nothing was accepted, or what was predicted is gone, there is a sentence', async () => {
  const { core } = await openedCore();
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:rings' });
  const { record } = await refusalOf(core.ask('predictions.trained', { projectId }));
  expect(record.key).toBe('error.trained.nothingAccepted');
  const gone = await refusalOf(core.ask('predictions.csv', { id: '01890000-0000-7000-8000-000000000000', from: 0 }));
  expect(gone.record.key).toBe('error.predict.notKept');
});
