import type { ElectronApi, Port, Window, WindowOptions } from './electron-api.ts';

/** What every window of the app has: a sandbox and no Node. */
export const webPreferences = (preload: string): WindowOptions['webPreferences'] => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  spellcheck: false,
  backgroundThrottling: true,
});

/** Makes the app's window, without its page; it is shown once there is something to see. */
export function makeMainWindow<P extends Port>(api: ElectronApi<P>, preload: string): Window<P> {
  const window = new api.BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    title: 'Descent',
    show: false,
    webPreferences: webPreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Brings a window to the person. */
export function bringToFront(window: Window<never>): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
