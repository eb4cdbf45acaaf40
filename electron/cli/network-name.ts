import type { NetworkChoice } from '#shared/domain/hyperparameters.ts';
import { takesTokens } from '#shared/method/networks/network-of.ts';

/** A network with the sizes that it has: `mlp 128-64`, `textcnn embedding 64 filters 64`. */
export function networkName({ model, hidden, filters, embedding }: NetworkChoice): string {
  return [
    model,
    ...(model === 'mlp' ? [hidden.join('-')] : []),
    ...(takesTokens(model) ? [`embedding ${embedding}`] : []),
    ...(model === 'cnn' || model === 'textcnn' ? [`filters ${filters.join('-')}`] : []),
  ].join(' ');
}
