import { describe } from 'vitest';
import { memoryContract } from './memory-contract.ts';

describe.each(['cpu', 'wasm'] as const)('a trial on %s', id => memoryContract(id, 600));
