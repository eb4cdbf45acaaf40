import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Refusal } from '#shared/contract/refusal.ts';
import { terminalLanguage } from '#shared/messages/language.ts';
import { type MessageKey, text, type Values } from '#shared/messages/text.ts';
import { serve } from '../server/serve.ts';
import { ensureBuilt } from './build.ts';
import { hasDisplay } from './display.ts';
import { electronProgram, fetchElectron } from './electron-runtime.ts';
import { END_SIGNALS, endWithStarter } from './end-signals.ts';

const language = terminalLanguage(process.env);
const say = <Key extends MessageKey>(key: Key, ...values: Values<Key>): void =>
  void process.stderr.write(`${text(language, key, ...values)}\n`);

/** `npm start`: the desktop where it can be had, else one line saying why not and the same app for the browser. */
async function start(args: readonly string[]): Promise<number> {
  const others = args.filter(arg => arg !== '--browser');
  if (others.length < args.length || others.includes('--help')) return serve(others);
  const why = await desktopHindrance();
  if (why === null) return openDesktop(others);
  say('start.desktop.cannot', { why });
  return serve(others);
}

/** Why the desktop can't be opened, as a text; null where it can. Fetches its runtime where that is missing. */
async function desktopHindrance(): Promise<string | null> {
  if (!hasDisplay()) return text(language, 'start.noDisplay');
  if (electronProgram() !== null) return null;
  say('start.fetching');
  try {
    await fetchElectron(tellShare());
    return null;
  } catch (error) {
    return text(language, 'start.noRuntime', { detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Tells each tenth of the way once. */
function tellShare(): (share: number) => void {
  let told = 0;
  return share => {
    const tenths = Math.floor(share * 10);
    if (tenths <= told) return;
    told = tenths;
    say('start.fetched', { percent: tenths * 10 });
  };
}

async function openDesktop(args: readonly string[]): Promise<number> {
  try {
    await ensureBuilt(() => say('start.building'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.record.key, error.record.values);
    return 1;
  }
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const desktop = spawn(electronProgram() ?? '', [root, ...args], { stdio: 'inherit' });
  for (const signal of END_SIGNALS) process.on(signal, () => desktop.kill(signal));
  return new Promise((resolve, reject) => {
    desktop.once('error', reject);
    desktop.once('close', code => resolve(code ?? 1));
  });
}

endWithStarter();
process.exitCode = await start(process.argv.slice(2));
