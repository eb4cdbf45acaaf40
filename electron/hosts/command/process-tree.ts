import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { windowsStart } from '#shared/command/windows-start.ts';

/** By this variable a process is known as one of a run, wherever it put itself. */
const MARK = 'DESCENT_RUN';

/** A new mark, which no other run has or ever had. */
export const newMark = (): string => randomUUID();
const IS_WINDOWS = process.platform === 'win32';

/** Trees that are alive: none of them outlives this process where that can still do something about it. */
const alive = new Set<ProcessTree>();
let watched = false;

/**
 * A process with all that it starts. It has a process group of its own; what leaves that group, as a daemon does, is found by a variable of
 * its environment (on Linux, where that can be read).
 */
export class ProcessTree {
  readonly child: ChildProcess;
  private readonly mark: string;

  /**
   * @param mark of `newMark`
   * @throws Error where an argument can't be given to a batch file (Windows); what can't be started else is told by the child's `error`
   */
  constructor(argv: readonly string[], folder: string, environment: NodeJS.ProcessEnv, mark: string) {
    const [program = '', ...rest] = argv;
    const start = IS_WINDOWS
      ? windowsStart(argv, process.env.ComSpec ?? 'cmd.exe')
      : { file: program, args: rest, verbatim: false };
    if ('problem' in start) throw new Error(`A batch file can’t be given ${start.problem}`);
    this.mark = mark;
    this.child = spawn(start.file, start.args, {
      cwd: folder,
      env: { ...environment, [MARK]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !IS_WINDOWS,
      windowsHide: true,
      windowsVerbatimArguments: start.verbatim,
    });
    alive.add(this);
    if (!watched) process.on('exit', () => [...alive].forEach(tree => void tree.signal('SIGKILL')));
    watched = true;
  }

  /** Sends a signal to all that is alive of it. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    if (IS_WINDOWS) {
      if (signal === 'SIGKILL')
        quietly(() => execFileSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }));
      return;
    }
    quietly(() => process.kill(-pid, signal));
    // Those of the group have it: for many a script a second word means at once, and unsaved.
    const others =
      process.platform === 'linux' ? this.members().filter(id => isAliveIn(id, group => group !== pid)) : [];
    for (const other of others) quietly(() => process.kill(other, signal));
  }

  /** The ids of its processes that are alive: those of its group, and those that carry its mark. */
  members(): number[] {
    const { pid } = this.child;
    if (pid === undefined || IS_WINDOWS) return [];
    if (process.platform !== 'linux') return isThere(-pid) ? [pid] : [];
    return processIds().filter(
      id => isAliveIn(id, group => group === pid) || (isAliveIn(id) && isMarked(id, this.mark)),
    );
  }

  /** Bytes of memory that its processes have; null where that isn't told. */
  memory(): number | null {
    if (process.platform !== 'linux') return null;
    const pages = this.members().map(id => Number(read(`/proc/${id}/statm`).split(' ')[1] ?? 0));
    return pages.length === 0 ? null : pages.reduce((sum, count) => sum + count, 0) * 4096;
  }

  /**
   * Ends it: first with a word, then by force, until none of it is alive.
   * @param graceMs how long it has between the two
   * @returns ids of processes that can't be ended
   */
  async end(graceMs: number): Promise<number[]> {
    if (graceMs > 0) this.signal('SIGTERM');
    const until = performance.now() + graceMs;
    while (performance.now() < until && this.isAlive()) await pause(50);
    for (let tries = 0; tries < 40 && this.isAlive(); tries++) {
      this.signal('SIGKILL');
      await pause(50);
    }
    const left = this.isAlive() ? this.members() : [];
    if (left.length === 0) alive.delete(this);
    return left;
  }

  private isAlive(): boolean {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined) return false;
    return (exitCode === null && signalCode === null) || this.members().length > 0;
  }
}

/**
 * Ends by force what is alive of a run whose runner is gone: processes that carry its mark, and those of groups that such a one leads. What
 * can't be proved to be of that run is left alone, so outside Linux nothing is ended.
 * @returns how many there were
 */
export function endMarked(mark: string): number {
  if (process.platform !== 'linux') return 0;
  const ids = processIds().filter(id => isAliveIn(id));
  const marked = new Set(ids.filter(id => isMarked(id, mark)));
  const ours = ids.filter(id => marked.has(id) || isAliveIn(id, group => marked.has(group)));
  for (const id of ours) quietly(() => process.kill(id, 'SIGKILL'));
  return ours.length;
}

const processIds = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter(id => Number.isInteger(id));

const isMarked = (id: number, mark: string): boolean =>
  read(`/proc/${id}/environ`).split('\0').includes(`${MARK}=${mark}`);

/** Whether a process is alive, in a group that is asked for. */
function isAliveIn(id: number, isWanted: (group: number) => boolean = () => true): boolean {
  // The name in brackets may hold anything.
  const [state, , group] = read(`/proc/${id}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return state !== undefined && state !== '' && state !== 'Z' && state !== 'X' && isWanted(Number(group));
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What has gone meanwhile needs no signal. */
function quietly(task: () => void): void {
  try {
    task();
  } catch {}
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
