import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './worker.ts';

/** What a case may take; beyond it the worker is killed. */
export interface Limits {
  ms: number;
  /** Bytes of its process, the program itself included. */
  memory: number;
}

/** Memory as for a table of 200 MB; cases take 620 MiB at most, but on a busy machine what is free is freed later. */
export const LIMITS: Limits = { ms: 10_000, memory: 1024 * 2 ** 20 };

/** V8's own heap; what readers hold beyond it lies outside. */
const HEAP_MIB = 512;

/** A reader's process prepares one source; one that did many holds what its allocator keeps of them. */
const CASES_A_WORKER = 200;

/** Milliseconds between two looks at the worker's memory. */
const LOOK_EVERY = 50;

/** Does cases in a process of its own, and sees from outside where it dies, hangs or takes too much memory. */
export class Watch {
  private worker: ChildProcess | null = null;
  private cases = 0;
  private readonly limits: Limits;
  private readonly script: string;

  /** @param script answers to numbers as `worker.ts` does. */
  constructor(limits: Limits = LIMITS, script = join(import.meta.dirname, 'worker.ts')) {
    this.limits = limits;
    this.script = script;
  }

  /** The case's answer; one with a fault where there came none in time. */
  async run(number: number): Promise<Answer> {
    const worker = this.started();
    const began = performance.now();
    let peak = 0;
    const lost = (fault: string): Answer => ({
      number,
      ms: performance.now() - began,
      peak,
      outcome: 'thrown',
      faults: [fault],
    });
    const answer = await new Promise<Answer>(resolve => {
      const end = (result: Answer): void => {
        clearTimeout(timer);
        clearInterval(look);
        worker.removeAllListeners();
        resolve(result);
      };
      const timer = setTimeout(() => end(lost(`no answer after ${this.limits.ms} ms`)), this.limits.ms);
      const look = setInterval(() => {
        peak = Math.max(peak, residentBytes(worker.pid!));
        if (peak > this.limits.memory) end(lost(tooMuch(peak, this.limits.memory)));
      }, LOOK_EVERY);
      worker.once('message', message => end(message as Answer));
      worker.once('exit', (code, signal) => end(lost(`the process ended (${signal ?? code})`)));
      worker.send(number);
    });
    if (answer.peak > this.limits.memory && answer.faults.length === 0)
      answer.faults.push(tooMuch(answer.peak, this.limits.memory));
    if (answer.faults.length > 0 || ++this.cases >= CASES_A_WORKER) await this.close();
    return answer;
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.cases = 0;
    if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }

  private started(): ChildProcess {
    this.worker ??= fork(this.script, { execArgv: [`--max-old-space-size=${HEAP_MIB}`] });
    return this.worker;
  }
}

const tooMuch = (peak: number, limit: number): string =>
  `${Math.ceil(peak / 2 ** 20)} MiB of memory, more than ${limit / 2 ** 20}`;

/** What a process holds now; 0 where the system doesn't tell (then its own word at the end of a case counts). */
function residentBytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
