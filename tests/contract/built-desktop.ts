import { once } from 'node:events';
import { registerHooks } from 'node:module';
import { ASK } from '#electron/desktop/channels.ts';

/*
 * Runs the built desktop as Electron would, with a stand-in as the module 'electron'; the arguments are those of the program. Prints
 * what came of it as JSON. Where the desktop's module never ends, neither does this one: Node then gives up with exit code 13.
 */

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? {
          url: new URL('../tools/electron-module.ts', import.meta.url).href,
          format: 'module-typescript',
          shortCircuit: true,
        }
      : next(specifier, context),
});
const { standIn } = await import('../tools/electron-module.ts');
const [entry, ...args] = process.argv.slice(2);
process.argv = ['descent', ...args];

// "The ready event is only fired after" the app's first module was evaluated, with what it awaits.
await import(entry as string);
standIn.app.becomeReady();
const opened = Promise.withResolvers<void>();
const failed = Promise.withResolvers<void>();
const watch = setInterval(() => {
  // Not the first window: the hidden one, in which backends are measured, is there before.
  if (standIn.windows.some(({ url }) => url === 'app://descent/')) opened.resolve();
  if (standIn.errors.length > 0) failed.resolve();
}, 20);
await Promise.race([opened.promise, failed.promise]);
clearInterval(watch);

const said: Record<string, unknown> = { errors: standIn.errors, userData: standIn.app.paths.userData };
if (standIn.errors.length === 0) {
  const exited = once(standIn.app, 'exited');
  said.info = await standIn.invoke({ url: 'app://descent/', parent: null }, ASK, 'app.info', {});
  said.page = (await standIn.protocols.get('app')?.(new Request('app://descent/')))?.status;
  said.trainer = (await standIn.protocols.get('app')?.(new Request('app://trainer/trainer.js')))?.status;
  standIn.app.quit();
  said.exit = (await exited)[0];
}
process.stdout.write(JSON.stringify(said), () => process.exit());
