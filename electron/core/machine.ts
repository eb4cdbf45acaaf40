import { availableParallelism, cpus, totalmem } from 'node:os';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { BackendReport, Machine } from '#shared/domain/machine.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Hosts } from '../hosts/hosts.ts';

const ALL: readonly BackendId[] = ['wasm', 'webgpu', 'cuda', 'cpu'];
/** What a backend's measurement may take, start-up included, before it counts as not available. */
const PATIENCE_MS = 30_000;

/** This machine before anything is measured: WASM runs everywhere, so it is the default until then. */
export function machineFacts(backends: readonly BackendReport[] = []): Machine {
  const list = cpus();
  return {
    cpu: list[0]?.model.trim() ?? process.arch,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    backends: [...backends],
    defaultBackend: fastest(backends) ?? 'wasm',
  };
}

/** Probes every backend in a trainer of its own, one after the other; each says available or why not. */
export async function measureBackends(hosts: Hosts, seconds: number): Promise<BackendReport[]> {
  const reports: BackendReport[] = [];
  for (const id of ALL) reports.push(await measureBackend(hosts, id, seconds));
  return reports;
}

function measureBackend(hosts: Hosts, id: BackendId, seconds: number): Promise<BackendReport> {
  const child = hosts.startTrainer();
  let timer: NodeJS.Timeout | undefined;
  return new Promise<BackendReport>(resolve => {
    const lost = (detail: string) =>
      resolve({
        id,
        available: false,
        reason: { key: 'reason.failed.processLost', values: { detail } },
        stepMs: null,
        device: null,
      });
    timer = setTimeout(() => lost(`${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    child.onMessage(raw => {
      const message = FromTrainer.safeParse(raw);
      if (!message.success || message.data.type !== 'measured') return;
      const { stepMs, reason, device } = message.data;
      resolve({ id, available: stepMs !== null, reason, stepMs, device });
    });
    child.onExit(lost);
    child.send({ type: 'measure', backend: id, seconds });
  }).finally(() => {
    clearTimeout(timer); // Else it would hold a closing program for as long.
    child.kill();
  });
}

/** The available backend with the shortest step; null where none was measured. */
export function fastest(backends: readonly BackendReport[]): BackendId | null {
  const measured = backends.filter(b => b.stepMs !== null);
  measured.sort((a, b) => (a.stepMs ?? 0) - (b.stepMs ?? 0));
  return measured[0]?.id ?? null;
}
