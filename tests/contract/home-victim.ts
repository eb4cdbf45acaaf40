import { openCore } from '#electron/core/open-core.ts';
import { openStore } from '#electron/store/open-store.ts';
import { fillStore } from './filled-home.ts';
import { ScriptedHosts } from './scripted-hosts.ts';

/** Saves something and is killed, so that the newest changes lie beside the database. `store`: three projects, without a core. */
const [home = '', kind] = process.argv.slice(2);
if (kind === 'store') await fillStore(await openStore(home));
else {
  const core = await openCore({ home, hosts: new ScriptedHosts(), version: 'test', measure: false });
  await core.ask('settings.set', { theme: 'dark' });
}
process.kill(process.pid, 'SIGKILL');
