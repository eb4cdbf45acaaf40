import { expect, it } from 'vitest';
import { Arena } from '#electron/trainer/engines/kernel/arena.ts';

it('throws where the memory that WASM can address ends', () => {
  const arena = new Arena();
  expect(() => arena.place(2 ** 32)).toThrow(/out of memory/);
  expect(() => {
    for (let i = 0; i < 3; i++) arena.place(2 ** 29);
  }).toThrow(/out of memory/);
});
