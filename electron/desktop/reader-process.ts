import type { Child } from '#electron/hosts/hosts.ts';
import type { Helper } from './electron-api.ts';

/** A reader as a utility process; the shipped build can't fork Node processes. */
export function startReader(fork: (module: string) => Helper, module: string): Child {
  const process = fork(module);
  return {
    send: message => process.postMessage(message),
    onMessage: listener => void process.on('message', listener),
    onExit: listener => void process.once('exit', code => listener(`exit code ${code}`)),
    kill: () => void process.kill(),
  };
}
