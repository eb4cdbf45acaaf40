import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import {
  convolutionSizes,
  initialRuleOf,
  type Layer,
  type Network,
  parametersOfLayer,
  sizeOf,
} from '#shared/method/networks/network.ts';

/** One layer of a network, as its table shows it. */
export interface LayerRow {
  /** As its parameters are called elsewhere; null: the data itself. */
  name: string | null;
  what: Reason;
  /** What comes out for one row of the data: height, width and channels, or so many words with a vector each, or so many numbers. */
  shape: number[];
  /** How many numbers it learns; null: the data learns none. */
  parameters: number | null;
  weights: ReturnType<typeof initialRuleOf>;
}

/** Dropout is off while the important parameters are chosen [M6], and learns nothing. */
type Learning = Exclude<Layer, { kind: 'dropout' }>;

/** A row of the data and then each layer that learns, in the order in which they are computed. */
export function layerRows({ layers }: Network, facts: Pick<DatasetFacts, 'image' | 'tokens' | 'task'>): LayerRow[] {
  const learning = layers.filter(layer => layer.kind !== 'dropout');
  return [
    ...learning.slice(0, 1).map(layer => inputRow(layer, facts)),
    ...learning.map(layer => ({
      name: layer.name,
      what: whatOf(layer, facts),
      shape: shapeOf(layer),
      parameters: parametersOfLayer(layer).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      weights: initialRuleOf(layer),
    })),
  ];
}

const say = (key: MessageKey, values: Reason['values'] = {}): Reason => ({ key, values });

/** What the first layer takes. */
function inputRow(first: Learning, { image, tokens }: Pick<DatasetFacts, 'image' | 'tokens'>): LayerRow {
  const row = (what: MessageKey, shape: number[]): LayerRow => ({
    name: null,
    what: say(what),
    shape,
    parameters: null,
    weights: null,
  });
  switch (first.kind) {
    case 'convolution':
      return row('modelStep.layers.image', [first.height, first.width, first.channels]);
    case 'dense':
      return row(tokens ? 'modelStep.layers.bag' : image ? 'modelStep.layers.pixels' : 'modelStep.layers.row', [
        first.inputs,
      ]);
    case 'embedding':
    case 'embeddingMean':
    case 'textConvolution':
      return row('modelStep.layers.words', [first.length]);
  }
}

function whatOf(layer: Learning, { task }: Pick<DatasetFacts, 'task'>): Reason {
  switch (layer.kind) {
    case 'dense':
      return say(
        layer.relu
          ? 'modelStep.layers.dense'
          : task === 'regression'
            ? 'modelStep.layers.value'
            : 'modelStep.layers.classes',
      );
    case 'convolution':
      return say('modelStep.layers.convolution', { kernel: layer.kernel, pool: layer.pool });
    case 'textConvolution':
      return say('modelStep.layers.textConvolution', { count: layer.window });
    case 'embedding':
    case 'embeddingMean':
      return say(`modelStep.layers.${layer.kind}`);
  }
}

function shapeOf(layer: Learning): number[] {
  switch (layer.kind) {
    case 'dense':
      return [layer.outputs];
    case 'convolution': {
      const { height, width } = convolutionSizes(layer).after;
      return [height, width, layer.filters];
    }
    case 'embedding':
      return [layer.length, layer.width];
    case 'embeddingMean':
      return [layer.width];
    case 'textConvolution':
      return [layer.filters];
  }
}
