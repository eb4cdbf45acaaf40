import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { DesktopBridge } from '#shared/contract/bridge.ts';
import { ASK, EVENT } from './channels.ts';

const bridge: DesktopBridge = {
  ask: (name, input) => ipcRenderer.invoke(ASK, name, input),
  onEvent: listener => {
    const hear = (_event: IpcRendererEvent, event: unknown) => listener(event);
    ipcRenderer.on(EVENT, hear);
    return () => ipcRenderer.off(EVENT, hear);
  },
};

contextBridge.exposeInMainWorld('descent', bridge);
