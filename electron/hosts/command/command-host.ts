import { join } from 'node:path';
import type { HostCan, Subject } from '#shared/method/stages/stage-definition.ts';
import type { Child, Job, Lent, TrialHost } from '../hosts.ts';
import { keptOf, takesCheckpoint } from './kept-checkpoint.ts';
import { endMarked, newMark } from './process-tree.ts';
import type { ToRunner } from './runner-protocol.ts';

/** A command has so long to end by itself once it is told to, in ms. */
const STOP_GRACE_MS = 30_000;
/** A runner that was told to end, and is still there after this long, is ended by force. */
const END_GRACE_MS = 5000;

/**
 * Where a person's own command is trained: each trial is a run of it from the beginning to the end, in a process group of its own. It can't
 * be held at a step: what can't win is ended. One that takes a checkpoint (`{resume}`) goes on from its own newest one; else it starts anew.
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
  private readonly stopGraceMs: number;

  /**
   * @param folder where each run has a folder of its own
   * @param start starts a runner
   * @param stopGraceMs so long a command that is told to stop may take, before it is ended by force
   */
  constructor(folder: string, start: () => Child, stopGraceMs = STOP_GRACE_MS) {
    this.folder = folder;
    this.start = start;
    this.stopGraceMs = stopGraceMs;
  }

  /** @throws Error where no process can start */
  lend({ subject, trialId }: Job): Lent {
    if (subject.kind !== 'command') throw new Error('A command’s host trains commands alone.');
    const child = this.start();
    const mark = newMark();
    const runFolder = join(this.folder, trialId ?? 'run');
    const keptStep = this.keptStep(subject, trialId);
    const { stopGraceMs } = this;
    const told: ToRunner = { type: 'command', command: subject.command, runFolder, mark, stopGraceMs };
    child.send(told);
    let ended = false;
    child.onExit(() => {
      ended = true;
      // One that was ended by force could not take its command along.
      endMarked(mark);
    });
    return {
      ...child,
      keptStep,
      stopGraceMs: stopGraceMs + END_GRACE_MS,
      kill: () => {
        if (ended) return;
        child.send({ type: 'kill' });
        setTimeout(() => ended || child.kill(), END_GRACE_MS).unref();
      },
    };
  }

  keptStep(subject: Subject, trialId: string | null): number | null {
    if (subject.kind !== 'command' || trialId === null || !takesCheckpoint(subject.command.template)) return null;
    return keptOf(join(this.folder, trialId))?.step || null;
  }

  warm(): void {}
  forget(): void {}
  close(): void {}
}
