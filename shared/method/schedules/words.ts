import type { Reason } from '../../domain/reason.ts';
import type { Schedule } from '../../domain/schedule.ts';

/** What a schedule is called, as a sentence's part: `exponential: × 0.5 from step 2,700, every 300 steps`. */
export function scheduleWords({ kind, warmup = 0, ...parts }: Schedule): Reason {
  const key = `schedule.${kind}` as const;
  const percent = 'rate' in parts ? { percent: Number((100 * parts.rate).toPrecision(3)) } : {};
  const values = { ...(parts as Partial<Record<string, number>> as Record<string, number>), ...percent };
  return warmup === 0 ? { key, values } : { key: 'schedule.withWarmup', values: { ...values, warmup, reasonKey: key } };
}
