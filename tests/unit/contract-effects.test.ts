import { expect, it } from 'vitest';
import { EFFECTS, mayRepeat, reads } from '#shared/contract/effects.ts';
import { REQUESTS, type RequestName } from '#shared/contract/requests.ts';

const NAMES = Object.keys(REQUESTS) as RequestName[];

it('says of every request of the contract, and of nothing else, what asking it does', () => {
  expect(Object.keys(EFFECTS).sort()).toEqual([...NAMES].sort());
});

it('lets be asked twice what only looks, and nothing that starts, adds or accepts', () => {
  const looks = NAMES.filter(name => /\.(list|view|get|read|log|size|estimate|info)$/.test(name));
  expect(looks.filter(name => !reads(name) || !mayRepeat(name))).toEqual([]);
  const makes = NAMES.filter(name => /\.(start|run|runLonger|addRate|accept\w*|keep|delete)$/.test(name));
  expect(makes.filter(name => reads(name) || mayRepeat(name))).toEqual([]);
});

it('takes no other name for one that only looks', () => {
  expect(['toString', 'projects', ''].filter(reads)).toEqual([]);
});
