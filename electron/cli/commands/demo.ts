import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { runLadder } from './ladder.ts';

/** Long enough for the good rates to converge on the sample, short enough for a minute on two cores. */
const DEMO_STEPS = 3000;

/** `descent demo`: the ladder on the sample, in a home of its own that goes afterwards unless one is named. */
export function addDemoCommand(program: Command): void {
  addCommon(program.command('demo').description(say('cli.demo.about'))).action(async (options: CommonOptions) => {
    const home = options.home ?? mkdtempSync(join(tmpdir(), 'descent-demo-'));
    tell(say('cli.demo.begin', { steps: DEMO_STEPS }));
    try {
      process.exitCode = await runLadder({ ...options, home, data: 'sample:digits', steps: DEMO_STEPS }, true);
    } finally {
      if (!options.home) rmSync(home, { recursive: true, force: true });
    }
  });
}
