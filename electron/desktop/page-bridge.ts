import type { DesktopBridge } from '#shared/contract/bridge.ts';
import { ASK, EVENT } from './channels.ts';
import type { PreloadApi } from './electron-api.ts';

/** All that the page can reach of the desktop. */
export const pageBridge = ({ ipcRenderer, webUtils }: PreloadApi): DesktopBridge => ({
  ask: (name, input) => ipcRenderer.invoke(ASK, name, input),
  onEvent: listener => {
    const hear = (_event: unknown, event: unknown) => listener(event);
    ipcRenderer.on(EVENT, hear);
    return () => ipcRenderer.off(EVENT, hear);
  },
  pathOf: file => webUtils.getPathForFile(file),
});
