import { rampColor } from '../ramp.ts';
import type { ChartFacts, ChartSeries } from './types.ts';

/** One trial's parameters as curves [B4]: a colour a layer, from the input's side to the output's, its bias dashed. */
export function layerSeries(trial: ChartSeries, parameters: NonNullable<ChartFacts['parameters']>): ChartSeries[] {
  const layers = [...new Set(parameters.map(({ name }) => layerOf(name)))];
  return parameters.map(({ name, isBias }) => {
    const place = layers.length < 2 ? 0.5 : layers.indexOf(layerOf(name)) / (layers.length - 1);
    return {
      ...trial,
      id: name,
      // What counts is the weights; they go by their layer's name.
      label: isBias ? name : layerOf(name),
      name,
      color: theme => rampColor(place, theme),
      series: { series: 'layer', column: name },
      dashed: isBias,
      lead: false,
      members: [],
      rates: null,
    };
  });
}

/** `conv1` of `conv1.weight`. */
const layerOf = (parameter: string): string => parameter.replace(/\.[^.]*$/, '');
