import { adviceCases } from './cases.ts';
import { caseRuns } from './runs.ts';
import { simulatedLadder } from './simulated-ladder.ts';

/** Of each table. */
const SHUFFLES = 20;
const OPTIMIZERS: readonly string[] = ['sgd', 'adam'];

/**
 * How often a ladder recommends anything where nothing can be learnt: the nine tables with their labels shuffled over train and dev, and by
 * which figure the baseline is then said to be beaten.
 */
export async function adviceShuffled(): Promise<Record<string, unknown>> {
  const only = new RegExp(process.env.ADVICE_ONLY ?? '');
  const cases = adviceCases().filter(
    ({ source, optimizer, name }) => source.includes('/tables/') && OPTIMIZERS.includes(optimizer) && only.test(name),
  );
  const by = { loss: 0, metric: 0 };
  let ladders = 0;
  for (const given of cases)
    for (let shuffle = 1; shuffle <= SHUFFLES; shuffle++) {
      const { set, detail } = simulatedLadder(await caseRuns(given, 1, shuffle));
      ladders++;
      if (set !== null && detail.beatsBy) by[detail.beatsBy]++;
    }
  const recommended = by.loss + by.metric;
  return { ladders, recommended, share: recommended / ladders, by };
}
