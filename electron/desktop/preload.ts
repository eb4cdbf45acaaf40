import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { pageBridge } from './page-bridge.ts';

contextBridge.exposeInMainWorld('descent', pageBridge({ ipcRenderer, webUtils }));
