import { availableParallelism, totalmem } from 'node:os';
import { freeMemory } from '#electron/hosts/memory.ts';
import { descent } from './descent.ts';
import { median } from './median.ts';

const ROUNDS = 3;
const GIB = 2 ** 30;

/** The sample's whole ladder side by side, as many trials as fit, against one trial after the other [L7]. */
export async function parallel(): Promise<Record<string, unknown>> {
  const seconds = async (args: readonly string[]): Promise<number> => {
    const begun = performance.now();
    await descent([
      'ladder',
      '--data',
      'sample:digits',
      '--model',
      'mlp',
      '--steps',
      '3000',
      '--no-prune',
      '--no-extend',
      '--no-prepare',
      ...args,
    ]);
    return (performance.now() - begun) / 1000;
  };
  const together: number[] = [];
  const oneByOne: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    together.push(await seconds([]));
    oneByOne.push(await seconds(['--parallel', '1']));
  }
  const ratios = together.map((value, round) => value / oneByOne[round]!);
  return {
    cores: availableParallelism(),
    memoryGiB: totalmem() / GIB,
    freeGiB: freeMemory() / GIB,
    togetherSeconds: median(together),
    oneByOneSeconds: median(oneByOne),
    ratio: median(ratios),
    ratios,
  };
}
