import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noticeOf, noticesText, packageOf, productionPackages } from '#electron/start/third-party-notices.ts';
import { folderWith } from './data-files.ts';

const FOLDERS = productionPackages('.');
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const standardText = (name: string): string => readFileSync(`resources/licences/${name}.txt`, 'utf8');

/** A project with one dependency, `made`, whose package.json and files are these. */
const projectWith = (manifest: object, files: Record<string, string> = {}) =>
  folderWith({
    'package-lock.json': JSON.stringify({
      packages: { '': { dependencies: { made: '1.0.0' } }, 'node_modules/made': {} },
    }),
    'node_modules/made/package.json': JSON.stringify({ name: 'made', version: '1.0.0', ...manifest }),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`node_modules/made/${name}`, text])),
  });

describe('third-party notices', () => {
  it.each(Object.keys(dependencies))('name %s, a dependency of the program', name => {
    expect(FOLDERS).toContain(`node_modules/${name}`);
  });

  it.each(FOLDERS)('hold a licence text for %s, which may be passed on', folder => {
    const { text, standard } = noticeOf('.', folder);
    const whole = [text, ...standard.map(standardText)].join('\n');
    expect(whole).toMatch(/permission|redistribut/i);
    expect(whole).toMatch(/warrant(y|ies)/i);
  });

  it('find what a dependency needs itself, also where two versions are installed, and no tools', () => {
    expect(FOLDERS).toContain('node_modules/scheduler');
    expect(FOLDERS).toContain('node_modules/cli-table3/node_modules/string-width');
    expect(FOLDERS.filter(folder => /vite|typescript|electron|playwright|node-linux/.test(folder))).toEqual([]);
  });

  it.each([
    ['UNLICENSED', '"UNLICENSED"'],
    ['GPL-3.0-only', '"GPL-3.0-only"'],
    ['MIT AND CC-BY-NC-4.0', '"CC-BY-NC-4.0"'],
    [undefined, '"no licence"'],
  ])('refuse a package under %s', (license, named) => {
    const root = projectWith({ license }, { LICENSE: 'Permission is granted. No warranty.' });
    expect(() => noticeOf(root, 'node_modules/made')).toThrow(`made 1.0.0 is under ${named}`);
  });

  it('take a licence’s standard text, with its author, where a package brings none', () => {
    const root = projectWith({ license: 'MIT', author: { name: 'A. Maker' }, repository: 'maker/made' });
    const notice = noticeOf(root, 'node_modules/made');
    expect(notice).toMatchObject({ text: 'Copyright (c) A. Maker', homepage: 'https://github.com/maker/made' });
    expect(noticesText([notice], standardText)).toContain('Permission is hereby granted, free of charge');
  });

  it('take what a readme says under its licence, and nothing after it', () => {
    const readme = '# Made\n\nText.\n\n## License\n\nOf 2020, by Maker.\n\n## Thanks\n\nTo all.\n';
    const root = projectWith({ license: 'Apache-2.0' }, { 'README.md': readme });
    expect(noticeOf(root, 'node_modules/made').text).toBe('Of 2020, by Maker.');
  });

  it('refuse a package of which no text can be found', () => {
    const root = projectWith({ license: 'BSD-3-Clause' });
    expect(() => noticeOf(root, 'node_modules/made')).toThrow('made 1.0.0 brings no licence text');
  });

  it('print the very same text once, under all its packages', () => {
    const about = { licence: 'MIT', homepage: null, text: 'One text.', standard: [] };
    const text = noticesText(
      [
        { ...about, name: 'a', version: '1' },
        { ...about, name: 'b', version: '2' },
      ],
      standardText,
    );
    expect(text.match(/One text\./g)).toHaveLength(1);
    expect(text).toContain('a 1 (MIT)\nb 2 (MIT)\n\nOne text.');
  });

  it.each([
    ['/home/x/descent/node_modules/react/index.js', 'node_modules/react'],
    ['../node_modules/inter-ui/variable/InterVariable.woff2', 'node_modules/inter-ui'],
    ['/p/node_modules/a/node_modules/@b/c/d.js', 'node_modules/a/node_modules/@b/c'],
    ['/node_modules/@b/c', null],
    ['/p/renderer/main.tsx', null],
  ])('know the package that %s comes from', (path, folder) => {
    expect(packageOf(path)).toBe(folder);
  });
});
