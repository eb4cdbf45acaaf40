import { EventEmitter } from 'node:events';
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
  Scheme,
  Window,
  WindowOptions,
} from '#electron/desktop/electron-api.ts';

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
  openHandler: (() => { action: 'deny' }) | null = null;
  destroyed = false;

  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
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

  constructor(options: WindowOptions) {
    super();
    this.options = options;
  }

  async loadURL(url: string): Promise<void> {
    this.url = url;
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
  }
}

class StandInApp extends EventEmitter {
  readonly calls: string[] = [];
  readonly paths: Record<string, string> = {};
  /** Whether this is the only instance. */
  alone = true;
  locale = 'en-GB';

  requestSingleInstanceLock(): boolean {
    return this.alone;
  }

  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }

  enableSandbox(): void {
    this.calls.push('enableSandbox');
  }

  async whenReady(): Promise<void> {}

  getLocale(): string {
    return this.locale;
  }

  quit(): void {
    this.calls.push('quit');
    const event: Preventable = { preventDefault: () => undefined };
    this.emit('before-quit', event);
  }

  exit(code: number): void {
    this.calls.push(`exit ${code}`);
    this.emit('exited');
  }
}

/** Electron as far as the desktop uses it, with everything that was done to it in sight. */
export class StandIn implements ElectronApi<StandInPort> {
  readonly app = new StandInApp();
  readonly windows: StandInWindow[] = [];
  readonly menus: MenuItem[][] = [];
  readonly errors: string[] = [];
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

  constructor() {
    const { app, windows } = this;
    this.BrowserWindow = class extends StandInWindow {
      constructor(options: WindowOptions) {
        super(options);
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

  showError(title: string, message: string): void {
    this.errors.push(`${title}: ${message}`);
  }

  /** Sends a message to the main process as a page's frame would; the answer comes back as a copy. */
  async invoke(senderFrame: Frame | null, channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler) throw new Error(`no handler for ${channel}`);
    return structuredClone(await handler({ senderFrame }, ...structuredClone(args)));
  }
}
