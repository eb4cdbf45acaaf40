import { type ModelKind, NetworkChoice } from '../../domain/hyperparameters.ts';

/** What of a network may be made larger or smaller. */
export type Size = 'hidden' | 'filters' | 'embedding';

/** The sizes that a network of each kind has. */
export const SIZES_OF: Readonly<Record<ModelKind, readonly Size[]>> = {
  linear: [],
  mlp: ['hidden'],
  cnn: ['filters'],
  fasttext: ['embedding'],
  textcnn: ['embedding', 'filters'],
};

/** Whether two choices are one network: of the same kind, with the same sizes as far as it has them. */
export const sameNetwork = (a: NetworkChoice, b: NetworkChoice): boolean =>
  a.model === b.model && SIZES_OF[a.model].every(size => JSON.stringify(a[size]) === JSON.stringify(b[size]));

/** The network that some hyperparameters decide; null where they name none, as those of a person's own command. */
export const networkIfAny = (base: object): NetworkChoice | null => NetworkChoice.safeParse(base).data ?? null;

/** What decides the network, of all that decides a trial. */
export const networkIn = ({ model, hidden, filters, embedding }: NetworkChoice): NetworkChoice => ({
  model,
  hidden,
  filters,
  embedding,
});
