import type { Layer } from './network.ts';

/**
 * By which rule a layer's weights start [M8]: He before ReLU, Glorot where the outputs follow, and small numbers for an embedding's
 * vectors; null where it has none. Biases start at zero.
 */
export function initialRuleOf(layer: Layer): 'he' | 'glorot' | 'embedding' | null {
  switch (layer.kind) {
    case 'dense':
      return layer.relu ? 'he' : 'glorot';
    case 'convolution':
    case 'textConvolution':
      return 'he';
    case 'embedding':
    case 'embeddingMean':
      return 'embedding';
    case 'dropout':
      return null;
  }
}
