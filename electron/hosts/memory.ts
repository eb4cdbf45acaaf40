import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';

/**
 * Bytes that further processes may take without harm: what the system calls available, within the limits that this process stands
 * under. macOS counts as free only what nobody ever used, so half of all memory stands in for it there.
 */
export const freeMemory = (): number => (process.platform === 'darwin' ? totalmem() / 2 : process.availableMemory());

/** How often the system ended a process for want of memory so far; null where it doesn't tell. */
export type CountOomKills = () => number | null;

/** Below this share of all memory, or below a fixed amount, programs that watch over memory begin to end others. */
const LOW_SHARE = 0.1;
const LOW_BYTES = 512 * 2 ** 20;

/** Files of Linux with lines like `oom_kill 3`: of this process's control group (versions 2 and 1), and of the whole machine. */
function counters(): string[] {
  const groups = read('/proc/self/cgroup').split('\n');
  return [
    ...groups.flatMap(line => {
      const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
      if (path === undefined) return [];
      if (controllers === '') return [join('/sys/fs/cgroup', path, 'memory.events'), '/sys/fs/cgroup/memory.events'];
      if (!controllers?.split(',').includes('memory')) return [];
      return [join('/sys/fs/cgroup/memory', path, 'memory.oom_control'), '/sys/fs/cgroup/memory/memory.oom_control'];
    }),
    '/proc/vmstat',
  ];
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What Linux counted, in all files that tell: whichever rises, the sum does. */
export const countOomKills: CountOomKills = () => {
  if (process.platform !== 'linux') return null;
  const counts = [...new Set(counters())].flatMap(file => /^oom_kill (\d+)$/m.exec(read(file))?.slice(1) ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + Number(count), 0);
};

/** Why a process was ended by force, as far as that can be told. */
export type KilledBy = 'memory' | 'someone' | 'unknown';

/** Looks after a process, to tell whether memory was the reason where the system ends it by force. */
export class MemoryWitness {
  private readonly count: CountOomKills;
  private readonly before: number | null;
  private lowest = Number.POSITIVE_INFINITY;

  constructor(count: CountOomKills = countOomKills) {
    this.count = count;
    this.before = count();
  }

  /** Takes what was free at some moment while the process lived: afterwards its own share is free again. */
  sawFree(bytes: number): void {
    this.lowest = Math.min(this.lowest, bytes);
  }

  /** @param detail how it ended, in the host's words: a window's process says `oom` itself */
  verdict(detail: string): KilledBy {
    if (/^(oom|memory-eviction)$/.test(detail)) return 'memory';
    if (this.lowest < Math.max(LOW_BYTES, LOW_SHARE * totalmem())) return 'memory';
    const now = this.count();
    if (now === null || this.before === null) return 'unknown';
    return now > this.before ? 'memory' : 'someone';
  }
}
