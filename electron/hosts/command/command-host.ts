import { join } from 'node:path';
import type { HostCan } from '#shared/method/stages/stage-definition.ts';
import type { Job, Lent, TrialHost } from '../hosts.ts';
import { entryUrl } from '../node/entries.ts';
import { startNodeChild } from '../node/node-hosts.ts';
import { STOP_GRACE_MS, type ToRunner } from './runner-protocol.ts';

/** A runner that was told to end, and is still there after this long, is ended by force. */
const END_GRACE_MS = 5000;

/**
 * Where a person's own command is trained: each trial is a run of it from the beginning to the end, in a process group of its own. It can't
 * be held at a step, nor gone on with: what can't win is ended.
 */
export class CommandHost implements TrialHost {
  readonly can: HostCan = { resume: false, hold: false, probe: false, prepare: false, everyStep: false };
  readonly idleBytes = 0;
  private readonly folder: string;

  /** @param folder where each run has a folder of its own */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws Error where no process can start */
  lend({ subject, trialId }: Job): Lent {
    if (subject.kind !== 'command') throw new Error('A command’s host trains commands alone.');
    const child = startNodeChild(entryUrl('command'));
    const command: ToRunner = {
      type: 'command',
      command: subject.command,
      runFolder: join(this.folder, trialId ?? 'run'),
    };
    child.send(command);
    let ended = false;
    child.onExit(() => {
      ended = true;
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
