import { describe } from 'vitest';
import { backendContract } from './backend-contract.ts';
import { trialContract } from './trial-contract.ts';

describe.each(['cpu', 'wasm'] as const)('backend %s', backendContract);
describe.each(['cpu', 'wasm'] as const)('a trial on %s', trialContract);
