import { Refusal } from '../../contract/refusal.ts';
import { parameterCountOf } from './network.ts';
import { networkOf } from './network-of.ts';

/** How many numbers the network of some hyperparameters learns on a data set; null where it doesn't fit that data. */
export function parameterCountFor(...given: Parameters<typeof networkOf>): number | null {
  try {
    return parameterCountOf(networkOf(...given));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
