import type { Probe } from '#shared/domain/probe.ts';
import type { StageStatus } from '#shared/domain/project.ts';

/** How a probe was cut off: by a person, or since it failed or the core ended. */
export type Cut = Extract<StageStatus, 'paused' | 'stopped' | 'interrupted'>;

/** The probes of a stage's own points [S6]: what they found, which are under way, and which were cut off. */
export class PointProbes {
  private readonly answers = new Map<string, Probe>();
  /** Points (by key) whose probe was asked for here and has no answer. */
  private readonly open = new Map<string, 'under way' | 'cut off'>();
  private lastCut: Cut | null = null;

  /** @param stored newest last */
  constructor(stored: readonly Probe[]) {
    for (const probe of stored) this.take(probe);
  }

  /** By the keys of their points. */
  get found(): ReadonlyMap<string, Probe> {
    return this.answers;
  }

  /** Keys of the points that were asked for and have no answer. */
  get asked(): ReadonlySet<string> {
    return new Set(this.open.keys());
  }

  /** Whether one waits or is being made. */
  get isUnderWay(): boolean {
    return [...this.open.values()].includes('under way');
  }

  /** How one of them was cut off; null: none was since a person went on with the stage. */
  get cut(): Cut | null {
    return this.lastCut;
  }

  /** Some are asked for; the returned function takes that back. */
  begin(pointKeys: readonly string[]): () => void {
    for (const key of pointKeys) this.open.set(key, 'under way');
    return () => {
      for (const key of pointKeys) this.open.delete(key);
    };
  }

  /** Takes one that was saved. */
  take(probe: Probe): void {
    const { pointKey } = probe;
    if (pointKey === null) return;
    this.open.delete(pointKey);
    if (!this.answers.has(pointKey)) this.answers.set(pointKey, probe);
  }

  /** One came to nothing; it is not asked for again until a person goes on with the stage. */
  cutOff(pointKey: string, how: Cut): void {
    this.open.set(pointKey, 'cut off');
    this.lastCut = how;
  }

  /** A person goes on with the stage: what was cut off may be asked for again. */
  askAgain(): void {
    for (const [key, how] of this.open) if (how === 'cut off') this.open.delete(key);
    this.lastCut = null;
  }
}
