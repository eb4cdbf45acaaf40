import type { Child } from './hosts.ts';

/** A process that nobody needs for so long ends, in ms: its memory is worth more than the start of the next one. */
const IDLE_MS = 20_000;

/** What the pool looks at in a process's messages; whoever it is lent to checks the rest. */
interface Said {
  type?: string;
  free?: boolean;
  kept?: boolean;
  steps?: number;
  memoryBytes?: number | null;
  keptBytes?: number;
}

/** The last word on a task, of trainers and readers. */
const ANSWERS: ReadonlySet<string | undefined> = new Set(['ended', 'probed', 'prepared', 'measured', 'refused']);

/** A process lent for one task. It is a child as any other: `kill` ends it, or gives it back where its task was answered. */
export interface Lent extends Child {
  /** The step before which it keeps the asked trial in its memory; null: it doesn't. */
  keptStep: number | null;
}

/**
 * Trainers, or readers, that live longer than a task: each has one at a time, so that a crash takes one along, and whoever says that
 * it is free serves the next. A trial that waits in one's memory goes on there where that one is idle; else its checkpoint serves.
 */
export class ProcessPool {
  private readonly start: () => Child;
  private readonly idleMs: number;
  /** The longest idle first. */
  private readonly idle: Member[] = [];
  private readonly all = new Set<Member>();
  private closed = false;

  constructor(start: () => Child, idleMs = IDLE_MS) {
    this.start = start;
    this.idleMs = idleMs;
  }

  /** A process for one task: the idle one that keeps the trial, else any idle one, else a new one. @throws Error where none can start */
  lend(trialId: string | null = null): Lent {
    const keeper = trialId === null ? undefined : this.idle.find(member => member.kept.has(trialId));
    // Else the one that others wait in least.
    const member = keeper ?? [...this.idle].sort((a, b) => a.kept.size - b.kept.size)[0] ?? this.add();
    this.leave(member);
    if (trialId === null) return this.lent(member, null, null);
    const keptStep = member.kept.get(trialId) ?? null;
    member.kept.delete(trialId); // The task takes it.
    this.forget(trialId);
    return this.lent(member, trialId, keptStep);
  }

  /** Starts processes ahead of their tasks, until so many are idle. One that can't be started is missed when it is needed. */
  warm(count: number): void {
    try {
      while (!this.closed && this.idle.length < count) this.rest(this.add());
    } catch {}
  }

  /** A trial doesn't go on where it waits. */
  forget(trialId: string): void {
    for (const member of this.all) if (member.kept.delete(trialId)) member.child.send({ type: 'forget', trialId });
  }

  /** Memory that idle ones take beside the trials that wait in them: the next trial uses it in their place. */
  get idleBytes(): number {
    return this.idle.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Ends the idle ones, and those that are lent once they are given back. */
  close(): void {
    this.closed = true;
    for (const member of [...this.idle]) this.end(member);
  }

  private add(): Member {
    const member = new Member(this.start());
    this.all.add(member);
    member.child.onMessage(raw => member.hear(raw));
    member.child.onExit((detail, killed) => {
      this.all.delete(member);
      this.leave(member);
      member.exit(detail, killed);
    });
    return member;
  }

  private rest(member: Member): void {
    this.idle.push(member);
    if (this.closed) this.end(member);
    else member.timer = setTimeout(() => this.end(member), this.idleMs);
  }

  /** Ends an idle one; it is lent to nobody between this and its end. */
  private end(member: Member): void {
    this.leave(member);
    member.child.kill();
  }

  private leave(member: Member): void {
    clearTimeout(member.timer);
    const at = this.idle.indexOf(member);
    if (at >= 0) this.idle.splice(at, 1);
  }

  private lent(member: Member, trialId: string | null, keptStep: number | null): Lent {
    const { child } = member;
    let free = false;
    let over = false;
    const { promise: exited, resolve: exit } = Promise.withResolvers<Parameters<Member['exit']>>();
    member.exit = (...how) => exit(how);
    let listen: (message: unknown) => void = () => {};
    member.hear = raw => {
      const said = (raw ?? {}) as Said;
      if (typeof said.memoryBytes === 'number') member.bytes = said.memoryBytes - (said.keptBytes ?? 0);
      if (ANSWERS.has(said.type)) {
        free = said.free === true;
        if (trialId !== null && said.kept === true) member.kept.set(trialId, said.steps ?? 0);
      }
      listen(raw);
    };
    return {
      keptStep,
      send: message => void (over || child.send(message)),
      onMessage: listener => {
        listen = listener;
      },
      onExit: listener => void exited.then(how => listener(...how)),
      kill: () => {
        if (over) return;
        over = true;
        if (!free || !this.all.has(member)) return child.kill();
        member.hear = () => {};
        exit(['given back']);
        this.rest(member);
      },
    };
  }
}

/** One process of the pool. */
class Member {
  readonly child: Child;
  /** Trials that wait in its memory, each before its step. */
  readonly kept = new Map<string, number>();
  /** What it takes of the machine's memory, without those. */
  bytes = 0;
  timer: NodeJS.Timeout | undefined;
  /** Who it is lent to hears this. */
  hear: (message: unknown) => void = () => {};
  exit: (detail: string, killed?: boolean) => void = () => {};

  constructor(child: Child) {
    this.child = child;
  }
}
