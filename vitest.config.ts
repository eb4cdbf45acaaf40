import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { softwareCard } from './tests/tools/software-card.ts';

/** Tests that need a graphics card; they make do with one in software. */
const ON_A_CARD = 'tests/contract/*.webgpu.test.ts';

/** What the core starts in tests is the built program, unless a test brings a module of its own. */
const BUILT_ENTRIES = resolve('tests/tools/built-entries.ts');
/** `electron/hosts/node/entries.ts`, as all but that module name it. */
const AS_NAMED = /^(#electron\/hosts\/node|(\.\.\/)+hosts\/node|\.)\/entries\.ts$/;

export default defineConfig({
  plugins: [
    {
      name: 'built-entries',
      enforce: 'pre',
      resolveId: source => (AS_NAMED.test(source) ? BUILT_ENTRIES : null),
    },
  ],
  test: {
    globalSetup: 'tests/tools/built-program.ts',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // What is waited for comes late on a busy machine.
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['tests/{unit,contract,security}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ON_A_CARD],
        },
      },
      {
        extends: true,
        test: {
          name: 'webgpu',
          include: [ON_A_CARD],
          env: softwareCard(),
          testTimeout: 300_000,
          // A card in software takes all cores, and the longer the more of them are taken.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
