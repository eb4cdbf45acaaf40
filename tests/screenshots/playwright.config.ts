import { defineConfig } from '@playwright/test';
import e2e from '../e2e/playwright.config.ts';

/** As the end-to-end tests run, with time for one long walk through all screens. */
export default defineConfig(e2e, { testDir: '.', timeout: 900_000 });
