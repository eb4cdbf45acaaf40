import { lockHome } from '#electron/store/lock.ts';

/** Takes a home's lock, keeps no reference to it, says so, and lives until it is killed. Wants `--expose-gc`. */
lockHome(process.argv[2] ?? '');
setTimeout(() => {
  globalThis.gc?.();
  setTimeout(() => process.send?.('locked'), 50);
}, 50);
setInterval(() => {}, 60_000);
