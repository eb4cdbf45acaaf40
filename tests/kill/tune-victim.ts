import { writeSync } from 'node:fs';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { VERSION } from './kinds.ts';
import { beginTune } from './tune-kills.ts';

/* A core that begins the guided run of a home, or goes on with it, until it is killed: `tune-victim.ts HOME`. It prints `open` and `over`. */
const [home = ''] = process.argv.slice(2);
const core = await openCore({ home, hosts: nodeHosts(), version: VERSION, measure: false });
writeSync(1, 'open\n');
await beginTune(core);
writeSync(1, 'over\n');
await core.close();
