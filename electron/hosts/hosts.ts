import { Refusal } from '#shared/contract/refusal.ts';
import type { HostCan, Subject } from '#shared/method/stages/stage-definition.ts';

/**
 * A process (or Worker) of its own that speaks over a port. Messages are structured clones: typed arrays and
 * non-finite numbers arrive as they are. When the core's side goes away, the child ends by itself.
 */
export interface Child {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /**
   * Called once, after the last message, however the child ended; `detail` is a code, a signal or an error's text. `killed`: by force,
   * and not by `kill`, as the system does it where memory runs out.
   */
  onExit(listener: (detail: string, killed?: boolean) => void): void;
  /** Ends it at once, without a word. Safe to call twice. */
  kill(): void;
}

/** What a host of trials is given to do. */
export interface Job {
  kind: 'train' | 'probe' | 'prepare' | 'evaluate';
  /** What is tuned. */
  subject: Subject;
  /** Of `train`: which trial, so that it may go on where it waits in a process's memory. */
  trialId: string | null;
}

/** A process lent for one job. It is a child as any other: `kill` ends it, or gives it back where its job was answered. */
export interface Lent extends Child {
  /** The step before which it keeps the job's trial in its memory; null: it doesn't. */
  keptStep: number | null;
  /** So long it may take to stop once it is told to, in ms; left out: what trainers may. */
  stopGraceMs?: number;
}

/**
 * Where jobs of one kind of subject are done. What it lends speaks `shared/domain/trainer-protocol.ts`, whatever works behind it: our own
 * trainers, or a person's command.
 */
export interface TrialHost {
  /** What it can beyond training a trial from its beginning to its end; nobody asks it for more. */
  readonly can: HostCan;
  /** @throws Error where no process can start */
  lend(job: Job): Lent;
  /** Starts processes ahead of their jobs, until so many are idle. */
  warm(count: number): void;
  /** A trial doesn't go on where it waits. */
  forget(trialId: string): void;
  /** Memory of idle processes, which the next job uses. */
  readonly idleBytes: number;
  /** Ends what is idle, and what is lent once it is given back. */
  close(): void;
}

/** Where the core's helpers run; each shell brings its own (docs/architecture.md, "Processes"). */
export interface Hosts {
  /** Speaks `shared/domain/trainer-protocol.ts`. */
  startTrainer(): Child;
  /** Speaks `electron/data/protocol.ts`. */
  startReader(): Child;
  /** Starts the process beside a run of a person's own command (`command/runner-protocol.ts`); left out: none is run here. */
  startRunner?(): Child;
  /** Where a person's own command is trained; left out: the core makes that of runners, where there are any. */
  command?: TrialHost;
}

/** Hosts whose children nobody needs once the core closes: readers, and trainers that only measure. */
export interface Helpers extends Hosts {
  /** Ends those that are alive; no other can be started. */
  close(): void;
}

/** Keeps an eye on the children of some hosts, so that none outlives the core. */
export function watchHelpers(hosts: Hosts): Helpers {
  const alive = new Set<Child>();
  let closed = false;
  const watched = (start: () => Child): Child => {
    if (closed) throw new Refusal('error.core.closing');
    const child = start();
    alive.add(child);
    child.onExit(() => alive.delete(child));
    return child;
  };
  return {
    ...(hosts.command && { command: hosts.command }),
    ...(hosts.startRunner && { startRunner: () => hosts.startRunner!() }),
    startTrainer: () => watched(() => hosts.startTrainer()),
    startReader: () => watched(() => hosts.startReader()),
    close: () => {
      closed = true;
      for (const child of alive) child.kill();
    },
  };
}

/** The line that says what happened, of all that a process wrote to its standard error before it ended. */
export function errorSummary(detail: string): string {
  const lines = detail.split('\n').map(line => line.trim());
  return lines.find(line => /^(FATAL ERROR|\w*Error)\b/.test(line)) ?? lines.findLast(line => line !== '') ?? detail;
}

/** Hosts of which one reader and one trainer run already before they are asked for; `close` ends those that nobody asked for. */
export function startedAhead(hosts: Hosts): Hosts & { close(): void } {
  const reader = ahead(() => hosts.startReader());
  const trainer = ahead(() => hosts.startTrainer());
  return {
    ...(hosts.command && { command: hosts.command }),
    ...(hosts.startRunner && { startRunner: () => hosts.startRunner!() }),
    startReader: reader.take,
    startTrainer: trainer.take,
    close: () => {
      reader.close();
      trainer.close();
    },
  };
}

/** One child that runs already; where it has ended by itself before it is asked for, another one takes its place. */
function ahead(start: () => Child): { take: () => Child; close: () => void } {
  const first = start();
  let waiting: Child | null = first;
  first.onExit(() => {
    waiting = null;
  });
  return {
    take: () => {
      const child = waiting ?? start();
      waiting = null;
      return child;
    },
    close: () => waiting?.kill(),
  };
}
