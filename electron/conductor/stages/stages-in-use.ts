import { Refusal } from '#shared/contract/refusal.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import type { TestReading } from '#shared/domain/test-reading.ts';
import type { Store } from '../../store/store.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import { StageState } from './stage-state.ts';

/** What stages in which nothing happens may take of memory in all, in bytes, however many they are. */
const KEPT_BYTES = 32 * 2 ** 20;

/** The stages in memory: each is there once at most, and those used longest ago go first. */
export class StagesInUse {
  private readonly store: Store;
  private readonly clock: AwakeClock;
  /** By id. A promise, so that two askers share one reading. */
  private readonly states = new Map<string, Promise<StageState | null>>();
  /** Those of them that are read, the one used longest ago first. */
  private readonly read = new Map<string, StageState>();

  constructor(store: Store, clock: AwakeClock) {
    this.store = store;
    this.clock = clock;
  }

  /** @throws Refusal where there is none of that id. */
  async get(stageId: string): Promise<StageState> {
    let found = this.states.get(stageId);
    if (!found) {
      found = StageState.load(this.store, stageId, this.clock);
      this.states.set(stageId, found);
      found.catch(() => this.states.delete(stageId));
    }
    const state = await found;
    if (state) {
      this.used(state);
      return state;
    }
    this.states.delete(stageId);
    throw new Refusal('error.stage.unknown', { id: stageId });
  }

  /** Makes a stage known that is not stored yet; the returned function takes that back. One that is known stays so. */
  add(state: StageState): () => void {
    const { id } = state.stage;
    if (this.states.has(id)) return () => {};
    this.states.set(id, Promise.resolve(state));
    return () => this.states.delete(id);
  }

  /** Marks a stage as the latest used one, and lets go of those used longest ago that nothing happens in. */
  used(state: StageState): void {
    this.read.delete(state.stage.id);
    const idle = [...this.read].filter(([, { busy }]) => !busy);
    this.read.set(state.stage.id, state);
    let bytes = idle.reduce((sum, [, old]) => sum + old.bytes, state.busy ? 0 : state.bytes);
    for (const [id, old] of idle) {
      if (bytes <= KEPT_BYTES) return;
      bytes -= old.bytes;
      this.read.delete(id);
      this.states.delete(id);
    }
  }

  /** What all stages in memory take of it. */
  get bytes(): number {
    return [...this.read.values()].reduce((sum, state) => sum + state.bytes, 0);
  }

  /** A stage that is in memory already. */
  inMemory(stageId: string): StageState | null {
    return this.read.get(stageId) ?? null;
  }

  /** Lets go of all stages of a project that is gone. */
  async forget(projectId: string): Promise<void> {
    for (const [id, found] of [...this.states]) {
      const state = await found.catch(() => null);
      if (state?.project.id !== projectId) continue;
      this.states.delete(id);
      this.read.delete(id);
    }
  }

  /** Whether anything happens in any stage, or is about to. */
  get anyBusy(): boolean {
    return [...this.read.values()].some(state => state.busy);
  }

  /** Whether something happens in a stage of the project, or is about to. */
  isBusy(projectId: string): boolean {
    return [...this.read.values()].some(state => state.project.id === projectId && state.busy);
  }

  /** Hands a project that was saved to its stages, also to those that are being read. */
  takeProject(project: Project): void {
    void this.each(project.id, state => state.takeProject(project));
  }

  /** As `takeProject`, for a probe that was made; resolves when all have it. */
  async takeProbe(probe: Probe): Promise<void> {
    await this.each(probe.projectId, state => state.takeProbe(probe));
  }

  /** As `takeProbe`, for a decision that was saved. */
  async takeDecision(decision: Decision): Promise<void> {
    await this.each(decision.projectId, state => state.takeDecision(decision));
  }

  /** As `takeProbe`, for all readings of a project's test rows. */
  async takeReadings(projectId: string, readings: readonly TestReading[]): Promise<void> {
    await this.each(projectId, state => state.takeReadings(readings));
  }

  /** The stages of a project that are read. */
  ofProject(projectId: string): StageState[] {
    return [...this.read.values()].filter(state => state.project.id === projectId);
  }

  private async each(projectId: string, take: (state: StageState) => void): Promise<void> {
    const states = await Promise.allSettled(this.states.values());
    for (const state of states)
      if (state.status === 'fulfilled' && state.value?.project.id === projectId) take(state.value);
  }
}
