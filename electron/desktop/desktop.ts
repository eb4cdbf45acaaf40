import { join } from 'node:path';
import type { Core } from '#electron/conductor/core.ts';
import type { Hosts } from '#electron/conductor/hosts.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { languageOf } from '#shared/messages/language.ts';
import { text } from '#shared/messages/text.ts';
import { EVENT } from './channels.ts';
import type { ElectronApi, Port } from './electron-api.ts';
import { answerPage } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { SCHEME } from './origins.ts';
import { PreparedFiles } from './prepared-files.ts';
import { appProtocol } from './protocol.ts';
import { startReader } from './reader-process.ts';
import { confine, denyPermissions } from './security.ts';
import { TrainerWindow } from './trainer-window.ts';
import { bringToFront, openMainWindow } from './window.ts';

export interface DesktopOptions {
  home: string;
  /** Where the build put its parts. */
  paths: { page: string; preload: string; trainerPreload: string; reader: string };
  openCore(hosts: Hosts): Promise<Core>;
}

/** Runs the desktop until its window is closed. One instance a home: a second one brings the first's window to front. */
export async function runDesktop<P extends Port>(
  api: ElectronApi<P>,
  { home, paths, openCore }: DesktopOptions,
): Promise<void> {
  const { app } = api;
  // The instance lock lies in this folder, so that each home has its own.
  app.setPath('userData', join(home, 'window'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  api.protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
  app.on('web-contents-created', (_event, contents) => confine(contents));
  await app.whenReady();
  denyPermissions(api.permissions());

  const files = new PreparedFiles();
  const trainers = new TrainerWindow(api, paths.trainerPreload, files);
  const hosts: Hosts = {
    startTrainer: () => trainers.startTrainer(),
    startReader: () => startReader(api.fork, paths.reader),
  };
  let core: Core;
  try {
    core = await openCore(hosts);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { key, values } = error.record;
    api.showError('Descent', text(languageOf(app.getLocale()), key, values));
    return app.exit(2);
  }

  api.protocol.handle(SCHEME, await appProtocol(paths.page, pathname => files.pathOf(pathname)));
  answerPage(api.ipcMain, core);
  const { settings } = await core.ask('app.info', {});
  api.setMenu(menuTemplate(settings.language ?? languageOf(app.getLocale())));
  const window = openMainWindow(api, paths.preload);
  core.onEvent(event => {
    if (event.type === 'settings') api.setMenu(menuTemplate(event.settings.language ?? languageOf(app.getLocale())));
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT, event);
  });
  app.on('second-instance', () => bringToFront(window));
  // The hidden window would keep the app alive without any window to see.
  window.once('closed', () => app.quit());
  app.on('before-quit', event => {
    // Quitting waits until what was done is kept.
    event.preventDefault();
    void core.close().finally(() => {
      trainers.close();
      app.exit(0);
    });
  });
}
