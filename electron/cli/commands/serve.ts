import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { END_SIGNALS } from '#electron/start/end-signals.ts';
import { entryUrl } from '../../hosts/node/entries.ts';
import { addCommon } from '../options.ts';
import { say } from '../say.ts';

/**
 * `descent serve`: the interface for a browser on this machine. The server is a shell of its own, so it runs as its own
 * process with the same terminal; signals reach it directly.
 */
export function addServeCommand(program: Command): void {
  addCommon(program.command('serve').description(say('cli.serve.about')))
    .option('--port <n>', say('cli.flag.port'))
    .option('--allow <folder>', say('cli.flag.allow'), (folder, before: string[]) => [...before, folder], [])
    .option('--no-open', say('cli.flag.noOpen'))
    .action(async (options: { home?: string; json?: boolean; port?: string; allow: string[]; open: boolean }) => {
      const flags = [
        ...(options.home ? ['--home', options.home] : []),
        ...(options.port ? ['--port', options.port] : []),
        ...options.allow.flatMap(folder => ['--allow', folder]),
        ...(options.json ? ['--json'] : []),
        ...(options.open ? [] : ['--no-open']),
      ];
      const main = fileURLToPath(entryUrl('server'));
      // The channel carries nothing: the server ends where it closes, should this process be killed.
      const server = spawn(process.execPath, [main, ...flags], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
      for (const signal of END_SIGNALS) process.on(signal, () => server.kill(signal));
      process.exitCode = await new Promise<number>(resolve => server.once('close', code => resolve(code ?? 1)));
    });
}
