import type { StageStatus } from '#shared/domain/project.ts';

/** How a question was cut off: by a person, or since it failed or the core ended. */
export type Cut = Extract<StageStatus, 'paused' | 'stopped' | 'interrupted'>;

/**
 * What a stage asks trainers beside its trials, by key: the probes of its points [S6], by these, or how its trials do on the test rows [R2], by their
 * ids. Which have their answer, which are under way, and which were cut off.
 */
export class StageQuestions<Answer> {
  private readonly answers = new Map<string, Answer>();
  /** What was asked here and has no answer. */
  private readonly open = new Map<string, 'under way' | 'cut off'>();
  private lastCut: Cut | null = null;

  get found(): ReadonlyMap<string, Answer> {
    return this.answers;
  }

  /** Keys of what was asked for and has no answer. */
  get asked(): ReadonlySet<string> {
    return new Set(this.open.keys());
  }

  /** Whether one waits or is being answered. */
  get isUnderWay(): boolean {
    return [...this.open.values()].includes('under way');
  }

  /** How one of them was cut off; null: none was since a person went on with the stage. */
  get cut(): Cut | null {
    return this.lastCut;
  }

  /** Some are asked; the returned function takes that back. */
  begin(keys: readonly string[]): () => void {
    for (const key of keys) this.open.set(key, 'under way');
    return () => {
      for (const key of keys) this.open.delete(key);
    };
  }

  /** Takes an answer that was saved; the first one counts. */
  take(key: string, answer: Answer): void {
    this.open.delete(key);
    if (!this.answers.has(key)) this.answers.set(key, answer);
  }

  /** One came to nothing; it is not asked again until a person goes on with the stage. */
  cutOff(key: string, how: Cut): void {
    this.open.set(key, 'cut off');
    this.lastCut = how;
  }

  /** A person goes on with the stage: what was cut off may be asked again. */
  askAgain(): void {
    for (const [key, how] of this.open) if (how === 'cut off') this.open.delete(key);
    this.lastCut = null;
  }
}
