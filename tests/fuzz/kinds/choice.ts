import { type DataChoice, DataKind, SplitBy, Task, TextEncoding } from '#shared/domain/dataset.ts';
import type { Random } from '#shared/method/random.ts';
import { chance, pick } from '../draw.ts';

const TARGETS = ['class', 'label', 'y', 'height', 'note', 'id', '1', '3', '99', '0', 'no such column', '__proto__'];

const drawSplit = (random: Random): DataChoice['split'] => {
  const by = pick(random, SplitBy.options);
  return { by, ...(by !== 'random' && chance(random, 0.5) && { column: pick(random, TARGETS) }) };
};

/** What a person may have said about a source: mostly nothing. */
export function drawChoice(random: Random): DataChoice {
  if (chance(random, 0.75)) return {};
  return {
    ...(chance(random, 0.4) && { kind: pick(random, DataKind.options) }),
    ...(chance(random, 0.4) && { target: pick(random, TARGETS) }),
    ...(chance(random, 0.4) && { task: pick(random, Task.options) }),
    ...(chance(random, 0.3) && { split: drawSplit(random) }),
    ...(chance(random, 0.2) && { encoding: pick(random, TextEncoding.options) }),
  };
}
