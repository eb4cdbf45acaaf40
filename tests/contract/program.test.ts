import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildProgram } from '#electron/start/build-program.ts';
import { temporaryHome } from '../tools/home.ts';

/* The built program: it does what the sources do, and is not used once a source has changed. */

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Plain JavaScript without types. */
const START: string = '#electron/start/program.mjs';
const { freshFolder } = (await import(START)) as { freshFolder(manifest: string): string | null };

/** What a trial of the terminal says, but for times and names. */
async function trial(program: string): Promise<Record<string, unknown>> {
  const flags = ['--data', 'sample:rings', '--lr', '0.1', '--steps', '10', '--home', temporaryHome(), '--json'];
  const { stdout } = await run(process.execPath, [program, 'trial', ...flags]);
  const { seconds: _, stepMs: __, trialId: ___, logFile: ____, ...same } = JSON.parse(stdout);
  return same;
}

it('trains as the sources do, and knows what it was made of', async () => {
  const manifest = join(temporaryHome(), 'program.json');
  // Where the real one lies: modules find the project and its packages from there.
  const folder = await buildProgram(join(ROOT, 'out'), manifest);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(await trial(join(folder, 'cli.js'))).toEqual(await trial('electron/cli/main.ts'));
  const inputs = JSON.parse(readFileSync(manifest, 'utf8')).inputs.map(([file]: [string]) => file);
  for (const file of [
    'electron/cli/main.ts',
    'electron/trainer/session.ts',
    'shared/method/stages/learning-rate/candidates.ts',
    'package.json',
  ])
    expect(inputs).toContain(file);
});

describe('is fresh', () => {
  /** A manifest that names a folder and one source beside it. */
  function built() {
    const home = temporaryHome();
    const source = join(home, 'source.ts');
    writeFileSync(source, 'one');
    mkdirSync(join(home, 'program-1'));
    const manifest = join(home, 'program.json');
    const { mtimeMs, size } = statSync(source);
    writeFileSync(manifest, JSON.stringify({ folder: 'program-1', inputs: [[relative(ROOT, source), mtimeMs, size]] }));
    return { home, source, manifest };
  }

  it('while its sources are what they were', () => {
    const { home, manifest } = built();
    expect(freshFolder(manifest)).toBe(join(home, 'program-1'));
  });

  it.each([
    ['one is longer', ({ source }: ReturnType<typeof built>) => appendFileSync(source, '!')],
    ['one is older, as after a checkout', ({ source }: ReturnType<typeof built>) => utimesSync(source, 100, 100)],
    ['one is gone', ({ source }: ReturnType<typeof built>) => rmSync(source)],
    [
      'its folder is gone',
      ({ home }: ReturnType<typeof built>) => rmSync(join(home, 'program-1'), { recursive: true }),
    ],
    ['its manifest is cut off', ({ manifest }: ReturnType<typeof built>) => writeFileSync(manifest, '{"folder"')],
  ])('not where %s', (_, change) => {
    const given = built();
    change(given);
    expect(freshFolder(given.manifest)).toBeNull();
  });
});
