import type { Random } from '#shared/method/random.ts';

/** One of these. */
export const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;

/** Whether something with this probability happens. */
export const chance = (random: Random, probability: number): boolean => random.uniform() < probability;

/** A whole number from `low` to `high`, both included. */
export const within = (random: Random, low: number, high: number): number => low + random.below(high - low + 1);

/** A length below `limit`, short ones being as likely as long ones by their order of magnitude. */
export const length = (random: Random, limit: number): number => Math.floor(limit ** random.uniform());

/** Random bytes. */
export function noise(random: Random, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let i = 0; i < count; i++) bytes[i] = random.next();
  return bytes;
}

/** The same list in another order. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const order = Int32Array.from(items.keys());
  random.shuffle(order);
  return Array.from(order, i => items[i]!);
}
