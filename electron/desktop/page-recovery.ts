import type { CoreEvent } from '#shared/contract/events.ts';
import { type Language, type MessageKey, text } from '#shared/messages/text.ts';
import { EVENT } from './channels.ts';
import type { ElectronApi, Port, Window } from './electron-api.ts';
import { PAGE_URL } from './origins.ts';

/** So many losses within a minute, and the page is not opened anew by itself any more. */
const OFTEN = 3;
const MINUTE_MS = 60_000;

type Why = Extract<CoreEvent, { type: 'reopened' }>['why'];

/** Electron's words for a process that had no memory. */
const OUT_OF_MEMORY: ReadonlySet<string> = new Set(['oom', 'memory-eviction']);

/** What a page's recovery needs from around it. */
export interface RecoveryOptions {
  language: () => Language;
  /** The person gives up on a page that fails again and again. */
  quit: () => void;
}

/**
 * Loads the page into its window, and again where its process is lost: by itself, with a word about it on the page that comes back;
 * by the person's choice where it does not answer, or was lost again and again. Trials have processes of their own and go on.
 */
export function openPage<P extends Port>(
  { ask }: ElectronApi<P>,
  window: Window<P>,
  { language, quit }: RecoveryOptions,
): void {
  const { webContents } = window;
  const lostAt: number[] = [];
  let everLoaded = false;
  /** What the page is to be told once it is back. */
  let why: Why | null = null;
  /** Its process is ended by us, so that this is no loss. */
  let ending = false;
  let asking = false;

  const load = () => {
    if (webContents.isDestroyed()) return;
    // A reload keeps the screen that was open.
    if (everLoaded) webContents.reload();
    else window.loadURL(PAGE_URL).catch(() => lose('crashed'));
  };
  const lose = (as: Why): void => {
    if (webContents.isDestroyed() || asking) return;
    why = as;
    lostAt.push(performance.now());
    const recent = lostAt.splice(-OFTEN);
    lostAt.splice(0, lostAt.length, ...recent);
    const often = recent.length === OFTEN && performance.now() - recent[0]! < MINUTE_MS;
    // Not within the event: Electron may still be busy with the process that is gone (electron#51900).
    if (often) void giveUp();
    else setImmediate(load);
  };
  /** Asks one question at a time; resolves to the number of the chosen button. */
  const choose = async (about: 'failing' | 'hung', buttons: MessageKey[], signal?: AbortSignal): Promise<number> => {
    asking = true;
    window.show(); // It may have been lost before there was anything to see.
    const say = (key: MessageKey) => text(language(), key);
    try {
      return await ask(window, {
        type: 'warning',
        message: say(`desktop.page.${about}`),
        detail: say(`desktop.page.${about}.detail`),
        buttons: buttons.map(say),
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        ...(signal ? { signal } : {}),
      });
    } finally {
      asking = false;
    }
  };
  const giveUp = async () => {
    const quits = await choose('failing', ['desktop.page.reload', 'menu.quit']);
    lostAt.length = 0;
    if (quits) quit();
    else load();
  };

  webContents.on('did-finish-load', () => {
    everLoaded = true;
    ending = false;
    if (why !== null) webContents.send(EVENT, { type: 'reopened', why } satisfies CoreEvent);
    why = null;
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    if (ending) ending = false;
    else lose(OUT_OF_MEMORY.has(reason) ? 'memory' : 'crashed');
  });
  window.on('unresponsive', async () => {
    if (asking) return;
    const answers = new AbortController();
    window.once('responsive', () => answers.abort());
    const reloads = await choose('hung', ['desktop.page.wait', 'desktop.page.reload'], answers.signal);
    if (!reloads || webContents.isDestroyed()) return;
    why = 'hung';
    ending = true;
    // Both at once, as Electron's documentation has it for a page that hangs.
    webContents.forcefullyCrashRenderer();
    webContents.reload();
  });
  load();
}
