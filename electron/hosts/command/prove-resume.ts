import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResumedRun } from '#shared/command/proof.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { DEFAULT_HYPERPARAMETERS, type Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { OwnCommand } from '#shared/domain/own-command.ts';
import type { FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { writtenSettings } from '#shared/method/stages/learning-rate/plan.ts';
import { CommandHost } from './command-host.ts';
import type { LookOptions } from './look.ts';

/** A checkpoint is waited for so long. */
const LONGEST_MS = 60_000;
const LOOK_EVERY_MS = 100;
/** So many losses after it are compared, at most. */
const ENOUGH = 20;

/**
 * Trains as a trial does until a checkpoint is there, kills it, has it go on from that, and trains the same once more without a break.
 * @returns null where no checkpoint came within a minute, or before its end
 * @throws Refusal where a run fails, or is stopped
 */
export async function proveResume(
  command: OwnCommand,
  values: { learningRate: number; seed?: number | undefined },
  { start, signal }: LookOptions,
): Promise<ResumedRun | null> {
  const folder = await mkdtemp(join(tmpdir(), 'descent-resume-'));
  const subject = { kind: 'command', command } as const;
  const host = new CommandHost(folder, start);
  const hyperparameters = hyperparametersOf(command, values);
  const attempt = (
    trialId: string,
    checkpoint: 'kept' | null,
    isEnough: (losses: ReadonlyMap<number, number>) => boolean,
  ) =>
    new Promise<Map<number, number>>((resolve, reject) => {
      const child = host.lend({ kind: 'train', subject, trialId });
      const losses = new Map<number, number>();
      const stop = (): void => child.send({ type: 'stop' } satisfies ToTrainer);
      let isStopping = false;
      const timer = setInterval(() => {
        if (isStopping || !(signal?.aborted || isEnough(losses))) return;
        isStopping = true;
        stop();
      }, LOOK_EVERY_MS);
      child.onExit(detail => {
        clearInterval(timer);
        reject(new Refusal('reason.command.notStarted', { detail }));
      });
      child.onMessage(raw => {
        const message = raw as FromTrainer;
        if (message.type === 'metrics')
          for (const { series, steps, columns } of message.batches)
            for (const [i, step] of series === 'step' ? steps.entries() : [])
              losses.set(step, columns.loss?.[i] ?? Number.NaN);
        if (message.type !== 'ended') return;
        clearInterval(timer);
        if (message.status === 'failed' && message.reason)
          reject(new Refusal(message.reason.key, message.reason.values));
        else resolve(losses);
        child.kill();
      });
      const train: ToTrainer = {
        ...{ type: 'train', hyperparameters, checkpoint, trialId, until: null, branches: [], mostAhead: null },
        // What built-in networks alone have.
        ...{ backend: 'wasm', preparedFile: '', dataDigest: '', checkpointEveryMs: 0 },
      };
      child.send(train);
    });
  const stopped = (): void => {
    if (signal?.aborted) throw new Refusal('error.question.stopped');
  };
  try {
    const until = performance.now() + LONGEST_MS;
    await attempt('cut', null, () => host.keptStep(subject, 'cut') !== null || performance.now() > until);
    stopped();
    if (host.keptStep(subject, 'cut') === null) return null;
    const resumed = await attempt('cut', 'kept', losses => losses.size >= ENOUGH);
    stopped();
    const last = Math.max(...resumed.keys());
    const whole = await attempt('whole', null, losses => losses.has(last));
    stopped();
    const both = [...resumed.keys()].filter(step => whole.has(step)).sort((a, b) => a - b);
    const of = (losses: ReadonlyMap<number, number>) => both.map(step => losses.get(step) as number);
    return both.length === 0 ? null : { whole: of(whole), resumed: of(resumed) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As the person wrote it. */
function hyperparametersOf(
  command: OwnCommand,
  { learningRate, seed }: Parameters<typeof proveResume>[1],
): Hyperparameters {
  const { batchSize, momentum } = writtenSettings(command);
  return {
    ...DEFAULT_HYPERPARAMETERS,
    ...(batchSize !== undefined && { batchSize }),
    ...(momentum !== undefined && { momentum }),
    ...(seed !== undefined && { seed }),
    ...{ learningRate, steps: command.steps },
  };
}
