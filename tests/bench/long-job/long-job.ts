import { appendCost } from './append-cost.ts';
import { live } from './live.ts';
import { replay } from './replay.ts';

/** A number given as `--name=value`. */
function option(name: string, usual: number): number {
  const given = process.argv.find(arg => arg.startsWith(`--${name}=`));
  const value = given === undefined ? usual : Number(given.slice(name.length + 3));
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`--${name} wants a number above 0.`);
  process.exit(2);
}

/** The goals of issue 9. */
const WHOLE = { minutes: 20, hours: 24, batches: 1_000_000 };

/**
 * Whether a long job is as cheap at its end as at its beginning: four real trials for twenty minutes with a page open; a day's worth of
 * batches replayed at speed; and an append to a long trial beside one to a short trial. `--minutes=`, `--hours=` and `--batches=` make
 * it shorter and `--only=append`, `replay` or `live` runs a part, which its answer says.
 */
export async function longJob(): Promise<Record<string, unknown>> {
  const minutes = option('minutes', WHOLE.minutes);
  const hours = option('hours', WHOLE.hours);
  const batches = option('batches', WHOLE.batches);
  const short = minutes < WHOLE.minutes || hours < WHOLE.hours || batches < WHOLE.batches;
  const parts = { append: () => appendCost(batches), replay: () => replay(hours), live: () => live(minutes) };
  const only = process.argv.find(arg => arg.startsWith('--only='))?.slice('--only='.length);
  const answer: Record<string, unknown> = {
    run: `${short ? `SHORTENED: ${minutes} of 20 minutes, ${hours} of 24 hours, ${batches} of 1,000,000 batches` : 'whole'}${only ? `, ${only} alone` : ''}`,
  };
  for (const [name, part] of Object.entries(parts)) if (!only || only === name) answer[name] = await part();
  return answer;
}
