import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';

/** One browser and one server at a time: the machine's cores are for the trainers. */
export default defineConfig({
  testDir: '.',
  globalSetup: '../tools/built-program.ts',
  timeout: 180_000,
  expect: { timeout: 90_000 },
  workers: 1,
  fullyParallel: false,
  reporter: [['list']],
  outputDir: '../../test-results',
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    colorScheme: 'light',
    launchOptions: {
      executablePath: findBrowser() ?? '',
      chromiumSandbox: process.getuid?.() !== 0,
      args: [...BROWSER_FLAGS],
    },
  },
});
