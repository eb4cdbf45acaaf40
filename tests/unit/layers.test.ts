import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const BREACHES: [string, string][] = [
  ['shared/method/x.ts', 'node:fs'],
  ['shared/domain/x.ts', '#electron/store/store.ts'],
  ['shared/contract/x.ts', 'electron'],
  ['shared/method/x.ts', '../../renderer/format.ts'],
  ['shared/method/x.ts', 'react'],
  ['renderer/x.ts', '#electron/core/core.ts'],
  ['renderer/x.ts', 'node:path'],
  ['renderer/chart/x.ts', '../../electron/store/store.ts'],
  ['renderer/stage/x.ts', '../stages/learning-rate/parts.tsx'],
  ['renderer/stage/x.ts', '../stages/registry.ts'],
  ['renderer/home/x.ts', '#renderer/stages/learning-rate/Figures.tsx'],
  ['renderer/x.ts', './stages/learning-rate/parts.tsx'],
  ['electron/trainer/x.ts', '#electron/store/store.ts'],
  ['electron/trainer/x.ts', '../store/store.ts'],
  ['electron/trainer/models/x.ts', '../../core/core.ts'],
  ['electron/trainer/x.ts', 'node:fs'],
  ['electron/trainer/entry/x.ts', '../../core/core.ts'],
  ['electron/conductor/x.ts', 'electron'],
  ['electron/conductor/x.ts', '../trainer/trial.ts'],
  ['electron/conductor/x.ts', '../cli/say.ts'],
  ['electron/conductor/x.ts', '../core/core.ts'],
  ['electron/conductor/stages/x.ts', '../../core/core.ts'],
  ['electron/conductor/trials/x.ts', '../conductor.ts'],
  ['electron/conductor/trials/x.ts', '../stages/stage-state.ts'],
  ['electron/conductor/projects/x.ts', '../trials/trial-run.ts'],
  ['electron/conductor/projects/x.ts', '../stages/stage-state.ts'],
  ['electron/core/x.ts', 'electron'],
  ['electron/core/x.ts', '../cli/say.ts'],
  ['electron/core/x.ts', '#electron/trainer/session.ts'],
  ['electron/hosts/x.ts', '../store/store.ts'],
  ['electron/hosts/node/x.ts', '../../conductor/conductor.ts'],
  ['electron/store/x.ts', '../server/server.ts'],
  ['electron/store/x.ts', '../conductor/projects/project-data.ts'],
  ['electron/store/x.ts', '../data/client.ts'],
  ['electron/data/x.ts', '../trainer/trial.ts'],
  ['electron/data/x.ts', '../conductor/conductor.ts'],
  ['electron/data/csv/x.ts', 'better-sqlite3'],
  ['electron/report/x.ts', '../conductor/conductor.ts'],
  ['electron/trained/x.ts', '../conductor/conductor.ts'],
  ['electron/trained/predict/x.ts', '#electron/cli/say.ts'],
  ['electron/data/x.ts', '../trained/client.ts'],
  ['electron/core/x.ts', '#electron/trained/client.ts'],
  ['electron/start/x.ts', '../core/open-core.ts'],
  ['electron/server/x.ts', '../conductor/conductor.ts'],
  ['electron/cli/x.ts', '../conductor/stages/stage-state.ts'],
  ['electron/desktop/x.ts', '#electron/conductor/conductor.ts'],
  ['electron/server/x.ts', '../cli/say.ts'],
  ['electron/server/x.ts', 'electron'],
  ['electron/cli/x.ts', '../server/main.ts'],
  ['electron/cli/commands/x.ts', '../../desktop/main.ts'],
  ['electron/desktop/x.ts', '../server/server.ts'],
];

const ALLOWED: [string, string][] = [
  ['renderer/x.ts', '#shared/method/stages/learning-rate/candidates.ts'],
  ['renderer/stages/x.ts', './learning-rate/parts.tsx'],
  ['renderer/stage/x.ts', '#shared/method/stages/definitions.ts'],
  ['renderer/stages/learning-rate/x.ts', './Figures.tsx'],
  ['renderer/rail/x.ts', '../stages/registry.ts'],
  ['electron/trainer/x.ts', '#shared/method/curves/divergence.ts'],
  ['electron/trainer/entry/x.ts', 'node:fs'],
  ['electron/conductor/x.ts', '../store/store.ts'],
  ['electron/conductor/stages/x.ts', '../trials/trial-queue.ts'],
  ['electron/conductor/stages/x.ts', '../projects/project-data.ts'],
  ['electron/conductor/trials/x.ts', '../projects/project-data.ts'],
  ['electron/core/x.ts', '../conductor/conductor.ts'],
  ['electron/store/x.ts', 'better-sqlite3'],
  ['electron/data/x.ts', '../hosts/hosts.ts'],
  ['electron/desktop/x.ts', 'electron'],
  ['electron/server/x.ts', '../core/core.ts'],
  ['electron/cli/commands/x.ts', '../../core/core.ts'],
];

/** A tree of its own under the project's linter settings: a file a row, with the one import. */
const root = mkdtempSync(join(tmpdir(), 'descent-layers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function place(kind: string, rows: readonly [string, string][]): string[] {
  return rows.map(([path, imported], i) => {
    const file = path.replace(/x\.ts$/, `${kind}${i}.ts`);
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), `import * as thing from '${imported}';\n\nexport const used = thing;\n`);
    return file;
  });
}

copyFileSync('biome.json', join(root, 'biome.json'));
const breaches = place('breach', BREACHES);
const allowed = place('allowed', ALLOWED);
const biome = resolve('node_modules/.bin/biome');
const flags = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.'];
const { stdout } = spawnSync(biome, flags, { cwd: root, encoding: 'utf8' });
const caught = stdout.split('\n').filter(line => line.includes('noRestrictedImports'));
const complaint = (file: string | undefined) => caught.find(line => line.includes(`/${file},`));

describe('the table of who may import whom', () => {
  it.each(BREACHES.map((row, i) => [...row, breaches[i]]))('%s must not import %s', (_path, _imported, file) => {
    expect(complaint(file)).toBeDefined();
  });

  it.each(ALLOWED.map((row, i) => [...row, allowed[i]]))('%s may import %s', (_path, _imported, file) => {
    expect(complaint(file)).toBeUndefined();
  });
});
