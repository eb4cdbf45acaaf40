import { caseOf } from './cases.ts';
import { judge, type Verdict } from './judge.ts';

/** What a worker tells of a case. */
export interface Answer extends Verdict {
  number: number;
  ms: number;
  /** The most memory that its process ever had, in bytes. */
  peak: number;
}

const PEAK_UNIT = 1024;

let current = -1;
let started = 0;

const answer = (verdict: Verdict, sent: () => void = () => {}): void => {
  const ms = performance.now() - started;
  const peak = process.resourceUsage().maxRSS * PEAK_UNIT;
  process.send?.({ number: current, ms, peak, ...verdict } satisfies Answer, undefined, {}, sent);
};

// What a library throws where nobody waits for it.
process.on('uncaughtException', error => {
  const verdict: Verdict = { outcome: 'thrown', faults: [`nobody waited for: ${error.stack ?? error.message}`] };
  answer(verdict, () => process.exit(1));
});

// A process that does one case after the other, and that `watch.ts` looks at from outside.
process.on('message', async (number: number) => {
  current = number;
  const source = await caseOf(number);
  started = performance.now();
  answer(await judge(source));
});
