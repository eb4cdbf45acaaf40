import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium for the tests: Playwright's own where it was downloaded, else the system's; null where there is none. */
export function findBrowser(): string | null {
  return [chromium.executablePath(), ...SYSTEM].find(existsSync) ?? null;
}

/**
 * Finds a browser, or installs Debian's with a face for Chinese where this runs as root on Debian. Says what it does.
 * @throws Error with what to do where neither works.
 */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  const help =
    'The end-to-end tests need Chromium. Install it ("apt-get install chromium fonts-noto-cjk") and run again.';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(help);
  console.log('No Chromium found: installing Debian’s packages chromium and fonts-noto-cjk with apt-get …');
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], options);
  const installed = findBrowser();
  if (!installed) throw new Error(help);
  return installed;
}

/** What a Chromium without a network and without a user namespace needs to start. */
export const BROWSER_FLAGS = ['--disable-background-networking', '--disable-component-update', '--disable-quic'];
