import { join } from 'node:path';
import type { HostCan } from '#shared/method/stages/stage-definition.ts';
import type { Child, Job, Lent, TrialHost } from '../hosts.ts';
import { endMarked, newMark } from './process-tree.ts';
import { STOP_GRACE_MS, type ToRunner } from './runner-protocol.ts';

/** A runner that was told to end, and is still there after this long, is ended by force. */
const END_GRACE_MS = 5000;

/**
 * Where a person's own command is trained: each trial is a run of it from the beginning to the end, in a process group of its own. It can't
 * be held at a step, nor gone on with: what can't win is ended.
 */
export class CommandHost implements TrialHost {
  readonly can: HostCan = {
    resume: false,
    hold: false,
    probe: false,
    prepare: false,
    evaluate: false,
    everyStep: false,
  };
  readonly idleBytes = 0;
  private readonly folder: string;
  private readonly start: () => Child;

  /**
   * @param folder where each run has a folder of its own
   * @param start starts a runner
   */
  constructor(folder: string, start: () => Child) {
    this.folder = folder;
    this.start = start;
  }

  /** @throws Error where no process can start */
  lend({ subject, trialId }: Job): Lent {
    if (subject.kind !== 'command') throw new Error('A command’s host trains commands alone.');
    const child = this.start();
    const mark = newMark();
    const runFolder = join(this.folder, trialId ?? 'run');
    const command: ToRunner = { type: 'command', command: subject.command, runFolder, mark };
    child.send(command);
    let ended = false;
    child.onExit(() => {
      ended = true;
      // One that was ended by force could not take its command along.
      endMarked(mark);
    });
    return {
      ...child,
      keptStep: null,
      stopGraceMs: STOP_GRACE_MS + END_GRACE_MS,
      kill: () => {
        if (ended) return;
        child.send({ type: 'kill' });
        setTimeout(() => ended || child.kill(), END_GRACE_MS).unref();
      },
    };
  }

  warm(): void {}
  forget(): void {}
  close(): void {}
}
