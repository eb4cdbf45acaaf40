import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import { HELPER_SCRIPT } from '../helper-script.ts';
import { say } from '../say.ts';

/** `descent helper-script`: where descent.py is, and a copy of it beside a person's script. */
export function addHelperScriptCommand(program: Command): void {
  program
    .command('helper-script [folder]')
    .description(say('cli.helperScript.about'))
    .option('--where', say('cli.flag.where'))
    .action((folder: string | undefined, { where }: { where?: boolean }) => {
      if (where) {
        console.log(HELPER_SCRIPT);
        return;
      }
      const into = resolve(folder ?? '.');
      const target = join(into, 'descent.py');
      // One that a person changed is theirs.
      if (existsSync(target) && !readFileSync(target).equals(readFileSync(HELPER_SCRIPT)))
        throw new Refusal('error.helperScript.other', { file: target });
      try {
        mkdirSync(into, { recursive: true });
        copyFileSync(HELPER_SCRIPT, target);
      } catch (error) {
        throw new Refusal('error.helperScript.notWritten', { file: target, detail: (error as Error).message });
      }
      console.log(target);
      console.log(say('cli.helperScript.lines'));
    });
}
