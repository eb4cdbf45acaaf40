import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openCore } from '#electron/core/open-core.ts';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { openStore } from '#electron/store/open-store.ts';
import { temporaryHome } from '../tools/home.ts';
import { fillStore } from './filled-home.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

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

it('R3: descent report writes both files, anew where they are ours, also while a core holds the home; nothing else is overwritten', async () => {
  const home = temporaryHome();
  const store = await openStore(home);
  const { projectIds } = await fillStore(store);
  await store.close();
  const core = await openCore({ home, hosts: new ScriptedHosts(), version: '1.2.3', measure: false });
  try {
    const out = join(home, 'mine');
    const first = await descent('report', 'one', '--home', home, '--out', out, '--json');
    expect(first.err).toBe('');
    expect(JSON.parse(first.out)).toEqual({
      projectId: projectIds[0],
      name: 'one',
      language: 'en',
      html: join(out, 'report.html'),
      markdown: join(out, 'report.md'),
    });
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('<h1>Report: one</h1>');

    const again = await descent('report', 'one', '--home', home, '--out', out, '--lang', 'zh');
    expect(again.code).toBe(0);
    expect(again.out).toContain(join(out, 'report.md'));
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('# 报告：one');
    expect(readdirSync(out).sort()).toEqual(['report-pictures', 'report.html', 'report.md']);
    // Markdown names pictures by where they lie from there.
    const named = [...readFileSync(join(out, 'report.md'), 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, picture = ''] of named)
      expect(readFileSync(join(out, picture), 'utf8')).toMatch(/^<svg xmlns=[\s\S]*<\/svg>\n$/);

    const taken = join(home, 'taken');
    mkdirSync(taken);
    writeFileSync(join(taken, 'report.md'), '# My own notes\n');
    const refused = await descent('report', 'one', '--home', home, '--out', taken);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('is no report of Descent’s');
    expect(readFileSync(join(taken, 'report.md'), 'utf8')).toBe('# My own notes\n');
    expect(readdirSync(taken)).toEqual(['report.md']);

    // The same as data, for the page.
    const [projectId = ''] = projectIds;
    const read = await core.ask('report.read', { projectId });
    expect(read).toMatchObject({ version: '1.2.3', project: { name: 'one' } });
    expect(read.steps[0]?.run?.trials.length).toBe(4);
    expect(read.steps[0]?.run?.curvesOf).toBe('train');
    expect(read.steps[0]?.run?.curves[0]?.steps.length).toBe(50);
    await expect(core.ask('report.read', { projectId: 'none' })).rejects.toMatchObject({
      record: { key: 'error.project.unknown' },
    });
  } finally {
    await core.close();
  }
});
