import { uptime } from 'node:os';

/** Between two looks at the clocks, in ms. */
const BEAT_MS = 1000;
/** So much more than that between two looks is no busy moment: the machine slept, if this program did not compute meanwhile. */
const GAP_MS = 10_000;
/** A program that computed for a larger share of a gap was busy, not asleep. */
const BUSY_SHARE = 0.1;
/** A wall clock that is off by more was set. */
const MOVED_MS = 10_000;

/** What is looked at, all in ms. */
export interface ClockSources {
  /** Never goes back. While the machine sleeps it stands still on some systems, and goes on on others. */
  monotonic(): number;
  /** It always stands still then: however long nothing was looked at, none of it was sleep. */
  readonly monotonicSleeps: boolean;
  /** Goes on while the machine sleeps, at least to the second. */
  sinceBoot(): number;
  /** Processor time that this program took. */
  processor(): number;
  /** What people read off; set back and forward at will. */
  wall(): number;
}

const SYSTEM: ClockSources = {
  monotonic: () => performance.now(),
  monotonicSleeps: process.platform === 'linux',
  sinceBoot: () => 1000 * uptime(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  wall: () => Date.now(),
};

type Reading = Record<'monotonic' | 'sinceBoot' | 'processor' | 'wall', number>;

/** What happened to the machine's time, for a person who asks later; `ms` back where negative. */
export type ClockEvent = { kind: 'machine.slept' | 'clock.moved'; ms: number };

/**
 * The time that work is measured by: it goes on only while the machine is awake, and knows nothing of the wall clock. A heartbeat
 * notices when the machine slept and when the wall clock was set, and tells of it.
 */
export class AwakeClock {
  private readonly sources: ClockSources;
  private readonly tell: (event: ClockEvent) => void;
  private readonly heartbeat: NodeJS.Timeout;
  private last: Reading;
  private sleptMs = 0;

  constructor(tell: (event: ClockEvent) => void = () => {}, sources: ClockSources = SYSTEM) {
    this.tell = tell;
    this.sources = sources;
    this.last = this.read();
    this.heartbeat = setInterval(() => this.look(), BEAT_MS).unref();
  }

  /** Ms since some moment, without those that the machine slept. */
  now(): number {
    this.look();
    return this.sources.monotonic() - this.sleptMs;
  }

  /** Ms of sleep that were counted by a clock like `performance.now()`; to be taken out of what such a clock measured. */
  get slept(): number {
    this.look();
    return this.sleptMs;
  }

  /** The last of what happened is told. */
  close(): void {
    this.look();
    clearInterval(this.heartbeat);
  }

  private look(): void {
    // Whoever asks between two beats is spared the system calls.
    if (this.sources.monotonic() - this.last.monotonic < BEAT_MS / 2) return;
    const [before, now] = [this.last, this.read()];
    this.last = now;
    const passed = (name: keyof Reading): number => now[name] - before[name];
    const gap = passed('monotonic');
    const idle = !this.sources.monotonicSleeps && passed('processor') < BUSY_SHARE * gap;
    const counted = gap >= BEAT_MS + GAP_MS && idle ? gap - BEAT_MS : 0;
    const uncounted = Math.max(0, passed('sinceBoot') - gap);
    this.sleptMs += counted;
    const slept = counted + (uncounted >= GAP_MS ? uncounted : 0);
    if (slept > 0) this.tell({ kind: 'machine.slept', ms: Math.round(slept) });
    const moved = passed('wall') - gap - uncounted;
    if (Math.abs(moved) >= MOVED_MS) this.tell({ kind: 'clock.moved', ms: Math.round(moved) });
  }

  private read(): Reading {
    const { sources } = this;
    return {
      monotonic: sources.monotonic(),
      sinceBoot: sources.sinceBoot(),
      processor: sources.processor(),
      wall: sources.wall(),
    };
  }
}

/**
 * How long one trainer worked from each of its reports to the next: by its own clock, so that it does not matter when they come here
 * (after a stall many come at once), and without what the machine slept.
 */
export class WorkedTime {
  private readonly clock: AwakeClock;
  private last: { at: number; slept: number } | null = null;
  /** Sleep that no report's time holds yet: what was sent before it may come after it. */
  private owed = 0;
  private taken = 0;

  constructor(clock: AwakeClock) {
    this.clock = clock;
  }

  /**
   * A report came.
   * @param sentAt when, by the trainer's clock in ms; null: it did not say, so now must do
   * @returns ms since the report before; null: it is the first
   */
  report(sentAt: number | null): number | null {
    const { last } = this;
    const { slept } = this.clock;
    const at = sentAt ?? performance.now();
    this.last = { at, slept };
    if (last === null) return null;
    const passed = Math.max(0, at - last.at);
    this.owed += slept - last.slept;
    if (passed < this.owed) return passed;
    const worked = passed - this.owed;
    this.taken += this.owed;
    this.owed = 0;
    return worked;
  }

  /** Ms of sleep that the trainer's own clock counted, up to its last report. */
  get slept(): number {
    return this.taken;
  }
}
