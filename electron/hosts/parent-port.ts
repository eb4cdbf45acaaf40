/** A helper process' end of the line to the core. */
export interface Port {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What Electron adds to `process` in a utility process (declared here, since only desktop/ imports 'electron'). */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/**
 * The port of this process to the core that started it: Electron's in a utility process, else Node's IPC channel. Where
 * the core goes away, this process ends: Electron sees to that itself, Node's channel says `disconnect`.
 * @throws Error where the process was started by hand and has no port.
 */
export function parentPort(): Port {
  const electron = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (electron) {
    return {
      send: message => electron.postMessage(message),
      onMessage: listener => electron.on('message', event => listener(event.data)),
    };
  }
  if (!process.send) throw new Error('this is a helper process of Descent; it is started by Descent itself');
  process.once('disconnect', () => process.exit());
  return {
    // A message that can't be sent any more is the first sign that the core has gone.
    send: message => process.send?.(message, undefined, undefined, error => error && process.exit()),
    onMessage: listener => process.on('message', listener),
  };
}
