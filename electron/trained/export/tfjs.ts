import { type Layer, type Network, outputsOf } from '#shared/method/networks/network.ts';
import { bytesOf, type NamedTensor } from './safetensors.ts';

/** A model as TensorFlow.js' `loadLayersModel` reads it. */
export interface LayersModel {
  /** `model.json` */
  json: object;
  /** `weights.bin` */
  weights: Buffer;
}

/** A score that softmax makes zero beside any other. */
const NEVER = -1e9;

/** A layer of Keras with the layers that it is put on. */
interface KerasLayer {
  className: string;
  name: string;
  config: Record<string, unknown>;
  on: string[];
  /** By TensorFlow.js' own names: `kernel`, `bias`, `embeddings`. */
  weights: NamedTensor[];
}

/**
 * A network as a layers model. What layers can't say is said by several: the mean of a text's words without what fills it up is a sum
 * that is weighed by a softmax over the words, in which padding has no weight.
 * @param weights by name (`parametersOf`)
 * @param classify whether to end with a softmax
 */
export function layersModel(
  network: Network,
  weights: Readonly<Record<string, Float32Array>>,
  { classify, generatedBy }: { classify: boolean; generatedBy: string },
): LayersModel {
  const first = network.layers[0] as Layer;
  const layers: KerasLayer[] = [
    {
      className: 'InputLayer',
      name: 'input',
      config: { batch_input_shape: [null, ...shapeOfInput(first)], dtype: isText(first) ? 'int32' : 'float32' },
      on: [],
      weights: [],
    },
  ];
  const last = (): string => (layers.at(-1) as KerasLayer).name;
  const put = (className: string, name: string, config: object, own: NamedTensor[] = [], on = [last()]): void => {
    layers.push({ className, name, config: { trainable: true, ...config }, on, weights: own });
  };
  const pairOf = (name: string, shape: number[], outputs: number): NamedTensor[] => [
    { name: `${name}/kernel`, shape, values: weights[`${name}.weight`]! },
    { name: `${name}/bias`, shape: [outputs], values: weights[`${name}.bias`]! },
  ];
  for (const layer of network.layers) {
    switch (layer.kind) {
      case 'dense': {
        const { name, inputs, outputs, relu } = layer;
        const config = { units: outputs, activation: relu ? 'relu' : 'linear', use_bias: true };
        put('Dense', name, config, pairOf(name, [inputs, outputs], outputs));
        break;
      }
      case 'convolution': {
        const { name, kernel, channels, filters, pool } = layer;
        const shape = [kernel, kernel, channels, filters];
        const config = { filters, kernel_size: [kernel, kernel], strides: [1, 1], padding: 'valid' };
        put('Conv2D', name, { ...config, activation: 'linear', use_bias: true }, pairOf(name, shape, filters));
        const window = { pool_size: [pool, pool], strides: [pool, pool], padding: 'valid' };
        if (pool > 1) put('MaxPooling2D', `${name}_pool`, window);
        put('Activation', `${name}_relu`, { activation: 'relu' });
        const next = network.layers[network.layers.indexOf(layer) + 1];
        if (next?.kind !== 'convolution') put('Flatten', `${name}_flat`, {});
        break;
      }
      case 'embedding':
        put('Embedding', layer.name, embeddingOf(layer), [tableOf(layer, weights)]);
        break;
      case 'embeddingMean': {
        const { name, vocabulary, length } = layer;
        const scores = new Float32Array(vocabulary);
        scores[0] = NEVER;
        const share = { name: `${name}_share/embeddings`, shape: [vocabulary, 1], values: scores };
        put('Embedding', name, embeddingOf(layer), [tableOf(layer, weights)]);
        put('Embedding', `${name}_share`, embeddingOf({ vocabulary, length, width: 1 }), [share], ['input']);
        put('Flatten', `${name}_share_flat`, {});
        put('Softmax', `${name}_softmax`, { axis: -1 });
        put('Dot', `${name}_mean`, { axes: [1, 1], normalize: false }, [], [name, `${name}_softmax`]);
        break;
      }
      case 'textConvolution': {
        const { name, window, width, filters } = layer;
        const config = { filters, kernel_size: [window], strides: [1], padding: 'valid', activation: 'linear' };
        put('Conv1D', name, { ...config, use_bias: true }, pairOf(name, [window, width, filters], filters));
        put('GlobalMaxPooling1D', `${name}_max`, {});
        put('Activation', `${name}_relu`, { activation: 'relu' });
        break;
      }
      case 'dropout':
        // Nothing is dropped where nothing is trained.
        break;
    }
  }
  if (classify) put('Softmax', 'probabilities', { axis: -1 });
  const tensors = layers.flatMap(layer => layer.weights);
  return {
    json: {
      format: 'layers-model',
      generatedBy,
      convertedBy: null,
      modelTopology: { keras_version: '2.1.6', backend: 'tensor_flow.js', model_config: modelConfig(layers) },
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
        },
      ],
      userDefinedMetadata: { outputs: outputsOf(network) },
    },
    weights: Buffer.concat(tensors.map(({ values }) => bytesOf(values))),
  };
}

const isText = ({ kind }: Layer): boolean => kind === 'embedding' || kind === 'embeddingMean';

function shapeOfInput(layer: Layer): number[] {
  switch (layer.kind) {
    case 'dense':
      return [layer.inputs];
    case 'convolution':
      return [layer.height, layer.width, layer.channels];
    case 'embedding':
    case 'embeddingMean':
      return [layer.length];
    case 'textConvolution':
      return [layer.length, layer.width];
    case 'dropout':
      return [layer.size];
  }
}

const embeddingOf = ({ vocabulary, length, width }: { vocabulary: number; length: number; width: number }) => ({
  input_dim: vocabulary,
  output_dim: width,
  input_length: length,
  mask_zero: false,
});

/** An embedding's vectors. That of padding, which the network never looks at, is zero. */
function tableOf(
  { name, vocabulary, width }: { name: string; vocabulary: number; width: number },
  weights: Readonly<Record<string, Float32Array>>,
): NamedTensor {
  const values = weights[`${name}.weight`]!.slice();
  values.fill(0, 0, width);
  return { name: `${name}/embeddings`, shape: [vocabulary, width], values };
}

const modelConfig = (layers: readonly KerasLayer[]) => ({
  class_name: 'Model',
  config: {
    name: 'descent',
    layers: layers.map(({ className, name, config, on }) => ({
      name,
      class_name: className,
      config: { name, ...config },
      inbound_nodes: on.length === 0 ? [] : [on.map(one => [one, 0, 0, {}])],
    })),
    input_layers: [['input', 0, 0]],
    output_layers: [[(layers.at(-1) as KerasLayer).name, 0, 0]],
  },
});
