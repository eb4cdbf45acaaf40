import { join } from 'node:path';
import type { Core } from '#electron/core/core.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { createHome } from '#electron/store/home.ts';
import { Refusal, refusalOf } from '#shared/contract/refusal.ts';
import { languageOf } from '#shared/messages/language.ts';
import { type Language, type MessageKey, text } from '#shared/messages/text.ts';
import { homeOf } from './arguments.ts';
import { EVENT } from './channels.ts';
import type { ElectronApi, Helper, Port, Window } from './electron-api.ts';
import { answerPage } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { SCHEME } from './origins.ts';
import { openPage } from './page-recovery.ts';
import { PreparedFiles } from './prepared-files.ts';
import { appProtocol } from './protocol.ts';
import { Quitting } from './quitting.ts';
import { RunningStages } from './running-stages.ts';
import { confine, denyPermissions } from './security.ts';
import { TrainerWindow } from './trainer-window.ts';
import { bringToFront, makeMainWindow } from './window.ts';

export interface DesktopOptions {
  /** As in `process.argv`, and where relative paths in it start from. */
  argv: readonly string[];
  cwd: string;
  /** The home folder where the arguments name none. */
  usualHome: string;
  /** Where the build put its parts. */
  paths: { page: string; preload: string; trainerPreload: string; reader: string; predictor: string; runner: string };
  openCore(home: string, hosts: Hosts): Promise<Core>;
}

/**
 * Runs the desktop until the person quits. One instance a home: a second one brings the first's window to front.
 * Not to be awaited by the program's first module: Electron is ready only once that was evaluated (electron#40719).
 */
export async function runDesktop<P extends Port>(api: ElectronApi<P>, options: DesktopOptions): Promise<void> {
  try {
    await open(api, options);
  } catch (error) {
    // On Linux there are no dialogs before.
    await api.app.whenReady();
    api.showError('Descent', sentence(languageOf(api.app.getLocale()), error));
    api.app.exit(error instanceof Refusal ? 2 : 1);
  }
}

function sentence(language: Language, error: unknown): string {
  const { key, values } = refusalOf(error);
  return text(language, key, values);
}

async function open<P extends Port>(api: ElectronApi<P>, options: DesktopOptions): Promise<void> {
  const { app } = api;
  const { paths } = options;
  const home = homeOf(options.argv, options.cwd, options.usualHome);
  // What Electron keeps lies there too, and with it the instance lock, so that each home has its own. It must be there before.
  const userData = join(home, 'window');
  createHome(userData);
  app.setPath('userData', userData);
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  // Else a card that was lost a few times is out of reach until the next start.
  app.disableDomainBlockingFor3DAPIs();
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  api.protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
  app.on('web-contents-created', (_event, contents) => confine(contents));
  // Chromium starts it again; trials that were on the card end with the reason by themselves.
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type === 'GPU') process.stderr.write(`Descent: the process of the graphics card is gone (${reason})\n`);
  });
  await app.whenReady();
  denyPermissions(api.permissions());

  const files = new PreparedFiles();
  const trainers = new TrainerWindow(api, paths.trainerPreload, files);
  const core = await options.openCore(home, {
    startTrainer: () => trainers.startTrainer(),
    startReader: () => startHelper(api.fork, paths.reader),
    startPredictor: () => startHelper(api.fork, paths.predictor),
    startRunner: () => startHelper(api.fork, paths.runner),
  });
  api.protocol.handle(SCHEME, await appProtocol(paths.page, pathname => files.pathOf(pathname)));
  answerPage(api.ipcMain, core);
  const { settings } = await core.ask('app.info', {});
  let language = settings.language ?? languageOf(app.getLocale());
  api.setMenu(menuTemplate(language));

  const window = makeMainWindow(api, paths.preload);
  const { webContents } = window;
  core.onEvent(event => {
    if (event.type === 'settings') {
      language = event.settings.language ?? languageOf(app.getLocale());
      api.setMenu(menuTemplate(language));
    }
    // A page that comes back asks for everything anew.
    if (!webContents.isDestroyed() && !webContents.isCrashed()) webContents.send(EVENT, event);
  });
  const running = new RunningStages(core, stayAwake(api));
  const quitting = new Quitting({
    runs: () => running.any,
    ask: () => askToQuit(api, window, language),
    close: () => core.close(),
    onTrouble: error => api.showError('Descent', sentence(language, error)),
    exit: code => {
      trainers.close();
      app.exit(code);
    },
  });
  leaveBy(api, window, quitting);
  app.on('second-instance', () => bringToFront(window));
  openPage(api, window, { language: () => language, quit: () => app.quit() });
}

/** Every way out of the app leads through here; none closes the window by itself. */
function leaveBy<P extends Port>(api: ElectronApi<P>, window: Window<P>, quitting: Quitting): void {
  window.on('close', event => {
    event.preventDefault();
    api.app.quit();
  });
  api.app.on('before-quit', event => {
    event.preventDefault();
    quitting.wish();
  });
  // Windows ends a session without `before-quit`.
  window.on('session-end', () => quitting.now());
  api.onShutdown(event => {
    event.preventDefault();
    quitting.now();
  });
}

/** Keeps the system from going to sleep by itself while something runs; the screen may go dark. */
function stayAwake<P extends Port>({ powerSaveBlocker }: ElectronApi<P>): (any: boolean) => void {
  let id: number | null = null;
  return any => {
    if (any) id ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (id !== null) {
      powerSaveBlocker.stop(id);
      id = null;
    }
  };
}

async function askToQuit<P extends Port>(api: ElectronApi<P>, window: Window<P>, language: Language): Promise<boolean> {
  bringToFront(window);
  const say = (key: MessageKey) => text(language, key);
  const answer = await api.ask(window, {
    type: 'question',
    message: say('desktop.quit'),
    detail: say('desktop.quit.detail'),
    buttons: [say('menu.quit'), say('desktop.quit.cancel')],
    // Who hits Enter by accident has lost nothing.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return answer === 0;
}

/** A reader or a runner as a utility process; the shipped build can't fork Node processes. */
function startHelper(fork: (module: string) => Helper, module: string): Child {
  const process = fork(module);
  return {
    send: message => process.postMessage(message),
    onMessage: listener => void process.on('message', listener),
    onExit: listener => void process.once('exit', code => listener(`exit code ${code}`)),
    kill: () => void process.kill(),
  };
}
