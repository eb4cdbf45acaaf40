import type { Checkpoint } from './checkpoint/checkpoint.ts';
import type { Engine } from './engines/engine.ts';
import type { Resumption } from './trial.ts';

/** What the trials that wait in a process may take of its memory, in bytes; what is more goes on from its checkpoint. */
const MOST_BYTES = 2 ** 28;

interface KeptTrial {
  /** As it was when the trial was held: nobody uses it meanwhile. */
  engine: Engine;
  from: Resumption;
}

/** Trials that were held and wait in a process's memory, to go on there without a checkpoint. */
export class KeptTrials {
  readonly #trials = new Map<string, KeptTrial>();

  /** What they hold. */
  get bytes(): number {
    return [...this.#trials.values()].reduce((sum, { engine, from }) => sum + engine.bytes + weightBytes(from), 0);
  }

  /** Keeps a trial where there is room for it; false: there isn't, and the engine is the caller's. */
  keep(trialId: string, engine: Engine, held: Checkpoint): boolean {
    this.forget(trialId);
    if (this.bytes + engine.bytes + weightBytes(held) > MOST_BYTES) return false;
    this.#trials.set(trialId, { engine, from: { ...held, engine: null } });
    return true;
  }

  /** A trial that goes on now, whose engine is the caller's. @throws Error where it is not kept: the core knows which are */
  take(trialId: string): KeptTrial {
    const kept = this.#trials.get(trialId);
    if (!kept) throw new Error(`trial ${trialId} is not kept here`);
    this.#trials.delete(trialId);
    return kept;
  }

  forget(trialId: string): void {
    this.#trials.get(trialId)?.engine.dispose();
    this.#trials.delete(trialId);
  }
}

/** What the weights of its best evaluations and of its last take, in bytes. */
function weightBytes({ evaluations: { last, best, byMetric } }: Pick<Resumption, 'evaluations'>): number {
  const kept = [last?.kept, best?.kept, byMetric?.best?.kept.weights];
  const arrays = new Set(kept.flatMap(weights => Object.values(weights ?? {})));
  return [...arrays].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
