import { Random, STREAMS } from '#shared/method/random.ts';

const ROWS = 4000;

/** Standard deviation of what no column explains, in MPa: no model's RMSE gets below it. */
export const REGRESSION_NOISE = 2;

/** How strength grows with age, `days / (a + b · days)` (ACI 209R-92, Table 2.2.1: moist and steam cured; dry is made up). */
const CURING = { moist: [4, 0.85], steam: [1, 0.95], dry: [4, 1.15] } as const;

/** Share of cells without a value. */
const MISSING = { temperature: 0.04, fly_ash: 0.02 } as const;

/**
 * `sample:regression` as CSV: the compressive strength of concrete by a made-up law whose parts are textbook ones. It is
 * smooth, and its columns act together: Abrams' law of water and cement (1918), growth with age, by the curing, less at
 * temperatures far from 21 °C, and fly ash, which costs strength at first and adds some later. The seed decides every byte.
 */
export function drawRegression(seed: number): string {
  const random = Random.from(seed, STREAMS.sample);
  const kinds = Object.keys(CURING) as (keyof typeof CURING)[];
  const lines = ['cement,water,fly_ash,temperature,age,curing,strength'];
  for (let row = 0; row < ROWS; row++) {
    const cement = random.between(180, 480);
    const water = random.between(140, 230);
    const flyAsh = random.uniform() < 0.4 ? 0 : random.between(20, 140);
    const temperature = random.between(5, 37);
    const age = Math.round(Math.exp(random.between(0, Math.log(120))));
    const curing = kinds[random.below(kinds.length)]!;
    const strength = strengthOf(cement, water, flyAsh, temperature, age, curing) + REGRESSION_NOISE * random.normal();
    const cell = (name: keyof typeof MISSING, value: number) =>
      random.uniform() < MISSING[name] ? '' : value.toFixed(0);
    lines.push(
      [
        cement.toFixed(0),
        water.toFixed(0),
        cell('fly_ash', flyAsh),
        cell('temperature', temperature),
        age,
        curing,
        strength.toFixed(2),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Strength in MPa of a concrete of so many kg/m³, at that age in days. */
function strengthOf(
  cement: number,
  water: number,
  flyAsh: number,
  temperature: number,
  age: number,
  curing: keyof typeof CURING,
): number {
  const [a, b] = CURING[curing];
  const abrams = 96 / 8.2 ** (water / (cement + 0.4 * flyAsh));
  const grown = age / (a + b * age);
  const warmth = 1 - 0.25 * ((temperature - 21) / 16) ** 2;
  const ash = 1 + (flyAsh / 140) * (0.35 * (age / (age + 40)) - 0.15);
  return 1.6 * abrams * grown * warmth * ash;
}
