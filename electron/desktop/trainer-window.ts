import { z } from 'zod';
import type { Child } from '#electron/hosts/hosts.ts';
import { ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { TRAINER } from './channels.ts';
import type { ElectronApi, Port, Window } from './electron-api.ts';
import { TRAINER_URL } from './origins.ts';
import type { PreparedFiles } from './prepared-files.ts';
import type { FromWindow } from './relay.ts';
import { webPreferences } from './window.ts';

const Said = z.union([
  z.object({ exit: z.string() }),
  z.object({ message: z.unknown() }),
]) satisfies z.ZodType<FromWindow>;

/** Why a window's process is gone where the system ended it by force, mostly since memory ran out. */
const KILLED: ReadonlySet<string> = new Set(['oom', 'killed', 'memory-eviction']);

/**
 * Trainers as Workers of a hidden window, where WebGPU and WASM run: one Worker a trial, each behind a port of its own.
 * The window opens with the first trainer; where its process is lost, all its trainers end and the next one opens it anew.
 */
export class TrainerWindow<P extends Port> {
  readonly #api: ElectronApi<P>;
  readonly #preload: string;
  readonly #files: PreparedFiles;
  #window: Promise<Window<P>> | null = null;
  readonly #running = new Set<(detail: string, killed: boolean) => void>();

  constructor(api: ElectronApi<P>, preload: string, files: PreparedFiles) {
    this.#api = api;
    this.#preload = preload;
    this.#files = files;
  }

  startTrainer(): Child {
    const { port1, port2 } = new this.#api.MessageChannelMain();
    const { promise: exited, resolve } = Promise.withResolvers<{ detail: string; killed: boolean }>();
    let over = false;
    const exit = (detail: string, killed = false) => {
      over = true;
      this.#running.delete(exit);
      port1.close();
      resolve({ detail, killed });
    };
    this.#running.add(exit);
    let hear: (message: unknown) => void = () => undefined;
    port1.on('message', ({ data }) => {
      const said = Said.safeParse(data);
      if (!said.success) exit(said.error.message);
      else if ('exit' in said.data) exit(said.data.exit);
      else hear(said.data.message);
    });
    port1.on('close', () => exit('the port closed'));
    port1.start();
    // What is sent before the window is there waits in the port.
    this.#open().then(
      window => over || window.webContents.postMessage(TRAINER, null, [port2]),
      error => exit(String(error)),
    );
    return {
      send: message => {
        if (!over) port1.postMessage(this.#withUrl(message));
      },
      onMessage: listener => {
        hear = listener;
      },
      onExit: listener => void exited.then(({ detail, killed }) => listener(detail, killed)),
      kill: () => exit('killed'),
    };
  }

  /** Ends all trainers and the window with them. */
  close(): void {
    void this.#window?.then(
      window => window.destroy(),
      () => undefined, // It never opened.
    );
    this.#lose('the window was closed');
  }

  #open(): Promise<Window<P>> {
    this.#window ??= this.#create();
    return this.#window;
  }

  async #create(): Promise<Window<P>> {
    const preferences = { ...webPreferences(this.#preload), backgroundThrottling: false };
    const window = new this.#api.BrowserWindow({ show: false, webPreferences: preferences });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#lose(reason, KILLED.has(reason));
      window.destroy();
    });
    try {
      await window.loadURL(TRAINER_URL);
    } catch (error) {
      this.#window = null;
      window.destroy();
      throw error;
    }
    return window;
  }

  #lose(detail: string, killed = false): void {
    this.#window = null;
    for (const exit of [...this.#running]) exit(detail, killed);
  }

  /** A window reads no paths; the prepared file gets a URL. */
  #withUrl(message: unknown): unknown {
    const known = ToTrainer.safeParse(message);
    if (!known.success || !('preparedFile' in known.data)) return message;
    return { ...(message as object), preparedFile: this.#files.urlOf(known.data.preparedFile) };
  }
}
