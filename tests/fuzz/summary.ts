import Table from 'cli-table3';
import { KINDS, type Kind, kindOf } from './cases.ts';
import type { Answer } from './worker.ts';

interface Count {
  prepared: number;
  refused: number;
  failed: number;
  slowest: { number: number; ms: number };
}

/** Counts what became of cases. */
export class Summary {
  failed = 0;
  private highest = { number: 0, peak: 0 };
  private readonly keys = new Map<string, number>();
  private readonly counts = new Map<Kind, Count>(
    KINDS.map(kind => [kind, { prepared: 0, refused: 0, failed: 0, slowest: { number: 0, ms: 0 } }]),
  );

  add({ number, outcome, key, faults, ms, peak }: Answer): void {
    const count = this.counts.get(kindOf(number))!;
    if (faults.length > 0) this.failed++;
    if (faults.length > 0) count.failed++;
    else if (outcome === 'prepared') count.prepared++;
    else count.refused++;
    if (ms > count.slowest.ms) count.slowest = { number, ms };
    if (peak > this.highest.peak) this.highest = { number, peak };
    if (key !== undefined) this.keys.set(key, (this.keys.get(key) ?? 0) + 1);
  }

  /** A table by kinds, and how often each refusal came. */
  text(): string {
    const table = new Table({
      head: ['kind', 'prepared', 'refused', 'failed', 'slowest (case)'],
      style: { head: [], border: [] },
    });
    for (const [kind, { prepared, refused, failed, slowest }] of this.counts)
      table.push([kind, prepared, refused, failed, `${slowest.ms.toFixed(0)} ms (${slowest.number})`]);
    const keys = [...this.keys]
      .sort((a, b) => b[1] - a[1])
      .map(([key, count]) => `${String(count).padStart(6)} ${key}`);
    const memory = `peak memory: ${Math.ceil(this.highest.peak / 2 ** 20)} MiB (${this.highest.number})`;
    return [table.toString(), memory, 'refusals:', ...keys].join('\n');
  }
}
