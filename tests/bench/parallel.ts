import { availableParallelism } from 'node:os';
import { descent } from './descent.ts';
import { median } from './median.ts';

const ROUNDS = 3;

/** The sample's whole ladder side by side, one trial a core, against one trial after the other [L7]. */
export async function parallel(): Promise<Record<string, unknown>> {
  const cores = availableParallelism();
  const seconds = async (parallel: number): Promise<number> => {
    const begun = performance.now();
    await descent(['ladder', '--data', 'sample:digits', '--steps', '1000', '--parallel', String(parallel)]);
    return (performance.now() - begun) / 1000;
  };
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push((await seconds(cores)) / (await seconds(1)));
  return { cores, ratio: median(ratios), ratios };
}
