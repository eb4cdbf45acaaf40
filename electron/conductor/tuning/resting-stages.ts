import type { Stage } from '#shared/domain/project.ts';

/** Who waits for stages to come to rest, whatever that is: their end, a pause, or that of the program. */
export class RestingStages {
  private readonly waiting = new Map<string, PromiseWithResolvers<void>>();

  /** Resolves when the stage comes to rest the next time, or when nothing does any more (`close`). */
  of(stageId: string): Promise<void> {
    const wait = this.waiting.get(stageId) ?? Promise.withResolvers<void>();
    this.waiting.set(stageId, wait);
    return wait.promise;
  }

  changed({ id, status }: Pick<Stage, 'id' | 'status'>): void {
    if (status === 'running') return;
    this.waiting.get(id)?.resolve();
    this.waiting.delete(id);
  }

  close(): void {
    for (const { resolve } of this.waiting.values()) resolve();
    this.waiting.clear();
  }
}
