/** A stream of pseudo-random numbers that its seed alone decides, on every machine. */
export interface Random {
  /** Uniform in [0, 1), in steps of 2⁻³². */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number from 0 to n − 1. */
  below(n: number): number;
  /** Normal with mean 0 and standard deviation 1 (Box–Muller). */
  normal(): number;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), its state filled from the seed by splitmix32.
 * @param seed a whole number; its lower 32 bits count.
 */
export function seededRandom(seed: number): Random {
  let mix = seed | 0;
  const fill = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  let spare: number | null = null;

  const uniform = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first outputs still resemble the seed.
  for (let i = 0; i < 12; i++) uniform();

  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    below: n => Math.floor(uniform() * n),
    normal: () => {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}

/** Puts an array's items into random order, in place (Fisher–Yates). */
export function shuffle(items: Int32Array, random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const item = items[i]!;
    items[i] = items[j]!;
    items[j] = item;
  }
}
