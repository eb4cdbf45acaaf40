/** What the trainer window sends over a trainer's port: a message of the trainer, or how it ended. */
export type FromWindow = { exit: string } | { message: unknown };

/** A Worker as far as it is used here. */
export interface TrainerWorker {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** After one of these a trainer says nothing more, unless it says that it is free for another task. */
const LAST = new Set(['ended', 'measured']);

/** Ties a worker to a port: messages go both ways, and when either side ends, so does the other. */
export function relay(worker: TrainerWorker, port: MessagePort): void {
  const tell = (message: FromWindow) => port.postMessage(message);
  const end = (detail: string) => {
    worker.terminate();
    tell({ exit: detail });
    port.close();
  };
  worker.onmessage = ({ data }) => {
    tell({ message: data });
    // A worker that closes itself tells nobody.
    const { type = '', free = false } = (data ?? {}) as { type?: string; free?: boolean };
    if (LAST.has(type) && !free) end('exit code 0');
  };
  worker.onerror = event => end(event.message || 'the trainer could not be loaded');
  port.addEventListener('message', ({ data }) => worker.postMessage(data));
  port.addEventListener('close', () => worker.terminate());
  port.start();
}
