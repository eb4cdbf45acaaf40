import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { temporaryHome } from '../tools/home.ts';
import { folderWith } from '../unit/data-files.ts';

const CLI = fileURLToPath(entryUrl('cli'));

/** Runs `descent` as a person would. */
function descent(home: string, args: string[], LANG = 'C') {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>(done => {
    const child = spawn(process.execPath, [CLI, ...args, '--home', home], { env: { ...process.env, LANG } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', piece => {
      stdout += piece;
    });
    child.stderr.setEncoding('utf8').on('data', piece => {
      stderr += piece;
    });
    child.once('close', code => done({ code, stdout, stderr }));
  });
}

const SHOP = `"size",kind,class\n${Array.from({ length: 200 }, (_, i) => `${(i * 37) % 100},${'ab'[i % 2]},${(i * 37) % 100 > 50 ? 'large' : 'small'}`).join('\n')}\n`;

it('a network is exported and predicts from the terminal; what is wrong with rows is said, and none is lost', {
  timeout: 180_000,
}, async () => {
  const home = temporaryHome();
  const folder = folderWith({
    'shop.csv': SHOP,
    'new.csv': '\ufeffkind;"note; or so";size\nb;"said ""so""";99\nz;"a\nb";1\na;x;tall\na;short\n',
    'less.csv': 'kind,colour\na,red\nb,blue\n',
  });
  const at = (name: string) => join(folder, name);
  const none = await descent(home, ['predict', 'shop.csv', at('new.csv')]);
  expect([none.code, none.stdout]).toEqual([2, '']);

  const training = ['--data', at('shop.csv'), '--model', 'linear', '--steps', '120', '--backend', 'wasm'];
  const ladder = await descent(home, ['ladder', ...training, '--rates', '0.3', '--accept', '--json']);
  expect(ladder.code).toBe(0);

  const plain = await descent(home, ['predict', 'shop.csv', at('new.csv')]);
  expect(plain.code).toBe(0);
  const lines = plain.stdout.split('\n');
  expect(lines[0]).toBe('kind,note; or so,size,prediction,probability,probability of large,probability of small');
  expect(lines[1]).toMatch(/^b,"said ""so""",99,large,0\.9/);
  expect(plain.stdout).toContain('\nz,"a\nb",1,small,');
  expect(plain.stdout).toContain('\na,x,tall,,,,\na,short,,,,,\n');
  expect(plain.stderr).toContain('Network of the accepted configuration, trial ');
  expect(plain.stderr).toContain('2 rows predicted.');
  expect(plain.stderr).toContain('2 rows could not be predicted');
  expect(plain.stderr).toContain(`${at('new.csv')}, line 5: size is not a number: “tall”`);
  expect(plain.stderr).toContain(`${at('new.csv')}, line 6: 2 fields instead of 3`);
  expect(plain.stderr).toContain('The column note; or so was passed over');
  expect(plain.stderr).toContain('kind: 1 row has a category that training didn’t have, or had once (z).');

  // The same as JSON and as a file, and of rows that trained it.
  const out = at('out.csv');
  const own = await descent(home, ['predict', 'shop.csv', at('shop.csv'), '--out', out, '--json']);
  const told = JSON.parse(own.stdout);
  expect(told).toMatchObject({ rows: 200, bad: 0, by: 'accepted', file: out, isWhole: true });
  expect(told.score).toMatchObject({ metric: 'accuracy', rows: 200 });
  expect(told.score.seen.train).toBeGreaterThan(0);
  expect(told.predictions[0]).toMatchObject({ size: '0', kind: 'a', class: 'small', prediction: 'small' });
  expect(readFileSync(out, 'utf8').trimEnd().split('\n').length).toBe(201);
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([]);

  const less = await descent(home, ['predict', 'shop.csv', at('less.csv'), '--out', at('no.csv')]);
  expect([less.code, less.stdout]).toEqual([2, '']);
  expect(less.stderr).toContain('less.csv lacks a column that the network needs: size. It has: kind, colour.');
  expect(existsSync(at('no.csv'))).toBe(false);

  const chinese = await descent(home, ['export', 'shop.csv', '--format', 'tfjs', '--out', at('tf')], 'zh_CN.UTF-8');
  expect(chinese.code).toBe(0);
  expect(readFileSync(at('tf/README.md'), 'utf8')).toContain('由 Descent 训练的网络');
  const again = await descent(home, ['export', 'shop.csv', '--format', 'safetensors', '--out', at('tf')]);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('There is something in')]);
});
