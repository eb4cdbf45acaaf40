import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  session,
  utilityProcess,
} from 'electron';
import { openCore } from '#electron/core/open-core.ts';
import { defaultHome } from '#electron/store/home.ts';
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
  // The window is one of `BrowserWindow` above, of which the rest knows less.
  ask: async (window, question) => (await dialog.showMessageBox(window as BrowserWindow, question)).response,
  powerSaveBlocker,
  onShutdown: listener => {
    // On macOS it comes also where the app is quit by its Dock icon (electron#24105), and `before-quit` comes in any case. Electron's
    // types leave out the event, which its documentation speaks of.
    if (process.platform === 'linux') powerMonitor.on('shutdown', listener as () => void);
  },
};

// Relative to out/main, where the build puts this file.
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Not awaited: `ready` waits for this module.
void runDesktop(api, {
  argv: process.argv,
  cwd: process.cwd(),
  usualHome: defaultHome(),
  paths: {
    page: built('../renderer'),
    preload: built('../preload/preload.cjs'),
    trainerPreload: built('../preload/trainer-preload.cjs'),
    reader: built('./reader.js'),
    predictor: built('./predictor.js'),
    runner: built('./runner.js'),
  },
  openCore: (home, hosts) =>
    openCore({
      orRead: true,
      home,
      hosts,
      version: packageJson.version,
      measure: true,
      storeWorker: new URL('./store-worker.js', import.meta.url),
    }),
});
