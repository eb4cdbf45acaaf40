import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mayStart } from '#shared/method/side-by-side.ts';

const MIB = 2 ** 20;
/** A driver that doesn't answer within so long doesn't tell. */
const PATIENCE_MS = 3000;

/**
 * Bytes that are free on the graphics card, as NVIDIA's driver tells; null where there is no such driver. Other vendors' drivers have
 * no common way to ask.
 */
export async function freeCardMemory(): Promise<number | null> {
  const args = ['--query-gpu=memory.free', '--format=csv,noheader,nounits'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', args, { timeout: PATIENCE_MS });
    const free = Number.parseInt(stdout, 10);
    return Number.isFinite(free) ? free * MIB : null;
  } catch {
    return null;
  }
}

/**
 * How many trials fit on the card side by side [L7]: what one takes is what all that run have taken of what was free before the
 * first, divided by their number. Where the driver doesn't tell, all fit, and the memory of their processes decides alone.
 */
export class CardMemory {
  private readonly readFree: () => Promise<number | null>;
  /** Hears that `hasRoom` may answer otherwise now. */
  private readonly changed: () => void;
  private running = 0;
  /** Free before the first of those that run; null: the driver doesn't tell; undefined: it has not answered yet. */
  private before: number | null | undefined;
  private free: number | null = null;
  private each: number | null = null;

  constructor(changed: () => void, readFree: () => Promise<number | null> = freeCardMemory) {
    this.changed = changed;
    this.readFree = readFree;
  }

  /** A trainer is about to start on the card. */
  started(): void {
    if (this.running === 0) {
      this.before = undefined;
      void this.readFree().then(free => {
        this.before = free;
        this.changed();
      });
    }
    this.running++;
  }

  /** A trainer has ended, and what it took is free again. */
  ended(): void {
    this.running--;
    void this.measure();
  }

  /** To be called when trials train, so that they have taken what they need. */
  async measure(): Promise<void> {
    if (this.before === null) return;
    const free = await this.readFree();
    const { before, running } = this;
    if (typeof before !== 'number' || free === null || running === 0) return;
    this.free = free;
    this.each = Math.max(this.each ?? 0, (before - free) / running);
    this.changed();
  }

  /** Whether one more fits. The first is alone until it is known what it takes, or that the driver doesn't tell. */
  hasRoom(): boolean {
    if (this.running === 0 || this.before === null) return true;
    if (this.before === undefined || this.each === null || this.free === null) return false;
    const share = (this.before - this.free) / this.running;
    const running = Array.from({ length: this.running }, () => share);
    return mayStart({ most: Number.POSITIVE_INFINITY, running, trialBytes: this.each, freeBytes: this.free });
  }
}
