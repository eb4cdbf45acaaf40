import { parseArgs } from 'node:util';
import { KillRun } from './kill-run.ts';
import { KINDS } from './kinds.ts';
import { killTunes } from './tune-kills.ts';

const USAGE = `npm run kill -- [--kills 200] [--seed 1] [--only ${KINDS.join('|')}|tune]
Kills cores and their helpers at random moments, opens the home again each time and says what was lost or left behind.`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const kills = Number(values.kills);
if (values.only === 'tune') {
  const { kills: killed, runs, faults } = await killTunes(kills, Number(values.seed), console.log);
  console.log(
    [`${killed} kills; ${runs} guided runs finished afterwards and compared; ${faults.length} faults`, ...faults].join(
      '\n',
    ),
  );
  process.exit(faults.length > 0 ? 1 : 0);
}
const only = KINDS.find(kind => kind === values.only);
if (!Number.isSafeInteger(kills) || (values.only !== undefined && !only)) {
  console.error(USAGE);
  process.exit(2);
}
const run = new KillRun(Number(values.seed), console.log);
await run.kill(kills, only ? [only] : KINDS);
console.log(run.summary());
process.exitCode = run.faults.length > 0 ? 1 : 0;
