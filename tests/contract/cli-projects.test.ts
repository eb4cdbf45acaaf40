import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { findProject } from '#electron/cli/commands/projects.ts';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { openStore } from '#electron/store/open-store.ts';
import { temporaryHome } from '../tools/home.ts';
import { aProject, savedTrials } from './store-fixtures.ts';

/** `descent`, as it is for a person. */
const CLI = fileURLToPath(entryUrl('cli'));

/** Runs `descent` with nobody at the terminal. */
function descent(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, LANG: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text;
  });
  return new Promise(resolve => child.once('close', code => resolve({ code, out, err })));
}

const refusal = (key: string) => expect.objectContaining({ record: expect.objectContaining({ key }) });

it('a project is named by its name, its id, or how the id begins or ends; several are told apart by their ids', () => {
  const [a, b] = [aProject({ name: 'wine.csv', id: 'aaaa-1111' }), aProject({ name: 'wine.csv', id: 'aaaa-2222' })];
  const c = aProject({ name: 'aaaa', id: 'cccc-3333' });
  const all = [a, b, c];
  expect(findProject(all, 'aaaa-1111')).toBe(a);
  expect(findProject(all, '2222')).toBe(b);
  expect(findProject(all, 'cccc')).toBe(c);
  // A whole name goes before the beginning of an id.
  expect(findProject(all, 'aaaa')).toBe(c);
  expect(() => findProject(all, 'wine.csv')).toThrow(refusal('cli.projects.ambiguous'));
  expect(() => findProject(all, 'wine.csv')).toThrow('wine.csv (aaaa-1111), wine.csv (aaaa-2222)');
  for (const none of ['', 'wine', '4444'])
    expect(() => findProject(all, none)).toThrow(refusal('cli.projects.unknown'));
});

it('descent projects lists what each takes up, asks before it deletes, and says what that freed', async () => {
  const home = temporaryHome();
  const store = await openStore(home);
  await savedTrials(store, 2);
  await store.close();
  const list = await descent('projects', 'list', '--home', home, '--json');
  expect(JSON.parse(list.out)).toMatchObject({ projects: [{ name: 'digits', source: 'sample:digits', trials: 2 }] });
  const unsure = await descent('projects', 'delete', 'digits', '--home', home);
  expect(unsure).toMatchObject({ code: 2, out: '' });
  expect(unsure.err).toContain('This deletes digits with its 2 trials');
  expect(unsure.err).toContain('--yes');
  const sure = await descent('projects', 'delete', 'digits', '--home', home, '--yes', '--json');
  expect([sure.code, sure.err]).toEqual([0, '']);
  expect(JSON.parse(sure.out)).toMatchObject({ name: 'digits', trials: 2, bytes: expect.any(Number) });
  expect((await descent('projects', 'list', '--home', home)).out).toContain('no projects');
});

it('a guided run whose budget is too small leaves no empty project, and none that was there before goes', async () => {
  const home = temporaryHome();
  const data = ['--data', 'sample:regression', '--model', 'linear', '--home', home];
  const projects = async () => JSON.parse((await descent('projects', 'list', '--home', home, '--json')).out).projects;
  const tooSmall = await descent('tune', ...data, '--auto', '--budget-steps', '5');
  expect(tooSmall.code).toBe(2);
  expect(tooSmall.err).toContain('A budget of 5 steps is too small');
  expect(await projects()).toEqual([]);
  await descent('prepare', ...data);
  expect(await projects()).toHaveLength(1);
  expect((await descent('tune', ...data, '--auto', '--budget-steps', '5')).code).toBe(2);
  expect(await projects()).toHaveLength(1);
});
