import { readFileSync } from 'node:fs';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type LeftFile, newestCheckpoint } from '#shared/command/checkpoint.ts';
import { writtenFor } from '#shared/command/template.ts';
import { Figure } from '#shared/domain/metrics.ts';
import type { CommandTemplate } from '#shared/domain/own-command.ts';
import { filesBelow } from './figure-files.ts';

/** From where a run of a command goes on: its own newest checkpoint, as a file in the run's folder tells. */
const Kept = z.object({
  /** Of the checkpoint, below the folder of the run. */
  path: z.string(),
  /** So many steps were done when it was there. */
  step: z.number().int().min(0),
  /** What the command calls its first step; null: it tells none. */
  offset: z.number().int().nullable(),
  /** The evaluation after just so many steps, which the run that goes on doesn't make again; null: there was none. */
  dev: z.object({ devLoss: Figure.optional(), devMetric: Figure.optional() }).nullable(),
});
export type Kept = z.infer<typeof Kept>;

const FILE = 'kept.json';

/** Whether a command says where a checkpoint to go on from is given to it: by its placeholder, since what stands there else is the person's. */
export const takesCheckpoint = (template: CommandTemplate): boolean =>
  template.flat().some(part => 'role' in part && part.role === 'resume') && writtenFor(template, 'resume') === null;

/** What a run left to go on from; null: nothing. */
export function keptOf(runFolder: string): Kept | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(join(runFolder, FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Looks for checkpoints while a run writes them. One counts once it stays as it is from one look to the next, since it may still be written. */
export class CheckpointWatch {
  private readonly runFolder: string;
  private seen: LeftFile | null = null;
  private kept: string | null = null;

  constructor(runFolder: string) {
    this.runFolder = runFolder;
  }

  /** @param done so many steps, as far as was told, and the last evaluation with the step that it was told for */
  async look(done: {
    steps: number;
    offset: number | null;
    dev: { step: number; values: NonNullable<Kept['dev']> } | null;
  }): Promise<void> {
    const folder = join(this.runFolder, 'out');
    const files = await Promise.all(
      (await filesBelow(folder)).map(async file => {
        const changedAt = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
        return { path: relative(folder, file).split(sep).join('/'), changedAt };
      }),
    );
    const newest = newestCheckpoint(files);
    const name = newest && `${newest.path} ${newest.changedAt}`;
    const isStill = newest && this.seen?.path === newest.path && this.seen.changedAt === newest.changedAt;
    this.seen = newest;
    if (!newest || !isStill || name === this.kept) return;
    this.kept = name;
    const dev = done.dev && done.dev.step >= done.steps ? done.dev.values : null;
    const kept: Kept = { path: newest.path, step: done.steps, offset: done.offset, dev };
    await writeFile(join(this.runFolder, `${FILE}.new`), JSON.stringify(kept), { mode: 0o600 });
    await rename(join(this.runFolder, `${FILE}.new`), join(this.runFolder, FILE));
  }
}
