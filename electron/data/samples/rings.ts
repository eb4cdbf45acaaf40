import { Random, STREAMS } from '#shared/method/random.ts';

const ROWS = 4000;

/** The classes, from the middle outwards. */
const RINGS = ['inner', 'middle', 'outer'] as const;

/** Each detector measures a little too short or too long. */
const DETECTORS = { north: 0.85, south: 1, east: 1.15 } as const;

/** Chosen so that an MLP gets 96 to 98 % of dev right. A linear model gets no more than guessing: 30 %. */
const NOISE = 0.23;

/**
 * `sample:rings` as CSV: where particles hit a screen, in three rings around one middle. The detector's scale matters a
 * little, the temperature not at all. The seed decides every byte.
 */
export function drawRings(seed: number): string {
  const random = Random.from(seed, STREAMS.sample);
  const names = Object.keys(DETECTORS) as (keyof typeof DETECTORS)[];
  const lines = ['horizontal,vertical,temperature,detector,ring'];
  for (let row = 0; row < ROWS; row++) {
    const ring = random.below(RINGS.length);
    const detector = names[random.below(names.length)]!;
    const radius = (ring + 1 + NOISE * random.normal()) * DETECTORS[detector];
    const angle = random.between(0, 2 * Math.PI);
    const temperature = 21 + 2.5 * random.normal();
    const place = [radius * Math.cos(angle), radius * Math.sin(angle)].map(at => at.toFixed(3));
    lines.push([...place, temperature.toFixed(1), detector, RINGS[ring]].join(','));
  }
  return `${lines.join('\n')}\n`;
}
