import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { END_CODES, END_SIGNALS } from '../../start/end-signals.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { withTrainer } from '../session.ts';
import { tuneData } from './tune.ts';

/** What it takes at most, in minutes. */
const MINUTES = 3;

/** `descent demo`: all stages on the sample, up to the report, in a home of its own that goes afterwards unless one is named. */
export function addDemoCommand(program: Command): void {
  addCommon(program.command('demo').description(say('cli.demo.about'))).action(async (given: CommonOptions) => {
    const home = given.home ?? passingHome();
    const out = join(tmpdir(), 'descent-demo-report');
    const options = { ...given, home, data: 'sample:digits', auto: true, out };
    tell(say('cli.demo.begin', { minutes: MINUTES }));
    process.exitCode = await withTrainer(options, core => tuneData(core, options, { unit: 'minutes', most: MINUTES }));
  });
}

/**
 * A home folder that goes however the program ends. Where nobody else listens to Ctrl-C yet, that would end it without a word; so this
 * listens before there is anything to remove.
 */
function passingHome(): string {
  let folder: string | null = null;
  process.on('exit', () => folder && rmSync(folder, { recursive: true, force: true }));
  for (const signal of END_SIGNALS)
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(END_CODES[signal]);
    });
  folder = mkdtempSync(join(tmpdir(), 'descent-demo-'));
  return folder;
}
