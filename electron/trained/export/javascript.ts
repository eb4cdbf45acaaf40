import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import type { Network } from '#shared/method/networks/network.ts';

const INPUTS: Record<Preprocessing['kind'], string> = {
  table: `
function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** row: an object of columns; numbers as numbers, dates as days since 1970-01-01, categories as text, null where there is no value. */
export function inputsOf(P, row) {
  return P.columns.flatMap(column => {
    const value = row[column.name] ?? null;
    if (column.kind === 'number' || column.kind === 'date') {
      const held = value === null ? column.fill : Math.min(Math.max(value, column.low), column.high);
      return [(held - column.mean) / column.std];
    }
    const category = value ?? '';
    if (column.kind === 'oneHot') return column.categories.map(one => (one === category ? 1 : 0));
    const place = fnv1a(category) % column.buckets;
    return Array.from({ length: column.buckets }, (_, i) => (i === place ? 1 : 0));
  });
}
`,
  images: `
/** row: the pixels, 0 to 255, row by row, the channels of a pixel side by side; see preprocessing.json for the size. */
export const inputsOf = (P, row) => Array.from(row, pixel => pixel * P.scale);
`,
  text: `
export function tokensOf(P, text) {
  const { replacements, normalisation, token } = P.tokeniser;
  let plain = text;
  for (const rule of replacements) plain = plain.replace(new RegExp(rule.pattern, 'g'), rule.with);
  return plain.normalize(normalisation).toLowerCase().match(new RegExp(token, 'gv')) ?? [];
}

/** row: a text. */
export function inputsOf(P, row) {
  const number = new Map(P.vocabulary.map((word, i) => [word, i]));
  const words = tokensOf(P, row).map(word => number.get(word) ?? 1); // 1: a word that training did not have
  const filled = Array.from({ length: P.length }, (_, i) => words[i] ?? 0);
  if (P.bagLength === undefined) return filled;
  const bag = new Array(P.vocabulary.length).fill(0);
  const different = new Set(filled.filter(word => word !== 0));
  for (const word of different) bag[word] = P.bagLength / Math.sqrt(different.size);
  return bag;
}
`,
};

/**
 * A module that puts a row through the exported model with TensorFlow.js: `predict(tf, model, P, row)`. It imports nothing, so that it
 * works with whichever TensorFlow.js is there.
 */
export function javascriptCode({ layers }: Network, kind: Preprocessing['kind']): string {
  const first = layers[0];
  const shape =
    first?.kind === 'convolution' ? `[1, ${first.height}, ${first.width}, ${first.channels}]` : '[1, inputs.length]';
  const type = first?.kind === 'embedding' || first?.kind === 'embeddingMean' ? 'int32' : 'float32';
  return `/* Puts a row through the network that Descent trained; README.md says more. */
${INPUTS[kind]}
/** What the model gives for one row: the probability of each class, or the standardised target. */
export async function outputsOf(tf, model, P, row) {
  const inputs = inputsOf(P, row);
  const x = tf.tensor(inputs, ${shape}, '${type}');
  const y = model.predict(x);
  const outputs = Array.from(await y.data());
  x.dispose();
  y.dispose();
  return outputs;
}

/** The class with the probability of each, or the target in its own unit. */
export async function predict(tf, model, P, row) {
  const outputs = await outputsOf(tf, model, P, row);
  if (P.task === 'regression') {
    const value = P.targetScale.mean + P.targetScale.std * outputs[0];
    return P.targetScale.log ? Math.exp(value) : value;
  }
  const best = outputs.indexOf(Math.max(...outputs));
  return { class: P.classes[best], probabilities: Object.fromEntries(P.classes.map((name, i) => [name, outputs[i]])) };
}
`;
}
