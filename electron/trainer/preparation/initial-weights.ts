import type { NetworkMeasured } from '#shared/domain/preparation.ts';
import { type Network, parametersOfLayer } from '#shared/method/networks/network.ts';
import type { EngineState } from '../engines/engine.ts';
import { initialisationOf } from '../initialisation.ts';

/** Each weight matrix as it stands, beside what its rule asks for [M8]. */
export function initialWeights(network: Network, parameters: EngineState['parameters']): NetworkMeasured['layers'] {
  return network.layers.flatMap(layer =>
    parametersOfLayer(layer).flatMap(parameter => {
      const initialisation = initialisationOf(layer, parameter);
      if (!initialisation) return [];
      const { name } = parameter;
      const { rule, variance } = initialisation;
      const values = parameters[name] as Float32Array;
      return [
        {
          name,
          initialisation: rule,
          count: values.length,
          std: deviationOf(values),
          expectedStd: Math.sqrt(variance),
        },
      ];
    }),
  );
}

/** About 0, which the rules take for the mean. */
const deviationOf = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
