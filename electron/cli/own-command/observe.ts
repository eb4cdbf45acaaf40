import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '#shared/command/figures/figure.ts';
import { FigureRows } from '#shared/command/figures/rows.ts';
import { SeenFigures } from '#shared/command/figures/seen.ts';
import type { RoleValues } from '#shared/command/template.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { CommandTemplate, FigureChoice, FigureSource } from '#shared/domain/own-command.ts';
import { CommandRun } from '../../hosts/command/command-run.ts';
import { failureOf } from '../../hosts/command/ran.ts';
import { onEndSignal } from '../../start/end-signals.ts';

/** A run that was looked at. */
export interface Observed {
  seen: SeenFigures;
  told: { source: FigureSource; figures: readonly Figure[] }[];
  /** It was ended before its own end. */
  cut: boolean;
  memoryBytes: number | null;
}

const LOOK_EVERY_MS = 200;
const STOP_GRACE_MS = 5000;

/**
 * Runs a command once and gathers what it tells.
 * @param enough asked again and again: whether what was told is all that is wanted
 * @throws Refusal where it fails, and where a person stops it
 */
export async function observe(
  template: CommandTemplate,
  folder: string,
  values: RoleValues,
  enough: (observed: Observed) => boolean,
): Promise<Observed> {
  const runFolder = await mkdtemp(join(tmpdir(), 'descent-look-'));
  const observed: Observed = { seen: new SeenFigures(), told: [], cut: false, memoryBytes: null };
  let interrupted = false;
  const run = await CommandRun.start({
    template,
    folder,
    runFolder: join(runFolder, 'run'),
    values,
    onLog: () => {},
    onFigures: (source, figures, text) => {
      observed.seen.take(source, figures, text);
      observed.told.push({ source, figures });
    },
  });
  const forget = onEndSignal(() => {
    interrupted = true;
    run.stop(STOP_GRACE_MS);
  });
  const timer = setInterval(() => {
    observed.memoryBytes = Math.max(observed.memoryBytes ?? 0, run.memoryBytes ?? 0) || null;
    if (observed.cut || !enough(observed)) return;
    observed.cut = true;
    run.stop(STOP_GRACE_MS);
  }, LOOK_EVERY_MS);
  try {
    const { lines, left, ...exit } = await run.done;
    if (interrupted) throw new Refusal('error.question.stopped');
    const failure = observed.cut ? null : failureOf(exit, lines);
    if (failure) throw new Refusal(failure.key, failure.values);
    if (left.length > 0) throw new Refusal('reason.command.left', { pids: left.join(', ') });
    return observed;
  } finally {
    clearInterval(timer);
    forget();
    await rm(runFolder, { recursive: true, force: true });
  }
}

/** The losses and logged rates of a run, and how many steps it has, as a trial would have them. */
export function rowsOf(
  { told }: Observed,
  figures: FigureChoice,
): { losses: number[]; rates: number[]; reached: number } {
  const rows = new FigureRows(figures);
  for (const { source, figures: some } of told) rows.take(source, some);
  const step = rows.batches(true).find(({ series }) => series === 'step');
  return {
    losses: [...(step?.columns.loss ?? [])],
    rates: [...(step?.columns.learningRate ?? [])],
    reached: rows.reached,
  };
}
