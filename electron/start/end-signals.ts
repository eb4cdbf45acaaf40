/** The exit code of a program that Ctrl-C ended. */
export const INTERRUPTED = 130;

/** What ends a program from outside, with the exit codes of it: Ctrl-C, another program, the terminal that closes. */
export const END_CODES = { SIGINT: INTERRUPTED, SIGTERM: 143, SIGHUP: 129 } as const;
export const END_SIGNALS = Object.keys(END_CODES) as (keyof typeof END_CODES)[];

/** One signal may arrive more than once, from the terminal and from each program between; a later one means "now". */
const SAME_SIGNAL_MS = 1000;

/**
 * Calls `end` at the first signal that ends a program, with the exit code that stands for it; one that comes clearly later ends the
 * process at once. The returned function stops listening.
 */
export function onEndSignal(end: (exitCode: number) => void): () => void {
  let first: number | null = null;
  const listeners = END_SIGNALS.map(signal => {
    const listener = () => {
      if (first !== null && performance.now() - first > SAME_SIGNAL_MS) process.exit(END_CODES[signal]);
      if (first !== null) return;
      first = performance.now();
      end(END_CODES[signal]);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const forget of listeners) forget();
  };
}

/**
 * Ends this program as a closed terminal does, when the one that started it (`node24.mjs`, or `descent serve` in the terminal) is gone
 * without a word. Only a starter that keeps a channel open for that is watched, so that what was put into the background on purpose stays.
 */
export function endWithStarter(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGHUP'));
  // Listening must not keep a program alive that has nothing more to do.
  process.channel?.unref();
}
