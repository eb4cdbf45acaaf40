import { at } from './address';

/** The token that fills short texts up: no word, so it has no vector. */
const PADDING: i32 = 0;

/** Each token's row of the table: `[tokens]` → `[tokens, width]`; zeros for padding. */
export function embed(table: usize, tokens: usize, y: usize, count: i32, width: i32): void {
  for (let i = 0; i < count; i++) {
    const token = load<i32>(at(tokens, i));
    if (token === PADDING) memory.fill(y, 0, at(0, width));
    else memory.copy(y, at(table, token * width), at(0, width));
    y = at(y, width);
  }
}

/**
 * The gradient of `embed` by the table `[vocabulary, width]`: rows of dy added up by token.
 * @param touched a byte a row of the table: 1 where a token of the batch stands for it.
 */
export function embedGradient(
  dy: usize,
  tokens: usize,
  dTable: usize,
  touched: usize,
  count: i32,
  width: i32,
  vocabulary: i32,
): void {
  memory.fill(dTable, 0, at(0, vocabulary * width));
  markTouched(tokens, touched, count, vocabulary);
  for (let i = 0; i < count; i++) {
    const token = load<i32>(at(tokens, i));
    if (token !== PADDING) addScaled(at(dTable, token * width), dy, 1, width);
    dy = at(dy, width);
  }
}

/** The mean of the rows of each text's tokens, padding aside: `[texts, length]` → `[texts, width]`; zeros for an empty text. */
export function embedMean(table: usize, tokens: usize, y: usize, texts: i32, length: i32, width: i32): void {
  memory.fill(y, 0, at(0, texts * width));
  for (let text = 0; text < texts; text++) {
    const share = shareOf(tokens, length);
    for (let i = 0; i < length; i++) {
      const token = load<i32>(at(tokens, i));
      if (token !== PADDING) addScaled(y, at(table, token * width), share, width);
    }
    tokens = at(tokens, length);
    y = at(y, width);
  }
}

/** The gradient of `embedMean` by the table; `touched` as above. */
export function embedMeanGradient(
  dy: usize,
  tokens: usize,
  dTable: usize,
  touched: usize,
  texts: i32,
  length: i32,
  width: i32,
  vocabulary: i32,
): void {
  memory.fill(dTable, 0, at(0, vocabulary * width));
  markTouched(tokens, touched, texts * length, vocabulary);
  for (let text = 0; text < texts; text++) {
    const share = shareOf(tokens, length);
    for (let i = 0; i < length; i++) {
      const token = load<i32>(at(tokens, i));
      if (token !== PADDING) addScaled(at(dTable, token * width), dy, share, width);
    }
    tokens = at(tokens, length);
    dy = at(dy, width);
  }
}

function markTouched(tokens: usize, touched: usize, count: i32, vocabulary: i32): void {
  memory.fill(touched, 0, vocabulary);
  for (let i = 0; i < count; i++) {
    const token = load<i32>(at(tokens, i));
    if (token !== PADDING) store<u8>(touched + token, 1);
  }
}

/** One over the number of a text's tokens. */
function shareOf(tokens: usize, length: i32): f32 {
  let words = 0;
  for (let i = 0; i < length; i++) if (load<i32>(at(tokens, i)) !== PADDING) words++;
  return words === 0 ? 0 : <f32>1 / <f32>words;
}

export function addScaled(target: usize, source: usize, scale: f32, size: i32): void {
  const scales = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= size; i += 4)
    v128.store(at(target, i), f32x4.add(v128.load(at(target, i)), f32x4.mul(v128.load(at(source, i)), scales)));
  for (; i < size; i++) store<f32>(at(target, i), load<f32>(at(target, i)) + load<f32>(at(source, i)) * scale);
}
