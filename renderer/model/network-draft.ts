import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { MOST, type ModelKind, type NetworkChoice } from '#shared/domain/hyperparameters.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { mostBlocks } from '#shared/method/networks/cnn.ts';
import { MOST_PARAMETERS, parameterCountOf } from '#shared/method/networks/network.ts';
import { modelsFor, networkOf } from '#shared/method/networks/network-of.ts';
import { networkIn, SIZES_OF, type Size, sameNetwork } from '#shared/method/networks/same-network.ts';
import type { NetworkDraft } from '../client/state.ts';

export type { NetworkDraft } from '../client/state.ts';

/** What a draft says. */
export interface ReadDraft {
  /** Null: something must be put right first. */
  network: NetworkChoice | null;
  parameters: number | null;
  /** What is to be put right, by size. */
  wrong: Partial<Record<Size, Reason>>;
}

type Facts = Parameters<typeof networkOf>[1];

/** How sizes are written in their fields, and read from them. */
const SEPARATOR = ', ';
const SEPARATORS = /[\s,;，；、×-]+/;

export const draftOf = ({ model, hidden, filters, embedding }: NetworkChoice): NetworkDraft => ({
  model,
  hidden: hidden.join(SEPARATOR),
  filters: filters.join(SEPARATOR),
  embedding: String(embedding),
});

/**
 * The network of a draft, or what is wrong with it. Sizes that the network doesn't have are those that the data proposes, so that
 * one network is always written one way.
 */
export function readDraft(draft: NetworkDraft, facts: DatasetFacts): ReadDraft {
  const { hidden, filters, embedding } = planBase({}, facts);
  const network: NetworkChoice = { model: draft.model, hidden, filters, embedding };
  const wrong: ReadDraft['wrong'] = {};
  for (const size of SIZES_OF[draft.model]) {
    const numbers = numbersIn(draft[size]);
    const reason = whatIsWrong(size, draft.model, numbers, facts);
    if (reason) wrong[size] = reason;
    else if (numbers && size === 'embedding') network.embedding = numbers[0] as number;
    else if (numbers && size !== 'embedding') network[size] = numbers;
  }
  if (Object.keys(wrong).length > 0) return { network: null, parameters: null, wrong };
  const parameters = countOf(network, facts);
  const first = SIZES_OF[draft.model][0];
  if (parameters > MOST_PARAMETERS && first !== undefined) {
    const reason = { key: 'modelStep.wrong.large', values: { parameters, most: MOST_PARAMETERS } };
    return { network: null, parameters, wrong: { [first]: reason } };
  }
  return { network, parameters, wrong };
}

/**
 * Whether a draft is another network than the project's, or none that can be used; one for data of another kind counts no more.
 * @param draft undefined: none was begun
 */
export function isChange(
  draft: NetworkDraft | undefined,
  { facts, network: chosen }: Pick<Project, 'facts' | 'network'>,
): draft is NetworkDraft {
  if (!draft || !facts || !modelsFor(facts).includes(draft.model)) return false;
  const { network } = readDraft(draft, facts);
  return network === null || !sameNetwork(network, networkIn(planBase({}, facts, chosen)));
}

/** How many numbers a network that fits the data learns. */
const countOf = (network: NetworkChoice, facts: Facts): number =>
  parameterCountOf(networkOf({ ...network, dropout: 0 }, facts));

/** The whole numbers that were typed; null where something else stands among them. */
function numbersIn(typed: string): number[] | null {
  const words = typed.split(SEPARATORS).filter(word => word !== '');
  return words.every(word => /^\d+$/.test(word)) ? words.map(Number) : null;
}

function whatIsWrong(
  size: Size,
  model: ModelKind,
  numbers: number[] | null,
  { image }: Pick<DatasetFacts, 'image'>,
): Reason | null {
  const single = size === 'embedding' || model === 'textcnn';
  const say = (key: MessageKey, values: Reason['values'] = {}): Reason => ({ key, values });
  if (single && numbers?.length !== 1) return say('modelStep.wrong.one');
  if (numbers === null) return say('modelStep.wrong.list', { example: size === 'hidden' ? '128, 64' : '16, 32' });
  if (numbers.length === 0) return say(size === 'hidden' ? 'modelStep.wrong.noHidden' : 'modelStep.wrong.noBlocks');
  const outside = numbers.find(value => value < 1 || value > MOST[size]);
  if (outside !== undefined) return say('modelStep.wrong.range', { value: outside, most: MOST[size] });
  if (model === 'cnn' && image) {
    const count = mostBlocks(image[0], image[1]);
    if (numbers.length > count)
      return say('modelStep.wrong.blocks', {
        blocks: numbers.length,
        count,
        size: `${image[0]}\u00a0×\u00a0${image[1]}`,
      });
  }
  return numbers.length > MOST.layers
    ? say('modelStep.wrong.layers', { count: numbers.length, most: MOST.layers })
    : null;
}
