import { SingleBar } from 'cli-progress';
import type { MessageKey } from '#shared/messages/text.ts';
import { say, tell } from './say.ts';

/** What is read sooner needs no bar. */
const PATIENCE_MS = 500;
/** Without a terminal a line is written this often, the first after as long. */
const LINE_EVERY_MS = 2000;

/** How far reading a data set has come, on standard error: a bar on a terminal, plain lines otherwise. */
export class ReadingProgress {
  private readonly bar = process.stderr.isTTY
    ? new SingleBar({
        stream: process.stderr,
        // The bar itself fills it in.
        format: say<MessageKey>('cli.data.bar'),
        hideCursor: true,
        barsize: 40,
        fps: 10,
        clearOnComplete: true,
        gracefulExit: false,
      })
    : null;
  private nextAt = performance.now() + (this.bar ? PATIENCE_MS : LINE_EVERY_MS);

  /** @param done 0 to 1 */
  show(done: number): void {
    const percent = Math.floor(100 * done);
    if (this.bar?.isActive) {
      this.bar.update(percent);
      return;
    }
    const now = performance.now();
    if (now < this.nextAt) return;
    this.nextAt = now + LINE_EVERY_MS;
    if (this.bar) this.bar.start(100, percent);
    else tell(say('cli.data.readingLine', { percent }));
  }

  end(): void {
    this.bar?.stop();
  }
}
