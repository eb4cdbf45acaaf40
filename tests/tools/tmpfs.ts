import { spawnSync } from 'node:child_process';
import { onTestFinished, type TestContext } from 'vitest';
import { temporaryHome } from './home.ts';

/** A folder that is a small file system of its own, in memory. */
export interface Tmpfs {
  path: string;
  /** Lets nothing be written any more to a folder or file below it. */
  makeReadOnly(path: string): void;
}

const mount = (...args: string[]) => spawnSync('mount', args, { encoding: 'utf8' });

/** Mounts one that goes with the test; where this is not allowed (it takes root on Linux) the test is skipped, saying so. */
export function smallTmpfs(context: TestContext, kilobytes: number): Tmpfs {
  const path = temporaryHome();
  const { status, stderr, error } = mount('-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', path);
  if (status !== 0) {
    const why = `needs a small tmpfs, which could not be mounted: ${(error?.message ?? stderr).trim()}`;
    console.log(`skipped: "${context.task.name}" ${why}`);
    context.skip(why);
  }
  onTestFinished(() => void spawnSync('umount', ['--lazy', '--recursive', path]));
  return {
    path,
    makeReadOnly: part => {
      mount('--bind', part, part);
      mount('-o', 'remount,bind,ro', part);
    },
  };
}
