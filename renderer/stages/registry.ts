import { stageOf } from '#shared/method/stages/definitions.ts';
import { plainParts } from '../stage/plain-parts.tsx';
import type { AnyStageParts } from '../stage/stage-parts.ts';
import { batchMomentumParts } from './batch-momentum/parts.tsx';
import { decayParts } from './decay/parts.tsx';
import { learningRateParts } from './learning-rate/parts.tsx';
import { regularisationParts } from './regularisation/parts.tsx';

/** What the pages of the stages have of their own, a folder each. */
const STAGE_PARTS: readonly AnyStageParts[] = [learningRateParts, batchMomentumParts, decayParts, regularisationParts];

/** Made once for each kind that has no folder. */
const plain = new Map<string, AnyStageParts>();

/**
 * What the page of a kind of stage has of it; where the kind has no folder, what its rules alone decide.
 * @throws Error for a kind of which there are no rules
 */
export function partsOf(kind: string, all: readonly AnyStageParts[] = STAGE_PARTS): AnyStageParts {
  const own = all.find(({ definition }) => definition.kind === kind) ?? plain.get(kind);
  if (own) return own;
  const parts = plainParts(stageOf(kind));
  plain.set(kind, parts);
  return parts;
}
