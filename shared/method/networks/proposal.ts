import type { DatasetFacts } from '../../domain/dataset.ts';
import type { Reason } from '../../domain/reason.ts';
import { cnnFilters } from './cnn.ts';

/** Why the network that stands first in `modelsFor` is the one that is proposed, and how its sizes follow from the data. */
export function proposalReason({ image, tokens }: Pick<DatasetFacts, 'image' | 'tokens'>): Reason {
  if (tokens) return { key: 'modelStep.proposed.texts', values: {} };
  if (!image) return { key: 'modelStep.proposed.table', values: {} };
  const [height, width] = image;
  const count = cnnFilters(height, width).length;
  return count === 0
    ? { key: 'modelStep.proposed.smallImages', values: { height, width } }
    : { key: 'modelStep.proposed.images', values: { height, width, count } };
}
