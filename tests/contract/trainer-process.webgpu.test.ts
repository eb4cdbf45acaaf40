import { describe } from 'vitest';
import { cardIsThere } from './card.ts';
import { trainerProcessContract } from './trainer-process-contract.ts';

describe.skipIf(!cardIsThere)('a trainer process on webgpu', () => trainerProcessContract('webgpu'));
