import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backupFile } from '../../store/backup.ts';
import { failure } from '../../store/failure.ts';
import { backupFolder, defaultHome } from '../../store/home.ts';
import { restoreBackup } from '../../store/restore.ts';
import { formatFileSize } from '../format.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say } from '../say.ts';
import { withStore } from '../session.ts';

/** `descent backup` and `descent restore`: everything that is recorded, in one file. */
export function addBackupCommands(program: Command): void {
  addCommon(
    program.command('backup').argument('[file]', say('cli.flag.backupFile')).description(say('cli.backup.about')),
  ).action((given: string | undefined, options: CommonOptions) =>
    withStore(options, async store => {
      const made = await store.backUp(given === undefined ? await ownFile(options) : resolve(given));
      if (options.json) console.log(JSON.stringify(made));
      else console.log(say('cli.backup.done', { file: made.file, size: formatFileSize(made.bytes) }));
    }),
  );
  addCommon(
    program.command('restore').argument('[file]', say('cli.flag.restoreFile')).description(say('cli.restore.about')),
  ).action(async (given: string | undefined, options: CommonOptions) => {
    const restored = await restoreBackup(options.home ?? defaultHome(), given && resolve(given));
    const { file, replaced, projects, trials } = restored;
    if (options.json) return console.log(JSON.stringify(restored));
    console.log(say('cli.restore.done', { file, projects, count: trials }));
    if (replaced !== null) console.log(say('cli.restore.replaced', { file: replaced }));
  });
}

/** A new file in the home's own folder of backups. */
async function ownFile({ home = defaultHome() }: CommonOptions): Promise<string> {
  const folder = backupFolder(home);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw failure(error, folder);
  }
  return backupFile(home, Date.now());
}
