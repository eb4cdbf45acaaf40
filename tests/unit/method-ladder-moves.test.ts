import { describe, expect, it } from 'vitest';
import type { StagePlan } from '#shared/domain/project.ts';
import { LADDER } from '#shared/method/ladder.ts';
import { ladderMoves, mayAdd, nextStop } from '#shared/method/ladder-moves.ts';
import { stepsOf, stretchesAdded, stretchesLeft, timeFor } from '#shared/method/ladder-time.ts';
import { planLadder } from '#shared/method/plan.ts';
import { barriersOf } from '#shared/method/pruning.ts';
import { rankLadder } from '#shared/method/ranking.ts';
import { curve, member } from './ladder-members.ts';

const MACHINE = { cores: 2, defaultBackend: 'wasm' } as const;
const planned = (choice: Parameters<typeof planLadder>[0] = {}): StagePlan =>
  planLadder({ steps: 1000, ...choice }, MACHINE);

/** A rung that falls to a level of its own, after so many steps. */
const rung = (rate: number, to: number, steps: number, status: Parameters<typeof member>[2]) =>
  member(rate, curve(steps, 2.3, to, 40), status);

/** The six rungs after so many steps: 0.1 is best, then 0.01, 1, 0.001, …. */
const LEVELS: Record<string, number> = { 1: 0.9, 0.1: 0.1, 0.01: 0.5, 0.001: 1.4, 0.0001: 2, 0.00001: 2.2 };
const ladder = (steps: number, status: Parameters<typeof member>[2]) =>
  LADDER.map(rate => rung(rate, LEVELS[rate] as number, steps, status));

const rates = (moves: readonly { trial: { hyperparameters: { learningRate: number } } }[]): number[] =>
  moves.map(({ trial }) => trial.hyperparameters.learningRate);

describe('pruning', () => {
  it('compares the rungs at a quarter and at half of their steps, and halves them', () => {
    expect(barriersOf(1000, 12)).toEqual([
      { step: 250, keep: 6 },
      { step: 500, keep: 3 },
    ]);
  });

  it('leaves two rungs alone, and runs too short for the moving average', () => {
    expect(barriersOf(1000, 2)).toEqual([]);
    expect(barriersOf(120, 6)).toEqual([]);
    expect(barriersOf(200, 6)).toEqual([{ step: 100, keep: 2 }]);
  });

  it('lets the better half go on to the next barrier, and ends the others', () => {
    const { go, prune, add } = ladderMoves(planned(), ladder(250, 'waiting'));
    expect(rates(go)).toEqual([1, 0.1, 0.01]);
    expect(go.map(({ until }) => until)).toEqual([500, 500, 500]);
    expect(rates(prune)).toEqual([0.001, 0.0001, 0.00001]);
    expect(add).toEqual([]);
  });

  it('lets go on what is within noise of the last one kept', () => {
    const members = ladder(250, 'waiting').slice(0, 3);
    const twins = [0.001, 0.0001, 0.00001].map(rate => rung(rate, 0.9, 250, 'waiting'));
    expect(ladderMoves(planned(), [...members, ...twins]).prune).toEqual([]);
  });

  it('judges nobody while a rung is on its way there', () => {
    const members = [...ladder(250, 'waiting').slice(1), rung(1, 0.9, 100, 'running')];
    expect(ladderMoves(planned(), members)).toEqual({ go: [], prune: [], add: [] });
  });

  it('judges nobody where a curve is damaged: it would be compared at other steps', () => {
    const damaged = { ...rung(1, 0.9, 249, 'finished'), damagedFrom: 100 };
    const none = { go: [], prune: [], add: [] };
    expect(ladderMoves(planned(), [damaged, ...ladder(250, 'waiting').slice(1)])).toEqual(none);
    // Nor is a rung added past an end.
    const ended = [rung(0.1, 0.5, 1000, 'finished'), rung(1, 0.1, 1000, 'finished')];
    const plan = planned({ rates: [1, 0.1], prune: false });
    expect(ladderMoves(plan, ended).add).toHaveLength(1);
    expect(ladderMoves(plan, [{ ...ended[0]!, damagedFrom: 0 }, ended[1]!])).toEqual(none);
  });

  it('comes to the same verdict when rungs that went on are further by then', () => {
    const late = ladder(250, 'waiting').map(m => {
      const rate = m.trial.hyperparameters.learningRate;
      return rate === 0.1 || rate === 1 ? rung(rate, LEVELS[rate] as number, 500, 'waiting') : m;
    });
    const { go, prune } = ladderMoves(planned(), late);
    expect(rates(go)).toEqual([0.01]);
    expect(rates(prune)).toEqual([0.001, 0.0001, 0.00001]);
  });

  it('goes on to the end past the last barrier', () => {
    const members = [...ladder(500, 'waiting').slice(0, 3), ...ladder(250, 'pruned').slice(3)];
    const { go, prune } = ladderMoves(planned(), members);
    expect(go.map(({ until }) => until)).toEqual([null, null]);
    expect(rates(go)).toEqual([0.1, 0.01]);
    expect(rates(prune)).toEqual([1]);
  });

  it('can be turned off, and spares the rates that a person added', () => {
    const { trial } = rung(0.3, 1, 0, 'queued');
    expect(nextStop(planned(), trial, 0)).toBe(250);
    expect(nextStop(planned(), trial, 250)).toBe(250);
    expect(nextStop(planned(), trial, 251)).toBe(500);
    expect(nextStop(planned({ prune: false }), trial, 0)).toBeNull();
    expect(nextStop({ ...planned(), added: [{ rate: 0.3, why: 'person' }] }, trial, 0)).toBeNull();
  });
});

describe('L4: extension', () => {
  const atEdge = (status: Parameters<typeof member>[2] = 'finished') => [
    rung(1, 0.1, 1000, status),
    rung(0.1, 0.5, 1000, 'finished'),
    rung(0.01, 0.9, 1000, 'finished'),
  ];
  const plan = planned({ rates: [1, 0.1, 0.01] });

  it('goes past the end where the best rung stands', () => {
    expect(ladderMoves(plan, atEdge()).add).toEqual([{ rate: 10, why: 'extended' }]);
    expect(ladderMoves({ ...plan, extend: false }, atEdge()).add).toEqual([]);
  });

  it.each(['stopped', 'failed'] as const)('leaves a ladder alone of which a rung %s: that may yet go on', status => {
    expect(ladderMoves(plan, [...atEdge(), rung(0.001, 2, 10, status)]).add).toEqual([]);
  });

  it('ends after two rungs past one end', () => {
    const added = [10, 100].map(rate => ({ rate, why: 'extended' as const }));
    const members = [rung(100, 0.01, 1000, 'finished'), rung(10, 0.05, 1000, 'finished'), ...atEdge()];
    const { add } = ladderMoves({ ...plan, rates: [100, 10, ...plan.rates], added }, members);
    expect(add).toEqual([]);
  });

  it('goes lower where every rung diverged', () => {
    const members = plan.rates.map(rate => rung(rate, 9, 20, 'diverged'));
    expect(ladderMoves(plan, members).add).toEqual([{ rate: 0.001, why: 'extended' }]);
  });
});

describe('L2: refinement', () => {
  const inside = [rung(1, 0.5, 1000, 'finished'), rung(0.1, 0.1, 1000, 'finished'), rung(0.01, 0.9, 1000, 'pruned')];
  const plan = planned({ rates: [1, 0.1, 0.01], refine: true });

  it('tries the half-decade neighbours of the best rung, once', () => {
    const { add } = ladderMoves(plan, inside);
    expect(add).toEqual([
      { rate: 0.3, why: 'refined' },
      { rate: 0.03, why: 'refined' },
    ]);
    expect(ladderMoves({ ...plan, rates: [...plan.rates, 0.3, 0.03], added: add }, inside).add).toEqual([]);
    expect(ladderMoves({ ...plan, refine: false }, inside).add).toEqual([]);
  });

  it('tries no rate that is there, or next to one', () => {
    const { add } = ladderMoves({ ...plan, rates: [1, 0.29, 0.1, 0.01] }, [
      ...inside,
      rung(0.29, 0.4, 1000, 'finished'),
    ]);
    expect(add).toEqual([{ rate: 0.03, why: 'refined' }]);
  });
});

describe('what a ladder costs', () => {
  it('is known before it runs: all rungs to the first barrier, half to the second, a quarter to the end', () => {
    const twelve = Array.from({ length: 12 }, () => 0);
    expect(stepsOf(stretchesLeft(planned({ rates: LADDER.concat([2, 3, 4, 5, 6, 7]) }), twelve))).toBe(
      12 * 250 + 6 * 250 + 3 * 500,
    );
    expect(stepsOf(stretchesLeft(planned({ rates: [1, 2, 3], prune: false }), [0, 0, 0]))).toBe(3000);
  });

  it('counts what is done, those ahead being the ones that go on', () => {
    expect(stretchesLeft(planned(), [600, 500, 250, 100])).toEqual([[150], [250], [400, 500]]);
  });

  it('takes as long as the fullest lane, start-ups included', () => {
    expect(timeFor([[100, 100, 100]], 2, { stepMs: 2, startMs: 50 })).toBe(500);
    expect(timeFor([[100, 100], [30]], 4, { stepMs: 1, startMs: 0 })).toBe(130);
    expect(timeFor([[], []], 4, { stepMs: 1, startMs: 10 })).toBe(0);
  });

  it('may rise by rungs past an end, one after the other, and by neighbours, side by side', () => {
    const [extended, refined] = mayAdd(planned({ refine: true }));
    expect([extended, refined]).toEqual([
      { why: 'extended', rungs: 2 },
      { why: 'refined', rungs: 2 },
    ]);
    const pace = { stepMs: 2, startMs: 50 };
    const cost = [extended, refined].map(added => {
      const stretches = added ? stretchesAdded(added, 1000) : [];
      return [stepsOf(stretches), timeFor(stretches, 2, pace)];
    });
    expect(cost).toEqual([
      [2000, 4100],
      [2000, 2050],
    ]);
    expect(mayAdd(planned({ extend: false }))).toEqual([]);
    const almostFull = Array.from({ length: 23 }, (_, i) => (i + 1) / 100);
    expect(mayAdd(planned({ rates: almostFull })).map(({ rungs }) => rungs)).toEqual([1]);
    expect(mayAdd(planned({ rates: [...almostFull, 1], refine: true }))).toEqual([]);
  });

  it('is never more than was said before: a best rung at an end adds as many rungs, and then no more', () => {
    let plan = planned();
    const members = () => plan.rates.map(rate => rung(rate, 1 / rate, 1000, 'finished'));
    for (;;) {
      const { add } = ladderMoves(plan, members());
      if (add.length === 0) break;
      plan = { ...plan, rates: [...add.map(({ rate }) => rate), ...plan.rates], added: [...plan.added, ...add] };
    }
    expect(plan.added).toHaveLength(mayAdd(planned())[0]?.rungs ?? 0);
  });

  it('is said in the answer, with what pruning spared', () => {
    const members = [...ladder(1000, 'finished').slice(0, 2), ...ladder(250, 'pruned').slice(2)];
    const answer = rankLadder(members, 5000, planned());
    expect(answer).toMatchObject({ stepsUsed: 3000, stepsFull: 6000, done: 1, pruned: [0.01, 0.001, 0.0001, 0.00001] });
  });
});
