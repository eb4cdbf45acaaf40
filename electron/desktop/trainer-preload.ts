import { ipcRenderer } from 'electron';
import { TRAINER } from './channels.ts';

// Ports can't cross the context bridge; posting them to the own window can.
ipcRenderer.on(TRAINER, event => window.postMessage(TRAINER, '/', [...event.ports]));
