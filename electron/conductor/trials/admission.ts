import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { fewerSideBySide, mayStart, type ShortOfMemory } from '#shared/method/side-by-side.ts';
import type { Subject } from '#shared/method/stages/stage-definition.ts';
import { GpuMemory } from './gpu-memory.ts';

/** What trials of one stage share; one object for all of them, since by it the queue knows what they need. */
export interface TrialGroup {
  subject: Subject;
  backend: BackendId;
  /** So many side by side at most (L7). */
  parallel: number;
  /** Numbers of steps after which a curve's level will be asked for. */
  marks: readonly number[];
}

/** What is known of a group's trials side by side. */
interface Known {
  /** The most that one of them took. */
  trialBytes: number | null;
  /** The most that may run at once, after some failed for memory. */
  most: number;
}

/** Where it learns what is free. */
interface AdmissionOptions {
  /** Bytes that further trainers may take. */
  freeBytes: () => number;
  /** The same of the GPU; left out: what its driver says. */
  freeGpuMemory?: (() => Promise<number | null>) | undefined;
  /** Hears that the GPU may have room by now. */
  changed: () => void;
}

/** What each that runs takes of memory by now, in bytes; null: it hasn't told yet. */
type Taken = readonly (number | null)[];

/** Whether one more trial, probe or preparation fits beside those that run [L7]: into the machine's memory and, where it takes it, the GPU's. */
export class Admission {
  private readonly known = new WeakMap<TrialGroup, Known>();
  private readonly freeBytes: () => number;
  private readonly gpu: GpuMemory;

  constructor({ freeBytes, freeGpuMemory, changed }: AdmissionOptions) {
    this.freeBytes = freeBytes;
    this.gpu = new GpuMemory(changed, freeGpuMemory);
  }

  /** Whether one more trial may start. */
  hasRoomFor(group: TrialGroup, running: Taken): boolean {
    const { trialBytes, most } = this.knownOf(group);
    return this.admits(group.backend, Math.min(most, group.parallel), running, trialBytes);
  }

  /** Whether one more probe or preparation may: they are short, so however many run. */
  hasRoomToAsk(backend: BackendId, running: Taken): boolean {
    return this.admits(backend, Number.POSITIVE_INFINITY, running, null);
  }

  /** How many of which nothing is known may start side by side where none runs, at most so many. */
  sideBySide(most: number, backend: BackendId): number {
    const running: null[] = [null];
    const fits = () => mayStart({ most, running, trialBytes: null, freeBytes: this.freeBytes() });
    while (!takesGpu(backend) && fits()) running.push(null);
    return running.length;
  }

  /** A trainer is about to start. */
  started(backend: BackendId): void {
    if (takesGpu(backend)) this.gpu.started();
  }

  /** A trainer trains: by its first points it has taken what it needs. */
  trains(backend: BackendId): void {
    if (takesGpu(backend)) void this.gpu.measure();
  }

  /** A trainer has ended, and what it took is free again. */
  ended(backend: BackendId): void {
    if (takesGpu(backend)) this.gpu.ended();
  }

  /** A trial takes so much by now. */
  took(group: TrialGroup, bytes: number): void {
    const known = this.knownOf(group);
    known.trialBytes = Math.max(known.trialBytes ?? 0, bytes);
  }

  /** How many of a group may run from now on where one ended since memory was short: then it runs again. Null: it doesn't. */
  fewerAfter(group: TrialGroup, ended: Trial, beside: Omit<ShortOfMemory, 'planned'>): number | null {
    const fewer = isShort(ended) ? fewerSideBySide({ ...beside, planned: group.parallel }) : null;
    if (fewer === null) return null;
    const known = this.knownOf(group);
    known.most = Math.min(known.most, fewer);
    return known.most;
  }

  private admits(backend: BackendId, most: number, running: Taken, trialBytes: number | null): boolean {
    if (takesGpu(backend) && !this.gpu.hasRoom()) return false;
    return mayStart({ most, running, trialBytes, freeBytes: this.freeBytes() });
  }

  private knownOf(group: TrialGroup): Known {
    const known = this.known.get(group) ?? { trialBytes: null, most: Number.POSITIVE_INFINITY };
    this.known.set(group, known);
    return known;
  }
}

/**
 * Whether memory ran out, as the trainer or the system said, or as it may be where that can't be told. One that somebody ended is not run
 * again by itself: they may have meant it.
 */
const isShort = ({ reason }: Trial): boolean => SHORT.has(reason?.key ?? '');

const SHORT: ReadonlySet<string> = new Set([
  'reason.failed.memory',
  'reason.failed.killed',
  'reason.failed.killedUnknown',
]);

/** Whether a backend takes memory of the GPU. */
const takesGpu = (backend: BackendId): boolean => backend === 'webgpu' || backend === 'cuda';
