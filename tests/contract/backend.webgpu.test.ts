import { beforeAll, describe } from 'vitest';
import { backendContract } from './backend-contract.ts';
import { cardIsThere, withoutSmallProducts } from './card.ts';
import { trialContract } from './trial-contract.ts';

describe.skipIf(!cardIsThere)('WebGPU', () => {
  beforeAll(withoutSmallProducts);
  describe('as a backend', () => backendContract('webgpu'));
  describe('in a trial', () => trialContract('webgpu'));
});
