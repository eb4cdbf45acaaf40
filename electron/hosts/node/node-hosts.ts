import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Child, Hosts } from '../hosts.ts';
import { entryUrl } from './entries.ts';

/** How much of what a child writes to its standard error is kept for the message about its end. */
const STDERR_KEPT = 8000;

/**
 * What a reader's JavaScript objects may take, in MiB, whatever the machine: enough for the largest source that is taken.
 * Where that is too little it ends with a word, instead of taking the machine with it.
 */
const READER_HEAP = 2048;

/** Trainers, readers and runners as Node child processes; used by the server, the terminal and the tests. */
export function nodeHosts(): Hosts & { startRunner(): Child; startPredictor(): Child } {
  return {
    startTrainer: () => startNodeChild(entryUrl('trainer')),
    startReader: () => startNodeChild(entryUrl('reader'), [`--max-old-space-size=${READER_HEAP}`]),
    startPredictor: () => startNodeChild(entryUrl('predictor'), [`--max-old-space-size=${READER_HEAP}`]),
    startRunner: () => startNodeChild(entryUrl('command')),
  };
}

/**
 * Forks a module with a structured-clone channel; the child ends when the channel closes.
 * @param flags Node's own, before the module.
 */
export function startNodeChild(module: URL, flags: string[] = []): Child {
  const child = fork(fileURLToPath(module), {
    serialization: 'advanced',
    execArgv: flags,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A Ctrl-C at the terminal goes to the core alone, which then stops its children in order.
    detached: process.platform !== 'win32',
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });
  let ended = false;
  const exited = new Promise<{ detail: string; killed: boolean }>(resolve => {
    child.on('error', error => resolve({ detail: error.message, killed: false }));
    child.once('close', (code, signal) =>
      resolve({ detail: stderr.trim() || (signal ?? `exit code ${code}`), killed: signal === 'SIGKILL' && !ended }),
    );
  });
  return {
    send: message => {
      // A child that has gone is reported by onExit; a failed send adds nothing to that.
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: listener => child.on('message', listener),
    onExit: listener => void exited.then(({ detail, killed }) => listener(detail, killed)),
    kill: () => {
      ended = true;
      child.kill('SIGKILL');
    },
  };
}
