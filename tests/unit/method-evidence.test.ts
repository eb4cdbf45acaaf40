import { expect, it } from 'vitest';
import { ladderOf } from '#shared/domain/answer.ts';
import { betterOnDev } from '#shared/method/stages/learning-rate/evidence.ts';
import { candidate, stageView } from './page-views.ts';

const answer = (...devLosses: (number | null)[]) =>
  ladderOf(stageView(devLosses.map((devLoss, i) => candidate(10 ** -i, { devLoss, rank: i + 1 }))))!;

it('names the candidate that does clearly better on dev than the one of the lowest training loss', () => {
  expect(betterOnDev(answer(1.32, 1.15, 1.03))?.learningRate).toBe(0.01);
});

it('says nothing of differences such as seeds make, of candidates that are out, or of what was not measured', () => {
  expect(betterOnDev(answer(1.05, 1))).toBeNull();
  expect(betterOnDev(answer(0.5, 0.7))).toBeNull();
  expect(betterOnDev(answer(1.3, null))).toBeNull();
  expect(betterOnDev(answer(null, 0.5))).toBeNull();
  expect(betterOnDev(answer(Number.NaN, 0.5))).toBeNull();
  const out = answer(1.3, 0.5);
  out.candidates[1] = { ...out.candidates[1]!, rank: null };
  expect(betterOnDev(out)).toBeNull();
});
