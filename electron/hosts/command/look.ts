import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Child } from '../hosts.ts';
import type { LookAsked, Looked } from './observe.ts';
import { endMarked, newMark } from './process-tree.ts';
import type { FromLook, ToRunner } from './runner-protocol.ts';

/** How a look is made. */
export interface LookOptions {
  /** Starts a runner. */
  start: () => Child;
  /** Aborted where it isn't wanted any more. */
  signal?: AbortSignal | undefined;
  /** Hears how many losses were told so far. */
  onLosses?: ((losses: number) => void) | undefined;
}

/** A runner that was told to stop, and doesn't answer for this long, is ended by force, in ms. */
const STOP_MS = 15_000;

/**
 * Has a command run once, beside this process, to see what it tells. None of it is left afterwards.
 * @throws Refusal where it fails, or is stopped
 */
export async function look(asked: Omit<LookAsked, 'runFolder' | 'mark'>, options: LookOptions): Promise<Looked> {
  const { start, signal, onLosses } = options;
  if (signal?.aborted) throw new Refusal('error.question.stopped');
  const folder = await mkdtemp(join(tmpdir(), 'descent-look-'));
  const child = start();
  const mark = newMark();
  const say = (message: ToRunner): void => child.send(message);
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    say({ type: 'stop' });
    grace = setTimeout(() => child.kill(), STOP_MS);
  };
  try {
    const answer = await new Promise<FromLook>((resolve, reject) => {
      child.onMessage(raw => {
        const message = raw as FromLook;
        if (message.type === 'looking') onLosses?.(message.losses);
        else resolve(message);
      });
      child.onExit(detail => {
        // One that was ended by force could not take its command along.
        endMarked(mark);
        reject(new Refusal(signal?.aborted ? 'error.question.stopped' : 'reason.command.notStarted', { detail }));
      });
      say({ type: 'look', ...asked, runFolder: join(folder, 'run'), mark });
      signal?.addEventListener('abort', stop, { once: true });
      // It may have been aborted while the folder was made.
      if (signal?.aborted) stop();
    });
    if (answer.type === 'looking') throw new Error('an answer that is none');
    if (answer.type === 'notLooked') throw new Refusal('reason.command.notStarted', { detail: answer.detail });
    const { failure } = answer;
    if (failure) throw new Refusal(failure.key, failure.values);
    return answer;
  } finally {
    clearTimeout(grace);
    signal?.removeEventListener('abort', stop);
    say({ type: 'kill' });
    setTimeout(() => child.kill(), STOP_MS).unref();
    await rm(folder, { recursive: true, force: true });
  }
}
