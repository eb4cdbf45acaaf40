import { Random } from '#shared/method/random.ts';

/** A table as a person may have it, with what is known to be wrong with it. */
export interface DrawnTable {
  csv: string;
  target: string;
  /** The check that must warn, and the columns that it must name; null: none may. */
  fault: { id: string; columns: string[] } | null;
}

interface Column {
  name: string;
  cells: string[];
}

const rounded = (value: number, decimals: number): string => value.toFixed(decimals);
const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)]!;

/** Draws one honest column; `latent` is what rows have in common. */
type Draw = (random: Random, latent: readonly number[]) => string[];

const DRAWS: readonly Draw[] = [
  // Measurements of any unit.
  (random, latent) => {
    const [size, offset, own, decimals] = [
      10 ** random.between(-2, 3),
      random.between(-3, 30),
      random.uniform(),
      random.below(4),
    ];
    return latent.map(z => rounded(size * (offset + own * z + random.normal()), decimals));
  },
  // Amounts: skewed, positive.
  (random, latent) => {
    const [spread, size] = [random.between(0.2, 1.2), 10 ** random.between(0, 4)];
    return latent.map(z => rounded(size * Math.exp(spread * (0.3 * z + random.normal())), 2));
  },
  // Amounts of which many are 0.
  (random, latent) => {
    const [zero, size] = [random.between(0.2, 0.95), 10 ** random.between(1, 3)];
    return latent.map(() => (random.uniform() < zero ? '0' : rounded(size * Math.exp(0.8 * random.normal()), 2)));
  },
  // Counts.
  (random, latent) => {
    const mean = random.between(0.3, 12);
    return latent.map(() => {
      let [count, left] = [0, Math.exp(-mean)];
      for (let p = random.uniform(); p > left && count < 100; p *= random.uniform()) count++;
      return String(count);
    });
  },
  // Grades.
  (random, latent) => {
    const most = 3 + random.below(8);
    return latent.map(z => String(Math.min(most, Math.max(1, Math.round(most / 2 + z + random.normal())))));
  },
  // Capped at a highest value, as instruments and house prices are.
  (random, latent) => {
    const [cap, size] = [random.between(0.8, 2), 10 ** random.between(0, 5)];
    return latent.map(z => rounded(size * Math.min(cap, Math.abs(0.3 * z + random.normal())), 1));
  },
  // Uniform ones; years; a few slips of the pen.
  (random, latent) => latent.map(() => rounded(random.uniform(), 4)),
  (random, latent) => latent.map(() => String(1950 + random.below(75))),
  (random, latent) =>
    latent.map(() => rounded(random.normal() * (random.uniform() < 0.003 ? random.between(20, 60) : 1), 3)),
  // Yes and no; kinds, some frequent and some rare.
  (random, latent) => {
    const often = random.between(0.02, 0.98);
    return latent.map(() => (random.uniform() < often ? 'yes' : 'no'));
  },
  (random, latent) => {
    const kinds = 3 + random.below(25);
    return latent.map(() => `kind ${Math.floor(kinds * random.uniform() ** 2)}`);
  },
  // Days, in no order.
  (random, latent) =>
    latent.map(() => new Date(Date.UTC(2020, 0, 1) + 86_400_000 * random.below(1500)).toISOString().slice(0, 10)),
];

/** A few gaps, in some columns. */
function withGaps(random: Random, cells: string[]): string[] {
  const share = random.uniform() < 0.7 ? 0 : random.between(0.01, 0.3);
  return cells.map(cell => (random.uniform() < share ? '' : cell));
}

const csvOf = (columns: readonly Column[]): string =>
  [
    columns.map(({ name }) => name).join(','),
    ...columns[0]!.cells.map((_, row) => columns.map(({ cells }) => cells[row]).join(',')),
  ].join('\n');

/** What a target follows: what rows have in common, with noise of its own. */
function signalOf(random: Random, latent: readonly number[]): number[] {
  const noise = 10 ** random.between(-0.7, 0.7);
  return latent.map(z => z + noise * random.normal());
}

/** Two to five classes, of equal size or not. */
function classesOf(random: Random, latent: readonly number[]): string[] {
  const count = 2 + random.below(4);
  const uneven = random.between(0.6, 2.5);
  const signal = signalOf(random, latent);
  const sorted = [...signal].sort((a, b) => a - b);
  const bounds = Array.from(
    { length: count - 1 },
    (_, c) => sorted[Math.floor(signal.length * ((c + 1) / count) ** uneven)]!,
  );
  return signal.map(value => `class ${bounds.filter(bound => value >= bound).length}`);
}

interface Parts {
  random: Random;
  latent: number[];
  inputs: Column[];
}

function partsOf(seed: number, mostColumns = 40): Parts {
  const random = Random.from(seed);
  const rows = Math.floor(60 * 70 ** random.uniform());
  const latent = Array.from({ length: rows }, () => random.normal());
  const inputs = Array.from({ length: 2 + random.below(mostColumns - 1) }, (_, i) => ({
    name: `x${i + 1}`,
    cells: withGaps(random, pick(random, DRAWS)(random, latent)),
  }));
  // One honest, strong predictor.
  inputs.push({
    name: 'known',
    cells: latent.map(z => rounded(z + 10 ** random.between(-0.9, 0.3) * random.normal(), 3)),
  });
  return { random, latent, inputs };
}

const numberTarget = ({ random, latent }: Parts): string[] => {
  const [size, offset] = [10 ** random.between(-1, 3), random.between(-2, 8)];
  return signalOf(random, latent).map(value => rounded(size * (offset + value), 3));
};

/** A table with nothing wrong: honest predictors, some strong; gaps, slips of the pen, capped and skewed columns. */
export function cleanTable(seed: number): DrawnTable {
  const parts = partsOf(seed);
  const cells = parts.random.uniform() < 0.5 ? numberTarget(parts) : classesOf(parts.random, parts.latent);
  return { csv: csvOf([...parts.inputs, { name: 'target', cells }]), target: 'target', fault: null };
}

const CODES = ['-200', '-999', '9999', '99999', '-9999', '-1000'];

/** What is put into a clean table, by the check that must see it. */
const FAULTS: Record<string, (parts: Parts) => DrawnTable> = {
  'code in an input': parts => {
    const { random, inputs } = parts;
    const share = random.between(0.02, 0.3);
    const code = pick(random, CODES);
    const size = random.between(-2, 1);
    const [scale, decimals] = [10 ** size, Math.ceil(1 - size) + random.below(2)];
    const cells = parts.latent.map(z =>
      random.uniform() < share ? code : rounded(scale * (z + 4 + random.normal()), decimals),
    );
    return table([...inputs, { name: 'coded', cells }], classesOf(random, parts.latent), 'missingCode', ['coded']);
  },
  'code in the target': parts => {
    const { random } = parts;
    const [share, code] = [random.between(0.02, 0.2), pick(random, CODES)];
    const cells = signalOf(random, parts.latent).map(v => (random.uniform() < share ? code : rounded(10 + v, 3)));
    return table(parts.inputs, cells, 'missingCode', ['target']);
  },
  'class in other words': parts => {
    const classes = classesOf(parts.random, parts.latent);
    const cells = classes.map(name => `is ${name.at(-1)}`);
    return table([...parts.inputs, { name: 'words', cells }], classes, 'leak', ['words']);
  },
  'class by a threshold': parts => {
    const { random, latent } = parts;
    const values = signalOf(random, latent);
    const bound = [...values].sort((a, b) => a - b)[Math.floor(values.length * random.between(0.3, 0.9))]!;
    const classes = values.map(value => (value > bound ? 'high' : 'low'));
    const cells = values.map(value => rounded(100 * value, 3));
    return table([...parts.inputs, { name: 'score', cells }], classes, 'leak', ['score']);
  },
  'number in another unit': parts => {
    const values = signalOf(parts.random, parts.latent);
    const turn = pick(parts.random, [
      (v: number) => 32 + 1.8 * v,
      (v: number) => Math.exp(v / 4),
      (v: number) => -(v ** 3),
    ]);
    const cells = values.map(value => rounded(turn(value), 4));
    const target = values.map(value => rounded(value, 3));
    return table([...parts.inputs, { name: 'unit', cells }], target, 'leak', ['unit']);
  },
  'parts of a total': parts => {
    const { random, latent } = parts;
    const a = latent.map(z => Math.round(100 + 20 * z + 20 * random.normal()));
    const b = latent.map(() => Math.round(200 + 60 * random.normal()));
    const target = a.map((value, i) => String(value + b[i]!));
    const more = [
      { name: 'casual', cells: a.map(String) },
      { name: 'registered', cells: b.map(String) },
    ];
    return table([...parts.inputs, ...more], target, 'leak', ['casual', 'registered']);
  },
  'other kinds of the same': parts => {
    const { random } = parts;
    const kinds = parts.latent.map(() => random.below(3));
    const is = (kind: number): string[] => kinds.map(k => (k === kind ? '1' : '0'));
    const more = [
      { name: 'is_cat', cells: is(0) },
      { name: 'is_dog', cells: is(1) },
    ];
    return table([...parts.inputs, ...more], is(2), 'leak', ['is_cat', 'is_dog']);
  },
  'rows in order': parts => {
    const { random } = parts;
    let at = 0;
    const clock = parts.latent.map(() => {
      at += random.between(0.5, 1.5);
      return at;
    });
    const target = clock.map(time => rounded(time / at + 0.05 * random.normal(), 4));
    const cells = clock.map(time => rounded(time, 2));
    return table([...parts.inputs, { name: 'clock', cells }], target, 'order', ['clock']);
  },
  'heavy tail': parts => {
    const spread = parts.random.between(1.2, 2.5);
    const target = parts.latent.map(z => rounded(1000 * Math.exp(spread * z), 2));
    return table(parts.inputs, target, 'heavyTail', ['target']);
  },
  'rows of a patient': parts => {
    const { random } = parts;
    const people = Math.max(8, Math.floor(parts.latent.length / random.between(3, 12)));
    const cells = parts.latent.map(() => `P${1000 + random.below(people)}`);
    const name = pick(random, ['patient_id', 'Subject', 'userId', 'patient']);
    return table([...parts.inputs, { name, cells }], classesOf(random, parts.latent), 'groups', [name]);
  },
  pixels: ({ random }) => {
    const side = pick(random, [8, 16, 28]);
    const rows = 60 + random.below(100);
    const classes = Array.from({ length: rows }, () => String(random.below(3)));
    const images = classes.map(name => blob(random, side, Number(name)));
    const inputs = Array.from({ length: side * side }, (_, i) => ({
      name: `v${i}`,
      cells: images.map(image => String(image[i])),
    }));
    return {
      csv: csvOf([{ name: 'label', cells: classes }, ...inputs]),
      target: 'label',
      fault: { id: 'pixels', columns: [] },
    };
  },
};

function table(inputs: Column[], target: string[], id: string, columns: string[]): DrawnTable {
  return { csv: csvOf([...inputs, { name: 'target', cells: target }]), target: 'target', fault: { id, columns } };
}

/** A bright spot on black, its place by its class. */
function blob(random: Random, side: number, kind: number): number[] {
  const [x, y] = [side * (0.25 + 0.2 * kind) + random.normal(), side * 0.5 + random.normal()];
  const width = (side / random.between(4, 7)) ** 2;
  return Array.from({ length: side * side }, (_, i) => {
    const distance = ((i % side) - x) ** 2 + (Math.floor(i / side) - y) ** 2;
    return Math.min(255, Math.round(255 * Math.exp(-distance / width)));
  });
}

export const FAULT_NAMES = Object.keys(FAULTS);

/** A clean table with one fault. */
export const faultyTable = (name: string, seed: number): DrawnTable => FAULTS[name]!(partsOf(seed, 12));
