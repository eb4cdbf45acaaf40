import type { MenuItem, Question } from '#electron/desktop/electron-api.ts';
import { StandIn, type StandInWindow } from './electron-stand-in.ts';

/** The module 'electron' for a process that runs the built desktop without Electron: the parts of it that `desktop/main.ts` imports. */
export const standIn = new StandIn({ ready: false });
export const { app, BrowserWindow, MessageChannelMain, protocol, ipcMain, powerSaveBlocker } = standIn;
export const session = { defaultSession: standIn.permissions() };
export const dialog = {
  showErrorBox: standIn.showError,
  showMessageBox: async (window: StandInWindow, question: Question) => ({
    response: await standIn.ask(window, question),
  }),
};
export const Menu = {
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu: (template: MenuItem[]) => standIn.setMenu(template),
};
export const powerMonitor = {
  on: (_event: 'shutdown', listener: Parameters<StandIn['onShutdown']>[0]) => standIn.onShutdown(listener),
};
export const utilityProcess = { fork: standIn.fork };
