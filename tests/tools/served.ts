import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inviteToRunning } from '#electron/server/serving-note.ts';
import { builtModule } from './built-module.ts';

/** The real server on a home of its own, as a process that can be killed and started again on the same port. */
export class Served {
  readonly home: string;
  private server: ChildProcess | null = null;
  private port = 0;

  constructor(home = mkdtempSync(join(tmpdir(), 'descent-e2e-'))) {
    this.home = home;
  }

  /** Starts it and resolves to the address that lets a browser in once. */
  async start(): Promise<string> {
    // Tests make their data where temporary files go.
    const flags = ['--home', this.home, '--allow', tmpdir(), '--port', String(this.port), '--no-open', '--json'];
    const server = spawn(process.execPath, [builtModule('server', 'electron/server/main.ts'), ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // The person's own folder is the test's too.
      env: { ...process.env, LANG: 'C', HOME: this.home },
    });
    this.server = server;
    const line = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout.setEncoding('utf8').on('data', text => {
        said += text;
        if (said.includes('\n')) resolve(said);
      });
      server.once('close', code => reject(new Error(`the server ended with ${code}`)));
    });
    const { url } = JSON.parse(line) as { url: string };
    this.port = Number(new URL(url).port);
    return url;
  }

  /** An address that lets a further tab in, as a person gets it who starts the server a second time. */
  async invite(): Promise<string> {
    const url = await inviteToRunning(this.home);
    if (url === null) throw new Error('no server answers');
    return url;
  }

  /** Starts it again and lets open pages in again, each where it is. */
  async startAgain(...pages: { goto(url: string): Promise<unknown> }[]): Promise<void> {
    await this.start();
    for (const page of pages) await page.goto(await this.invite());
  }

  /** Ends it and waits for its end. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { server } = this;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const closed = new Promise(resolve => server.once('close', resolve));
    server.kill(signal);
    await closed;
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.home, { recursive: true, force: true });
  }
}
