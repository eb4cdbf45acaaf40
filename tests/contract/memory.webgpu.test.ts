import { beforeAll, describe } from 'vitest';
import { cardIsThere, withoutSmallProducts } from './card.ts';
import { memoryContract } from './memory-contract.ts';

describe.skipIf(!cardIsThere)('a trial on webgpu', () => {
  beforeAll(withoutSmallProducts);
  // Software needs minutes for the steps that the other backends do.
  memoryContract('webgpu', 100);
});
