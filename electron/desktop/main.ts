import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  protocol,
  session,
  utilityProcess,
} from 'electron';
import { defaultHome } from '#electron/conductor/default-home.ts';
import { openCore } from '#electron/conductor/open-core.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { runDesktop } from './desktop.ts';
import type { ElectronApi } from './electron-api.ts';

const api: ElectronApi<MessagePortMain> = {
  app,
  BrowserWindow,
  MessageChannelMain,
  protocol,
  permissions: () => session.defaultSession,
  ipcMain,
  setMenu: template => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
  fork: module => utilityProcess.fork(module),
  showError: (title, message) => dialog.showErrorBox(title, message),
};

// Chromium's own flags stand among the arguments too.
const { home: chosen } = parseArgs({ options: { home: { type: 'string' } }, strict: false }).values;
const home = typeof chosen === 'string' ? chosen : defaultHome();
// Relative to out/main, where the build puts this file.
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

await runDesktop(api, {
  home,
  paths: {
    page: built('../renderer'),
    preload: built('../preload/preload.cjs'),
    trainerPreload: built('../preload/trainer-preload.cjs'),
    reader: built('./reader.js'),
  },
  openCore: hosts =>
    openCore({
      orRead: true,
      home,
      hosts,
      version: packageJson.version,
      measure: true,
      storeWorker: new URL('./store-worker.js', import.meta.url),
    }),
});
