import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type {
  Contents,
  ElectronApi,
  Frame,
  Helper,
  IpcEvent,
  MenuItem,
  Permissions,
  Port,
  Preventable,
  Question,
  Scheme,
  Window,
  WindowOptions,
} from '#electron/desktop/electron-api.ts';

/*
 * Electron as its documentation describes it (the comments of `electron.d.ts` 45.4, and electron/docs/tutorial/esm.md). What it forbids, this
 * forbids too, so that a test fails where a person's start would.
 */

/** A port of the main process: what it is sent is copied, as Electron does. */
export class StandInPort implements Port {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.#port.on('message', data => listener({ data }));
    else this.#port.on('close', () => listener({ data: null }));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  start(): void {
    this.#port.start();
  }

  close(): void {
    this.#port.close();
  }
}

export class StandInContents extends EventEmitter implements Contents {
  /** What was sent to the page, copied as on its way between processes. */
  readonly sent: { channel: string; args: unknown[] }[] = [];
  readonly ports: StandInPort[] = [];
  readonly calls: string[] = [];
  openHandler: (() => { action: 'deny' }) | null = null;
  destroyed = false;
  crashed = false;

  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }

  /** Where its process is gone, Electron logs an error and the message is lost. */
  send(channel: string, ...args: unknown[]): void {
    if (this.crashed) throw new Error('sent to a page whose process is gone');
    this.sent.push({ channel, args: structuredClone(args) });
    this.emit('sent', channel, ...structuredClone(args));
  }

  postMessage(_channel: string, _message: unknown, ports: StandInPort[]): void {
    this.ports.push(...ports);
    this.emit('ports');
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  /** Starts a process where there is none; the page has loaded when the test says so. */
  reload(): void {
    this.calls.push('reload');
    this.crashed = false;
  }

  /** "This will cause the `render-process-gone` event to be emitted with the `reason=killed || reason=crashed`", a task later. */
  forcefullyCrashRenderer(): void {
    this.calls.push('forcefullyCrashRenderer');
    setImmediate(() => this.emit('render-process-gone', {}, { reason: 'killed' }));
  }

  /** Its process is lost. */
  lose(reason: string): void {
    this.crashed = true;
    this.emit('render-process-gone', {}, { reason });
  }

  /** Whether the app prevented an event of this kind. */
  prevented(event: string, url = ''): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) });
    return prevented;
  }
}

export class StandInWindow extends EventEmitter implements Window<StandInPort> {
  readonly webContents = new StandInContents();
  readonly options: WindowOptions;
  readonly calls: string[] = [];
  url = '';
  minimized = false;
  /** Where the page can't be loaded, why; "the promise rejects if the page fails to load". */
  loadFailure: Error | null = null;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
  }

  async loadURL(url: string): Promise<void> {
    this.url = url;
    this.calls.push('load');
    if (this.loadFailure) throw this.loadFailure;
  }

  /** The person closes it; "calling `event.preventDefault()` will cancel the close". */
  close(): void {
    if (!prevented(this, 'close')) this.destroy();
  }

  show(): void {
    this.calls.push('show');
  }

  focus(): void {
    this.calls.push('focus');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.calls.push('restore');
    this.minimized = false;
  }

  destroy(): void {
    this.webContents.destroyed = true;
    this.calls.push('destroy');
    this.emit('closed');
  }
}

/** Emits an event that can be prevented, and says whether it was. */
function prevented(emitter: EventEmitter, event: string): boolean {
  let was = false;
  const preventable: Preventable = {
    preventDefault: () => {
      was = true;
    },
  };
  emitter.emit(event, preventable);
  return was;
}

class StandInApp extends EventEmitter {
  readonly calls: string[] = [];
  readonly paths: Record<string, string> = {};
  /** Whether this is the only instance. */
  alone = true;
  locale = 'en-GB';
  isReady = false;
  readonly #ready = Promise.withResolvers<void>();

  /** "The `ready` event is only fired after the main process has finished running the first tick of the event loop." */
  becomeReady(): void {
    this.isReady = true;
    this.#ready.resolve();
  }

  requestSingleInstanceLock(): boolean {
    this.#onlyBefore('requestSingleInstanceLock');
    return this.alone;
  }

  /** "If the path specifies a directory that does not exist, an `Error` is thrown"; so it is for a relative one. */
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#onlyBefore('setPath');
    this.paths[name] = path;
  }

  enableSandbox(): void {
    this.#onlyBefore('enableSandbox');
    this.calls.push('enableSandbox');
  }

  disableDomainBlockingFor3DAPIs(): void {
    this.#onlyBefore('disableDomainBlockingFor3DAPIs');
    this.calls.push('disableDomainBlockingFor3DAPIs');
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  getLocale(): string {
    return this.isReady ? this.locale : '';
  }

  /** `before-quit` comes first, and can prevent it. */
  quit(): void {
    this.calls.push('quit');
    if (!prevented(this, 'before-quit')) this.exit(0);
  }

  /** "Exits immediately … the `before-quit` and `will-quit` events will not be emitted." */
  exit(code: number): void {
    this.calls.push(`exit ${code}`);
    this.emit('exited', code);
  }

  /** "This method can only be called before app is ready", or it would have no effect any more. */
  #onlyBefore(method: string): void {
    if (this.isReady) throw new Error(`${method} after ready`);
  }
}

/** Electron as far as the desktop uses it, with everything that was done to it in sight. */
export class StandIn implements ElectronApi<StandInPort> {
  readonly app = new StandInApp();
  readonly windows: StandInWindow[] = [];
  readonly menus: MenuItem[][] = [];
  /** What was said in a dialog; before `ready` there is none on Linux, and the message goes to standard error. */
  readonly errors: string[] = [];
  readonly questions: Question[] = [];
  /** Power save blockers that hold. */
  readonly blockers = new Map<number, string>();
  #blockersStarted = 0;
  readonly #answers: ((button: number) => void)[] = [];
  readonly #shutdown = new EventEmitter();
  readonly schemes: Scheme[] = [];
  readonly protocols = new Map<string, (request: Request) => Promise<Response>>();
  readonly handlers = new Map<string, (event: IpcEvent, ...args: unknown[]) => Promise<unknown>>();
  readonly forked: string[] = [];
  /** Ask the app's handlers as Electron would; without a handler, Electron grants. */
  requestPermission = (_permission: string, _url: string): boolean => true;
  checkPermission = (_permission: string, _origin: string): boolean => true;
  checkDevice = (): boolean => true;
  readonly helper: Helper = Object.assign(new EventEmitter(), { postMessage: () => undefined, kill: () => true });

  readonly BrowserWindow: new (
    options: WindowOptions,
  ) => StandInWindow;

  readonly MessageChannelMain = class {
    readonly port1: StandInPort;
    readonly port2: StandInPort;

    constructor() {
      const { port1, port2 } = new MessageChannel();
      this.port1 = new StandInPort(port1);
      this.port2 = new StandInPort(port2);
    }
  };

  readonly protocol = {
    registerSchemesAsPrivileged: (schemes: Scheme[]) => void this.schemes.push(...schemes),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void this.protocols.set(scheme, handler),
  };

  readonly ipcMain = {
    handle: (channel: string, listener: (event: IpcEvent, ...args: unknown[]) => Promise<unknown>) =>
      void this.handlers.set(channel, listener),
  };

  /** @param ready it is ready right away; else when `app.becomeReady` is called */
  constructor({ ready = true }: { ready?: boolean } = {}) {
    const { app, windows } = this;
    if (ready) setImmediate(() => app.becomeReady());
    this.BrowserWindow = class extends StandInWindow {
      constructor(options: WindowOptions) {
        super(options);
        if (!app.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    };
  }

  permissions = (): Permissions => ({
    setPermissionRequestHandler: handler => {
      this.requestPermission = (permission, requestingUrl) => {
        let answer = true;
        handler(null, permission, granted => (answer = granted), { requestingUrl });
        return answer;
      };
    },
    setPermissionCheckHandler: handler => {
      this.checkPermission = (permission, origin) => handler(null, permission, origin);
    },
    setDevicePermissionHandler: handler => {
      this.checkDevice = handler;
    },
  });

  setMenu(template: MenuItem[]): void {
    this.menus.push(template);
  }

  fork = (module: string): Helper => {
    this.forked.push(module);
    return this.helper;
  };

  showError = (title: string, message: string): void => {
    if (this.app.isReady) this.errors.push(`${title}: ${message}`);
  };

  /** Answered by `answer`, or taken back by the question's signal: it then "will behave as if it was cancelled by the user". */
  ask = (_window: Window<StandInPort>, question: Question): Promise<number> => {
    this.questions.push(question);
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#answers.push(resolve);
    question.signal?.addEventListener('abort', () => resolve(question.cancelId));
    return promise;
  };

  /** The person presses a button of the open question. */
  answer(button: number): void {
    const answer = this.#answers.shift();
    if (!answer) throw new Error('nothing was asked');
    answer(button);
  }

  readonly powerSaveBlocker = {
    start: (type: string): number => {
      this.blockers.set(++this.#blockersStarted, type);
      return this.#blockersStarted;
    },
    stop: (id: number): boolean => this.blockers.delete(id),
  };

  onShutdown = (listener: (event: Preventable) => void): void => {
    if (!this.app.isReady) throw new Error('powerMonitor before ready');
    this.#shutdown.on('shutdown', listener);
  };

  /** The system shuts down; whether the app asked it to wait. */
  shutDown = (): boolean => prevented(this.#shutdown, 'shutdown');

  /** Sends a message to the main process as a page's frame would; the answer comes back as a copy. */
  async invoke(senderFrame: Frame | null, channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler) throw new Error(`no handler for ${channel}`);
    return structuredClone(await handler({ senderFrame }, ...structuredClone(args)));
  }
}
