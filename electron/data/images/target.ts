import { Refusal } from '#shared/contract/refusal.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { RawTarget } from '../raw/dataset.ts';
import { MAX_NUMBER } from '../raw/limits.ts';

/**
 * What is to be predicted of images: their class, or the number that their label is where the person asks for regression.
 * @param labels `[rows]`, names of classes or numbers of a labels file, as the source has them.
 * @throws Refusal where a column or an encoding is asked for, or regression on labels that are no numbers.
 */
export function imageTarget(
  path: string,
  labels: ArrayLike<string | number>,
  { target, task, encoding }: DataChoice,
): RawTarget {
  if (target !== undefined) throw new Refusal('error.data.images.noColumns', { path, target });
  if (encoding !== undefined) throw new Refusal('error.data.images.noEncoding', { path });
  const classes = inOrder(new Set(Array.from(labels)));
  if (task === 'regression') {
    const wrong = classes.find(label => !isNumber(label));
    if (wrong !== undefined) throw new Refusal('error.data.images.noNumber', { path, label: wrong });
    return { name: null, task: 'regression', values: Float64Array.from(labels, Number) };
  }
  const indexOf = new Map(classes.map((label, index) => [label, index]));
  const indices = Int32Array.from(labels, label => indexOf.get(label)!);
  return { name: null, task: 'classification', labels: indices, classes: classes.map(String) };
}

/** Numbers by size, others by their code units. */
function inOrder<T extends string | number>(labels: ReadonlySet<T>): T[] {
  const list = [...labels];
  return list.every(isNumber) ? list.sort((a, b) => Number(a) - Number(b)) : list.sort((a, b) => (a < b ? -1 : 1));
}

const isNumber = (label: string | number): boolean =>
  /^-?\d+(\.\d+)?$/.test(String(label)) && Math.abs(Number(label)) <= MAX_NUMBER;
