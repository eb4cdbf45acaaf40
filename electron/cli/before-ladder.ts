import type { Input, StageEstimate } from '#shared/contract/requests.ts';
import type { PreparationCheck } from '#shared/domain/preparation.ts';
import type { Core } from '../core/core.ts';
import { formatDuration } from './format.ts';
import { say, tell } from './say.ts';

/**
 * Runs the preparation's checks and tells of all that don't pass.
 * @returns those that say that nothing can be learnt: where there are any, training must not begin
 */
export async function startChecks(core: Core, asked: Input<'ladder.estimate'>): Promise<PreparationCheck[]> {
  const begun = Date.now();
  const { checks, createdAt } = await core.ask('preparation.run', { ...asked, again: false });
  const count = (verdict: string): number => checks.filter(check => check.verdict === verdict).length;
  const key = createdAt < begun ? 'cli.before.checksKept' : 'cli.before.checks';
  tell(say(key, { passes: count('passes'), warns: count('warns'), stops: count('stops') }));
  for (const { verdict, key, values } of checks)
    if (verdict !== 'passes') tell(say(`cli.before.${verdict}`, { sentence: say(key, values) }));
  const stops = checks.filter(({ verdict }) => verdict === 'stops');
  if (stops.length > 0) tell(say('cli.before.stopped'));
  return stops;
}

/** What a ladder will cost, in a line, and in a line each what may come on top. @param confirms it has one candidate, which is halved where it diverges */
export function estimateLines({ trials, steps, stepsFull, ms, mayAdd }: StageEstimate, confirms = false): string {
  const key = steps < stepsFull ? 'cli.before.costPruned' : 'cli.before.cost';
  return [
    say(key, { count: trials, steps, full: stepsFull }) + timeOf(ms),
    ...mayAdd.map(added =>
      say(`cli.before.${confirms ? 'halved' : added.why}`, {
        count: added.trials,
        steps: added.steps,
        time: timeOf(added.ms),
      }),
    ),
  ].join('\n');
}

const timeOf = (ms: number | null): string =>
  ms === null ? '' : say('cli.before.time', { time: formatDuration(ms / 1000) });
