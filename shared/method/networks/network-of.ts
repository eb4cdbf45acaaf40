import { Refusal } from '../../contract/refusal.ts';
import { type DatasetFacts, inputWidth, outputsOf } from '../../domain/dataset.ts';
import type { Hyperparameters, ModelKind } from '../../domain/hyperparameters.ts';
import type { Reason } from '../../domain/reason.ts';
import { cnn, cnnFilters, mostBlocks } from './cnn.ts';
import { linear, mlp } from './dense-networks.ts';
import type { Network } from './network.ts';
import { fastText, textCnn } from './text-networks.ts';

type Shape = Pick<DatasetFacts, 'kind' | 'task' | 'classes' | 'features' | 'image' | 'tokens'>;
type Sizes = Pick<Hyperparameters, 'model' | 'hidden' | 'filters' | 'embedding' | 'dropout'>;

/** Filters of a text CNN where nobody says. */
const TEXT_FILTERS = [64];

/** Networks that can be trained on data of a kind, the one that is proposed first in front. */
export function modelsFor({ image, tokens }: Pick<DatasetFacts, 'image' | 'tokens'>): ModelKind[] {
  if (tokens) return ['fasttext', 'textcnn', 'mlp', 'linear'];
  if (image && cnnFilters(image[0], image[1]).length > 0) return ['cnn', 'mlp', 'linear'];
  return ['mlp', 'linear'];
}

/**
 * The sizes of a network where a person names none: filters by the size of the images, 64 for texts.
 */
export const defaultFilters = ({ image, tokens }: Pick<DatasetFacts, 'image' | 'tokens'>): number[] =>
  tokens ? TEXT_FILTERS : image ? cnnFilters(image[0], image[1]) : [];

/** Whether a network has places for dropout: a linear model has no numbers between layers that could be dropped. */
export const takesDropout = ({ model, hidden }: Pick<Hyperparameters, 'model' | 'hidden'>): boolean =>
  model !== 'linear' && (model !== 'mlp' || hidden.length > 0);

/** What a network takes of a text: which words it has, or its words in order. */
export const takesTokens = (model: ModelKind): boolean => model === 'fasttext' || model === 'textcnn';

/**
 * The network that hyperparameters ask for on a data set.
 * @throws Refusal where the data is not of that network's kind or an image has no room for its blocks
 */
export function networkOf({ model, hidden, filters, embedding, dropout }: Sizes, facts: Shape): Network {
  const outputs = outputsOf(facts);
  const { image, tokens } = facts;
  const fitting = modelsFor(facts);
  switch (model) {
    case 'linear':
      return linear(inputWidth(facts), outputs);
    case 'mlp':
      return mlp(inputWidth(facts), hidden, outputs, dropout);
    case 'cnn': {
      if (!image) throw new Refusal('error.model.needsImages', { model, models: fitting.join(', ') });
      const most = mostBlocks(image[0], image[1]);
      if (filters.length === 0 || filters.length > most)
        throw new Refusal('error.model.blocks', { blocks: filters.length, most, size: `${image[0]} × ${image[1]}` });
      return cnn(image, filters, outputs, dropout);
    }
    case 'fasttext':
    case 'textcnn':
      if (!tokens) throw new Refusal('error.model.needsTexts', { model, models: fitting.join(', ') });
      return model === 'fasttext'
        ? fastText(tokens, embedding, outputs, dropout)
        : textCnn(tokens, embedding, filters[0] ?? (TEXT_FILTERS[0] as number), outputs, dropout);
  }
}

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
