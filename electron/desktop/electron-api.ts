/**
 * What the desktop uses of Electron, as narrow as it is used. `main.ts` hands the real modules in; the tests hand in a
 * typed stand-in, since Electron's runtime can't be had everywhere.
 */

import type { BridgeAnswer } from '#shared/contract/bridge.ts';

export interface Frame {
  readonly url: string;
  /** Null for the main frame of a window. */
  readonly parent: Frame | null;
}

export interface Preventable {
  preventDefault(): void;
}

export interface NavigationEvent extends Preventable {
  readonly url: string;
}

export interface Contents {
  on(event: 'will-navigate', listener: (event: NavigationEvent) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: NavigationEvent) => void): unknown;
  on(event: 'will-redirect', listener: (event: NavigationEvent) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  on(event: 'render-process-gone', listener: (event: unknown, details: { reason: string }) => void): unknown;
  on(event: 'did-finish-load', listener: () => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  send(channel: string, ...args: unknown[]): void;
  reload(): void;
  forcefullyCrashRenderer(): void;
  isCrashed(): boolean;
  isDestroyed(): boolean;
}

/** Contents that can be given a port. */
export interface PortTaker<Port> extends Contents {
  postMessage(channel: string, message: unknown, transfer: Port[]): void;
}

export interface WindowOptions {
  width?: number;
  height?: number;
  minWidth?: number;
  minHeight?: number;
  title?: string;
  show: boolean;
  webPreferences: {
    preload: string;
    sandbox: boolean;
    contextIsolation: boolean;
    nodeIntegration: boolean;
    nodeIntegrationInWorker: boolean;
    webviewTag: boolean;
    webSecurity: boolean;
    spellcheck: boolean;
    backgroundThrottling: boolean;
  };
}

export interface Window<Port> {
  readonly webContents: PortTaker<Port>;
  loadURL(url: string): Promise<void>;
  on(event: 'close', listener: (event: Preventable) => void): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  on(event: 'session-end', listener: () => void): unknown;
  once(event: 'ready-to-show', listener: () => void): unknown;
  once(event: 'responsive', listener: () => void): unknown;
  show(): void;
  focus(): void;
  isMinimized(): boolean;
  restore(): void;
  destroy(): void;
}

/** A port's end in the main process. */
export interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

export interface Permissions {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      callback: (granted: boolean) => void,
      details: { requestingUrl: string },
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, requestingOrigin: string) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
}

export interface IpcEvent {
  readonly senderFrame: Frame | null;
}

export interface Ipc {
  handle(channel: string, listener: (event: IpcEvent, ...args: unknown[]) => Promise<unknown>): void;
}

export interface MenuItem {
  label?: string;
  role?: MenuRole;
  type?: 'separator';
  submenu?: MenuItem[];
}

export type MenuRole =
  | 'about'
  | 'close'
  | 'copy'
  | 'cut'
  | 'minimize'
  | 'paste'
  | 'quit'
  | 'redo'
  | 'reload'
  | 'resetZoom'
  | 'selectAll'
  | 'togglefullscreen'
  | 'undo'
  | 'zoomIn'
  | 'zoomOut';

export interface Helper {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface App {
  requestSingleInstanceLock(): boolean;
  setPath(name: 'userData', path: string): void;
  enableSandbox(): void;
  disableDomainBlockingFor3DAPIs(): void;
  whenReady(): Promise<void>;
  getLocale(): string;
  quit(): void;
  exit(code: number): void;
  on(event: 'second-instance', listener: () => void): unknown;
  on(event: 'web-contents-created', listener: (event: unknown, contents: Contents) => void): unknown;
  on(event: 'before-quit', listener: (event: Preventable) => void): unknown;
  on(
    event: 'child-process-gone',
    listener: (event: unknown, details: { type: string; reason: string }) => void,
  ): unknown;
}

/** A question to the person in a dialog of the system's. */
export interface Question {
  type: 'question' | 'warning';
  message: string;
  detail: string;
  buttons: string[];
  /** Numbers of the buttons that Enter and Escape stand for. */
  defaultId: number;
  cancelId: number;
  /** On Windows too the buttons are buttons. */
  noLink: boolean;
  /** Takes the question back; the answer is then `cancelId`. */
  signal?: AbortSignal;
}

export interface Scheme {
  scheme: string;
  privileges: { standard: boolean; secure: boolean; supportFetchAPI: boolean; stream: boolean };
}

/** `P` is the runtime's own type of a port, which is handed on but never looked into. */
export interface ElectronApi<P extends Port> {
  app: App;
  BrowserWindow: new (options: WindowOptions) => Window<P>;
  MessageChannelMain: new () => { port1: P; port2: P };
  protocol: {
    registerSchemesAsPrivileged(schemes: Scheme[]): void;
    handle(scheme: string, handler: (request: Request) => Promise<Response>): void;
  };
  permissions: () => Permissions;
  ipcMain: Ipc;
  setMenu(template: MenuItem[]): void;
  fork(module: string): Helper;
  showError(title: string, message: string): void;
  /** Asks in a dialog on a window; resolves to the number of the chosen button. */
  ask(window: Window<P>, question: Question): Promise<number>;
  powerSaveBlocker: {
    start(type: 'prevent-app-suspension'): number;
    stop(id: number): boolean;
  };
  /** The system (Linux only) is about to shut down; a listener that prevents it has to quit soon. After `ready` only. */
  onShutdown(listener: (event: Preventable) => void): void;
}

/** What the preload script uses of Electron, in the page's process. */
export interface PreloadApi {
  ipcRenderer: {
    invoke(channel: string, ...args: unknown[]): Promise<BridgeAnswer>;
    on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
    off(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
  };
  webUtils: { getPathForFile(file: File): string };
}
