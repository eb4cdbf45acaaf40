import { describe, expect, it } from 'vitest';
import type { StagePlan } from '#shared/domain/project.ts';
import { rungsOf } from '#shared/method/search/successive-halving.ts';
import { LADDER, MOST_CANDIDATES } from '#shared/method/stages/learning-rate/candidates.ts';
import { addPoint, mayAdd, next, nextRung } from '#shared/method/stages/learning-rate/next.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { answerOf, recommend } from '#shared/method/stages/learning-rate/recommend.ts';
import { segmentsLeft, workload } from '#shared/method/stages/learning-rate/workload.ts';
import { stepsIn, timeFor } from '#shared/method/stages/segments.ts';
import { type Action, emptyRecord, pointOf, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { curve, member, record } from './ladder-members.ts';

const MACHINE = { cores: 2, defaultBackend: 'wasm' } as const;
const planned = (choice: Parameters<typeof planLadder>[0] = {}): StagePlan =>
  planLadder({ secondSeed: false, steps: 1000, ...choice }, MACHINE);

type Status = Parameters<typeof member>[2];
type Origin = Parameters<typeof member>[3];

/** A candidate that falls to a level of its own, after so many steps. */
const candidate = (rate: number, to: number, steps: number, status: Status, origin?: Origin) =>
  member(rate, curve(steps, 2.3, to, 40), status, origin);

/** The six candidates after so many steps: 0.1 is best, then 0.01, 1, 0.001, …. */
const LEVELS: Record<string, number> = { 1: 0.9, 0.1: 0.1, 0.01: 0.5, 0.001: 1.4, 0.0001: 2, 0.00001: 2.2 };
const ladder = (steps: number, status: Status) =>
  LADDER.map(rate => candidate(rate, LEVELS[rate] as number, steps, status));

/** What follows, sorted by what is to be done; trials by their rate. */
function follows(plan: StagePlan, trials: readonly TrialRecord[], resume: readonly number[] = []) {
  const actions = next(plan, record(trials, { resume: new Set(resume.map(rate => `t${rate}`)) }));
  const of = <Do extends Action['do']>(wanted: Do) =>
    actions.filter((action): action is Extract<Action, { do: Do }> => action.do === wanted);
  const rate = ({ trialId }: { trialId: string }) => Number(trialId.slice(1));
  return {
    go: of('resume').map(action => ({ rate: rate(action), until: action.until })),
    prune: of('prune').map(rate),
    add: of('start').map(({ point, until }) => ({ rate: point.set.learningRate, origin: point.origin, until })),
    reasons: of('prune').map(({ reason }) => reason),
  };
}
const NOTHING = { go: [], prune: [], add: [], reasons: [] };

describe('the beginning', () => {
  it('starts all planned candidates, each up to the first rung', () => {
    const { add } = follows(planned(), []);
    expect(add.map(({ rate }) => rate)).toEqual(LADDER);
    expect(new Set(add.map(({ until, origin }) => `${until} ${origin}`))).toEqual(new Set(['250 planned']));
    expect(follows(planned({ prune: false }), []).add.map(({ until }) => until)).toEqual(LADDER.map(() => null));
  });

  it('starts only those that are missing of a ladder that was cut off there', () => {
    expect(follows(planned(), ladder(0, 'queued').slice(2)).add.map(({ rate }) => rate)).toEqual([1, 0.1]);
  });
});

describe('pruning', () => {
  it('compares the candidates at a quarter and at half of their steps, and halves them', () => {
    expect(rungsOf(1000, 12)).toEqual([
      { step: 250, keep: 6 },
      { step: 500, keep: 3 },
    ]);
  });

  it('leaves two candidates alone, and runs too short for the moving average', () => {
    expect(rungsOf(1000, 2)).toEqual([]);
    expect(rungsOf(120, 6)).toEqual([]);
    expect(rungsOf(200, 6)).toEqual([{ step: 100, keep: 2 }]);
  });

  it('lets the better half go on to the next rung, and ends the others', () => {
    const { go, prune, add, reasons } = follows(planned(), ladder(250, 'waiting'));
    expect(go).toEqual([1, 0.1, 0.01].map(rate => ({ rate, until: 500 })));
    expect(prune).toEqual([0.001, 0.0001, 0.00001]);
    expect(reasons[0]).toEqual({ key: 'reason.pruned', values: { step: 250, keep: 3 } });
    expect(add).toEqual([]);
  });

  it('lets go on what is within noise of the last one kept', () => {
    const members = ladder(250, 'waiting').slice(0, 3);
    const twins = [0.001, 0.0001, 0.00001].map(rate => candidate(rate, 0.9, 250, 'waiting'));
    expect(follows(planned(), [...members, ...twins]).prune).toEqual([]);
  });

  it('judges nobody while a candidate is on its way there', () => {
    const members = [...ladder(250, 'waiting').slice(1), candidate(1, 0.9, 100, 'running')];
    expect(follows(planned(), members)).toEqual(NOTHING);
  });

  it('judges nobody where a curve is damaged: it would be compared at other steps', () => {
    const damaged = { ...candidate(1, 0.9, 249, 'finished'), damagedFrom: 100 };
    expect(follows(planned(), [damaged, ...ladder(250, 'waiting').slice(1)])).toEqual(NOTHING);
    // Nor is a candidate added past an end.
    const ended = [candidate(0.1, 0.5, 1000, 'finished'), candidate(1, 0.1, 1000, 'finished')];
    const plan = planned({ rates: [1, 0.1], prune: false });
    expect(follows(plan, ended).add).toHaveLength(1);
    expect(follows(plan, [{ ...ended[0]!, damagedFrom: 0 }, ended[1]!])).toEqual(NOTHING);
  });

  it('comes to the same verdict when candidates that went on are further by then', () => {
    const late = ladder(250, 'waiting').map(m => {
      const rate = m.trial.hyperparameters.learningRate;
      return rate === 0.1 || rate === 1 ? candidate(rate, LEVELS[rate] as number, 500, 'waiting') : m;
    });
    const { go, prune } = follows(planned(), late);
    expect(go.map(({ rate }) => rate)).toEqual([0.01]);
    expect(prune).toEqual([0.001, 0.0001, 0.00001]);
  });

  it('goes on to the end past the last rung', () => {
    const members = [...ladder(500, 'waiting').slice(0, 3), ...ladder(250, 'pruned').slice(3)];
    const { go, prune } = follows(planned(), members);
    expect(go).toEqual([0.1, 0.01].map(rate => ({ rate, until: null })));
    expect(prune).toEqual([1]);
  });

  it('can be turned off, and spares the rates that a person added', () => {
    const point = pointOf({ learningRate: 0.3 });
    expect(nextRung(planned(), point, 0)).toBe(250);
    expect(nextRung(planned(), point, 250)).toBe(250);
    expect(nextRung(planned(), point, 251)).toBe(500);
    expect(nextRung(planned({ prune: false }), point, 0)).toBeNull();
    expect(nextRung(planned(), { ...point, origin: 'person' }, 0)).toBeNull();
  });
});

describe('going on', () => {
  const cut = [...ladder(250, 'waiting').slice(1), candidate(1, 0.9, 100, 'interrupted')];

  it('takes up what a person wants, up to the rung before which it was cut off', () => {
    expect(follows(planned(), cut, [1])).toEqual({ ...NOTHING, go: [{ rate: 1, until: 250 }] });
    const further = [...cut.slice(0, -1), candidate(1, 0.9, 300, 'paused')];
    expect(follows(planned(), further, [1]).go).toEqual([{ rate: 1, until: 500 }]);
  });

  it('trains to its end what can’t be compared any more, and takes up nothing that ended by itself', () => {
    const damaged = { ...candidate(0.1, 0.1, 250, 'finished'), damagedFrom: 100 };
    expect(follows(planned(), [damaged, ...cut.slice(1)], [1]).go).toEqual([{ rate: 1, until: null }]);
    const ended = ladder(1000, 'finished');
    expect(follows(planned(), ended, [1])).toEqual(follows(planned(), ended));
  });
});

describe('a rate that a person adds', () => {
  it('is a point of its own, once, while there is room', () => {
    const plan = planned();
    expect(addPoint(plan, record(ladder(1000, 'finished')), { learningRate: 0.3 })).toEqual(
      pointOf({ learningRate: 0.3 }, 'person'),
    );
    const refusal = (rate: number, of = plan) => {
      try {
        addPoint(of, emptyRecord(), { learningRate: rate });
      } catch (error) {
        return (error as { record: { key: string } }).record.key;
      }
      return null;
    };
    expect(refusal(0.1)).toBe('error.rate.there');
    const full = planned({ rates: Array.from({ length: MOST_CANDIDATES }, (_, i) => (i + 1) / 100) });
    expect(refusal(1, full)).toBe('error.rate.tooMany');
  });
});

describe('L4: extension', () => {
  const atEdge = (status: Status = 'finished') => [
    candidate(1, 0.1, 1000, status),
    candidate(0.1, 0.5, 1000, 'finished'),
    candidate(0.01, 0.9, 1000, 'finished'),
  ];
  const plan = planned({ rates: [1, 0.1, 0.01] });

  it('goes past the end where the best candidate stands, up to the first rung', () => {
    expect(follows(plan, atEdge()).add).toEqual([{ rate: 10, origin: 'extended', until: 250 }]);
    expect(follows({ ...plan, extend: false }, atEdge()).add).toEqual([]);
  });

  it.each(['stopped', 'failed'] as const)('leaves a ladder alone of which one %s: that may yet go on', status => {
    expect(follows(plan, [...atEdge(), candidate(0.001, 2, 10, status)]).add).toEqual([]);
  });

  it('ends after two candidates past one end', () => {
    const past = [
      candidate(100, 0.01, 1000, 'finished', 'extended'),
      candidate(10, 0.05, 1000, 'finished', 'extended'),
    ];
    expect(follows(plan, [past[1]!, ...atEdge()]).add.map(({ rate }) => rate)).toEqual([100]);
    expect(follows(plan, [...past, ...atEdge()]).add).toEqual([]);
  });

  it('goes lower where every candidate diverged', () => {
    const members = [1, 0.1, 0.01].map(rate => candidate(rate, 9, 20, 'diverged'));
    expect(follows(plan, members).add).toMatchObject([{ rate: 0.001, origin: 'extended' }]);
  });
});

describe('L2: refinement', () => {
  const inside = [
    candidate(1, 0.5, 1000, 'finished'),
    candidate(0.1, 0.1, 1000, 'finished'),
    candidate(0.01, 0.9, 1000, 'pruned'),
  ];
  const plan = planned({ rates: [1, 0.1, 0.01], refine: true });

  it('tries the half-decade neighbours of the best candidate, once', () => {
    expect(follows(plan, inside).add).toMatchObject([
      { rate: 0.3, origin: 'refined' },
      { rate: 0.03, origin: 'refined' },
    ]);
    const tried = [0.3, 0.03].map(rate => candidate(rate, 0.4, 1000, 'finished', 'refined'));
    expect(follows(plan, [...inside, ...tried]).add).toEqual([]);
    expect(follows({ ...plan, refine: false }, inside).add).toEqual([]);
  });

  it('tries the other neighbour too where the program ended between the two, before either is judged', () => {
    const trials = [...inside, candidate(0.3, 0.05, 250, 'waiting', 'refined')].map((one, position) => ({
      ...one,
      trial: { ...one.trial, position },
    }));
    expect(follows(plan, trials)).toMatchObject({ go: [], prune: [], add: [{ rate: 0.03, origin: 'refined' }] });
  });

  it('tries no rate that is there, or next to one', () => {
    const { add } = follows(plan, [...inside, candidate(0.29, 0.4, 1000, 'finished', 'person')]);
    expect(add.map(({ rate }) => rate)).toEqual([0.03]);
  });
});

describe('what a ladder costs', () => {
  const steps = (segments: ReturnType<typeof workload>) => segments.map(segment => segment.steps);

  it('is known before it runs: all candidates to the first rung, half to the second, a quarter to the end', () => {
    const twelve = planned({ rates: LADDER.concat([2, 3, 4, 5, 6, 7]), extend: false });
    expect(stepsIn(workload(twelve, emptyRecord()))).toBe(12 * 250 + 6 * 250 + 3 * 500);
    expect(stepsIn(workload(planned({ rates: [1, 2, 3], prune: false, extend: false }), emptyRecord()))).toBe(3000);
  });

  it('counts what is done, those ahead being the ones that go on', () => {
    expect(steps(segmentsLeft(planned(), [600, 500, 250, 100]))).toEqual([[150], [250], [400, 500]]);
    const running = [600, 500, 250, 100].map((done, i) => candidate(LADDER[i] as number, 1, done, 'running'));
    const others = [candidate(0.0001, 2, 250, 'pruned'), candidate(0.00001, 2, 90, 'paused')];
    expect(steps(workload(planned(), record([...running, ...others])))).toEqual([[150], [250], [400, 500]]);
  });

  it('takes as long as the fullest lane, start-ups included', () => {
    const of = (...segments: number[][]) => segments.map(each => ({ steps: each, addition: null }));
    expect(timeFor(of([100, 100, 100]), 2, { stepMs: 2, startMs: 50 })).toBe(500);
    expect(timeFor(of([100, 100], [30]), 4, { stepMs: 1, startMs: 0 })).toBe(130);
    expect(timeFor(of([], []), 4, { stepMs: 1, startMs: 10 })).toBe(0);
  });

  it('may rise by candidates past an end, one after the other, and by neighbours, side by side', () => {
    expect(mayAdd(planned({ refine: true, secondSeed: true }))).toEqual([
      { why: 'extended', count: 2 },
      { why: 'refined', count: 2 },
      { why: 'repeated', count: 3 },
    ]);
    const pace = { stepMs: 2, startMs: 50 };
    const cost = (['extended', 'refined'] as const).map(why => {
      const more = workload(planned({ refine: true }), emptyRecord()).filter(({ addition }) => addition === why);
      return [stepsIn(more), timeFor(more, 2, pace)];
    });
    expect(cost).toEqual([
      [2000, 4100],
      [2000, 2050],
    ]);
    expect(mayAdd(planned({ extend: false }))).toEqual([]);
    const almostFull = Array.from({ length: 23 }, (_, i) => (i + 1) / 100);
    expect(mayAdd(planned({ rates: almostFull })).map(({ count }) => count)).toEqual([1]);
    expect(mayAdd(planned({ rates: [...almostFull, 1], refine: true }))).toEqual([]);
  });

  it('is never more than was said before: a best candidate at an end adds as many, and then no more', () => {
    const plan = planned({ prune: false });
    const trials = LADDER.map(rate => candidate(rate, 1 / rate, 1000, 'finished'));
    for (;;) {
      const { add } = follows(plan, trials);
      if (add.length === 0) break;
      trials.push(...add.map(({ rate, origin }) => candidate(rate!, 1 / rate!, 1000, 'finished', origin)));
    }
    expect(trials.length - LADDER.length).toBe(mayAdd(plan)[0]?.count);
  });

  it('is said in the answer, with what pruning spared', () => {
    const members = [...ladder(1000, 'finished').slice(0, 2), ...ladder(250, 'pruned').slice(2)];
    const answer = answerOf(planned(), record(members));
    expect(answer).toMatchObject({ stepsUsed: 3000, stepsFull: 6000, done: 1, pruned: [0.01, 0.001, 0.0001, 0.00001] });
  });
});

describe('the recommendation', () => {
  it('sets rate and steps, ranks every trial by its figures, and says why', () => {
    const { set, ranking, evidence, detail } = recommend(planned(), record(ladder(1000, 'finished')));
    expect(set).toEqual({ learningRate: 0.1, steps: detail.numSteps.value });
    expect(detail.numSteps.value).toBeGreaterThan(0);
    expect(ranking.map(({ rank }) => rank)).toEqual([3, 1, 2, 4, 5, 6]);
    expect(ranking[1]?.figures).toMatchObject({ steps: 1000, stepsToReach: expect.any(Number), devLoss: null });
    expect(evidence.map(({ title }) => title.key)).toEqual([
      'evidence.deepest',
      'evidence.fastest',
      'evidence.converged',
    ]);
  });

  it('leaves the steps open while the curve falls, and sets nothing where nothing can be ranked', () => {
    const falling = recommend(planned({ rates: [0.1] }), record([member(0.1, curve(1000, 2.3, 0.1, 600))]));
    expect(falling.set).toEqual({ learningRate: 0.1 });
    const none = recommend(planned({ rates: [1] }), record([member(1, curve(50, 2.3, 9, 5), 'diverged')]));
    expect(none.set).toBeNull();
    expect(none.evidence.map(({ rule }) => rule)).toEqual(['L8']);
  });
});
