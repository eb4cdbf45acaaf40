import { dropoutOf } from './dense-networks.ts';
import type { Network } from './network.ts';

/** How texts come: tokens a text, and how many different ones there are. */
interface Tokens {
  length: number;
  vocabulary: number;
}

/** A bag of embeddings as in fastText (Joulin et al. 2016): the mean of the words' vectors, then a dense layer. */
export const fastText = (
  { length, vocabulary }: Tokens,
  embedding: number,
  outputs: number,
  dropout: number,
): Network => ({
  layers: [
    { kind: 'embeddingMean', name: 'embedding', vocabulary, length, width: embedding },
    ...dropoutOf(embedding, dropout),
    { kind: 'dense', name: 'output', inputs: embedding, outputs, relu: false },
  ],
});

/** Words that a filter of the text CNN sees at once. */
const WINDOW = 3;

/** A convolution over three words at a time, the strongest answer of each filter, then a dense layer (Kim 2014). */
export function textCnn(
  { length, vocabulary }: Tokens,
  embedding: number,
  filters: number,
  outputs: number,
  dropout: number,
): Network {
  const window = Math.min(WINDOW, length);
  return {
    layers: [
      { kind: 'embedding', name: 'embedding', vocabulary, length, width: embedding },
      { kind: 'textConvolution', name: 'convolution', length, width: embedding, window, filters },
      ...dropoutOf(filters, dropout),
      { kind: 'dense', name: 'output', inputs: filters, outputs, relu: false },
    ],
  };
}
