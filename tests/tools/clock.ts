import { onTestFinished } from 'vitest';
import { AwakeClock } from '#electron/conductor/trials/awake-clock.ts';

/** A clock of the system's, which ends with the test. */
export function aClock(): AwakeClock {
  const clock = new AwakeClock();
  onTestFinished(() => clock.close());
  return clock;
}
