import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FinalAnswer, FinalPlan } from '#shared/domain/final-runs.ts';
import { CONSTANT } from '#shared/domain/schedule.ts';
import type { TestReading } from '#shared/domain/test-reading.ts';
import { Random } from '#shared/method/random.ts';
import { finalRuns } from '#shared/method/stages/final-runs/definition.ts';
import { stepsIn } from '#shared/method/stages/segments.ts';
import { emptyRecord } from '#shared/method/stages/stage-definition.ts';
import { seedsAndRows } from '#shared/method/statistics/seeds-and-rows.ts';
import { tInterval } from '#shared/method/statistics/t-interval.ts';
import { STEPS } from './decay-runs.ts';
import { FinalRuns, finalPlan, rowsAbout, type TrainFinal } from './final-runs.ts';

/** Runs whose losses are so far apart, a little different from seed to seed. */
const losses =
  (chosen: number, other: number, spread = 0.002): TrainFinal =>
  (arm, seed) => ({
    loss: (arm === 'chosen' ? chosen : other) + spread * ((seed % 3) - 1),
    at: arm === 'chosen' ? 300 : 500,
  });
const keysOf = ({ answer }: FinalRuns): string[] => answer.evidence.map(({ title }) => title.key);
const aReading = (id: string, kind = 'finalRuns'): TestReading => ({
  ...{ id, kind, projectId: 'p', stageId: id, dataDigest: '', createdAt: 0 },
});

describe('the interval of seeds and rows together', () => {
  it('R2: is that of the seeds alone where nothing is known of the rows', () => {
    const values = [0.1, 0.3, 0.2, 0.25];
    const { low, high } = tInterval(values)!;
    const found = seedsAndRows(values, null)!;
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
    expect(found.rowError).toBeNull();
    expect(seedsAndRows([1], null)).toBeNull();
  });

  it('R2: has the degrees of freedom of the part that counts: of many rows where seeds agree, of few seeds where they don’t', () => {
    const reach = (values: number[], error: number) => {
      const { low, high, error: whole } = seedsAndRows(values, { error, rows: 400 })!;
      return (high - low) / 2 / whole;
    };
    expect(reach([1, 1, 1], 0.1)).toBeCloseTo(1.966, 3);
    expect(reach([1, 2, 3], 1e-6)).toBeCloseTo(4.303, 3);
    fc.assert(
      fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 }), values => {
        const [alone, both] = [seedsAndRows(values, null)!, seedsAndRows(values, { error: 0.5, rows: 100 })!];
        expect(both.error).toBeGreaterThanOrEqual(alone.error);
        expect(both.low).toBeLessThanOrEqual(both.mean);
        expect(both.high).toBeGreaterThanOrEqual(both.mean);
      }),
    );
  });

  it('R2: of configurations that are equal it says better or worse in at most 5 % of draws', () => {
    const random = Random.from(3);
    const normal = () => random.normal();
    for (const [seeds, rows] of [
      [0.1, 0],
      [0.1, 0.1],
      [0.02, 0.1],
    ] as const) {
      let wrong = 0;
      const draws = 3000;
      for (let i = 0; i < draws; i++) {
        const shared = rows * normal();
        const found = seedsAndRows(
          [1, 2, 3].map(() => shared + seeds * normal()),
          { error: rows, rows: 400 },
        )!;
        if (found.low > 0 || found.high < 0) wrong++;
      }
      expect(wrong / draws).toBeLessThan(0.06);
    }
  });
});

describe('the plan of final runs', () => {
  const input = {
    configuration: { set: { learningRate: 0.1, steps: STEPS }, decisions: [] },
    subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
    host: { cores: 2, defaultBackend: 'wasm' },
    choice: {},
  } as const;

  it('R2: has five seeds that nothing used where a run costs under a minute, else three; a person may say', () => {
    const plan = (stepMs: number | null, seeds?: number) =>
      finalRuns.plan({ ...input, earlier: { seeds: [1, 2, 7], stepMs }, choice: seeds ? { seeds } : {} });
    expect(plan(1).seeds).toEqual([8, 9, 10, 11, 12]);
    expect(plan(61).seeds).toEqual([8, 9, 10]);
    expect(plan(null).seeds).toHaveLength(3);
    expect(plan(61, 7).seeds).toHaveLength(7);
    expect(FinalPlan.parse(plan(1))).toEqual(plan(1));
    const last = finalRuns.plan({ ...input, earlier: { seeds: [2 ** 31 - 1, 0], stepMs: null } });
    expect(last.seeds).toEqual([2, 3, 4]);
  });

  it('R2: the default is Adam at 0.001 with batches of 64 and nothing else, for as many steps; it runs alone where it was chosen', () => {
    const plan = finalPlan({}, { weightDecay: 0.01, dropout: 0.2, schedule: { kind: 'cosine' } });
    const found = new FinalRuns(plan, losses(0.4, 0.5)).run().record.trials.map(({ trial }) => trial.hyperparameters);
    const other = found.find(({ optimizer }) => optimizer === 'adam');
    expect(other).toMatchObject({ learningRate: 0.001, batchSize: 64, weightDecay: 0, dropout: 0, steps: STEPS });
    expect(other?.schedule).toEqual(CONSTANT);
    expect(found.find(({ optimizer }) => optimizer !== 'adam')).toMatchObject({ weightDecay: 0.01, dropout: 0.2 });

    const alone = finalPlan({}, { optimizer: 'adam', learningRate: 0.001, batchSize: 64 });
    expect(alone.default).toBeNull();
    const runs = new FinalRuns(alone, losses(0.4, 0.4)).run();
    expect(runs.started).toHaveLength(5);
    expect(runs.read).toHaveLength(5);
    expect(runs.answer.detail).toMatchObject({ default: null, conclusion: null, dev: null, test: null, open: 0 });
    expect(keysOf(runs)).toContain('evidence.final.isDefault');
  });

  it('says what to do first where no learning rate was accepted', () => {
    const refused = (key: string) => expect.objectContaining({ record: { key, values: {} } });
    const nothing = { ...input, configuration: { set: {}, decisions: [] } };
    expect(() => finalRuns.plan(nothing)).toThrow(refused('error.final.noRate'));
    expect(() => finalRuns.addPoint(finalPlan(), emptyRecord(), {})).toThrow(refused('error.final.points'));
  });

  it('tells its cost: two runs a seed, and what a smaller or larger batch makes of a step', () => {
    const plan = finalPlan({ seeds: 3 }, { batchSize: 128 });
    const segments = finalRuns.workload(plan, emptyRecord());
    expect(stepsIn(segments)).toBe(6 * STEPS);
    expect(segments[0]?.costs?.toSorted()).toEqual([0.525, 0.525, 0.525, 1, 1, 1].map(cost => expect.closeTo(cost, 2)));
    expect(finalRuns.workload(plan, new FinalRuns(plan, losses(0.4, 0.5)).run().record)).toEqual([]);
  });
});

describe('what follows on final runs', () => {
  it('R2: in whatever order and cut off wherever, each point runs once and each run’s test rows are read once, when all have ended', () => {
    const diverges = fc.nat({ max: 63 });
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 9 })), diverges, fc.boolean(), (stream, lost, backwards) => {
        const cuts = stream[Symbol.iterator]();
        const plan = finalPlan({ seeds: 3 });
        const runs = new FinalRuns(plan, (arm, seed) => {
          const bit = 2 * plan.seeds.indexOf(seed) + (arm === 'chosen' ? 0 : 1);
          return { loss: 0.5, at: 300, status: (lost >> bit) & 1 ? 'diverged' : 'finished' };
        });
        runs.run(() => {
          if (backwards) runs.record = { ...runs.record, trials: runs.record.trials.toReversed() };
          return cuts.next().value as number;
        });
        expect(new Set(runs.started).size).toBe(6);
        expect(runs.started).toHaveLength(6);
        const chosenLost = [0, 2, 4].every(bit => (lost >> bit) & 1);
        const finished = runs.record.trials.filter(({ trial }) => trial.status === 'finished');
        expect(runs.read.map(({ trialId }) => trialId).sort()).toEqual(
          chosenLost ? [] : finished.map(({ trial }) => trial.id).sort(),
        );
        expect(runs.read.every(({ missing }) => missing === 0)).toBe(true);
        expect(runs.next).toEqual([]);
        expect(FinalAnswer.parse(runs.answer.detail)).toEqual(runs.answer.detail);
      }),
    );
  });

  it('R2: nothing is read while a run was cut short, nor again while one waits for its answer', () => {
    const runs = new FinalRuns(finalPlan({ seeds: 3 }), losses(0.4, 0.5));
    for (const action of runs.next) runs.apply(action);
    const [first, ...others] = runs.record.trials;
    const cut = { ...first!, trial: { ...first!.trial, status: 'interrupted' as const } };
    const whole = runs.record;
    runs.record = { ...whole, trials: [cut, ...others] };
    expect(runs.next).toEqual([]);
    expect(keysOf(runs)).toContain('evidence.final.cutShort');
    runs.record = { ...whole, trials: [cut, ...others], resume: new Set([cut.trial.id]) };
    expect(runs.next).toEqual([{ do: 'resume', trialId: cut.trial.id, until: null }]);
    runs.record = { ...whole, test: { ...runs.test, asked: new Set(whole.trials.map(({ trial }) => trial.id)) } };
    expect(runs.next).toEqual([]);
    expect(runs.answer.detail.open).toBe(6);
    expect(runs.answer.set).toBeNull();
  });
});

describe('the verdict of final runs', () => {
  it('R2: better where the interval of seeds and rows on test leaves out 0, read at each run’s own best evaluation', () => {
    const runs = new FinalRuns(finalPlan({ seeds: 3 }), losses(0.4, 0.5)).run();
    const { detail, set } = runs.answer;
    expect(detail.conclusion).toEqual({ verdict: 'better', part: 'test', figure: 'loss' });
    expect(detail.test?.loss).toMatchObject({ n: 3, verdict: 'better', mean: expect.closeTo(-0.1, 3) });
    expect(detail.chosen.runs.map(({ at }) => at)).toEqual([300, 300, 300]);
    expect(detail.default?.runs.map(({ at }) => at)).toEqual([500, 500, 500]);
    expect(detail.chosen.test?.loss).toMatchObject({ n: 3, mean: expect.closeTo(0.4, 3) });
    expect(detail.chosen.test?.loss?.spread).toBeCloseTo(0.002, 4);
    expect(set).toBeNull();
    expect(keysOf(runs)).toEqual(expect.arrayContaining(['evidence.final.better', 'evidence.final.stays']));
  });

  it('R2: the same on all seeds, but for few rows: not distinguishable', () => {
    // Each row is better or worse by far more than they are on average.
    const train: TrainFinal = (arm, seed) => ({
      ...losses(0.4, 0.41, 0)(arm, seed),
      test: { losses: arm === 'chosen' ? rowsAbout(0.4, 0.3, 100) : rowsAbout(0.41, -0.3, 100) },
    });
    const { detail } = new FinalRuns(finalPlan({ seeds: 3 }), train).run().answer;
    expect(detail.test?.loss?.seedError).toBeCloseTo(0, 6);
    expect(detail.test?.loss?.rowError).toBeGreaterThan(0.05);
    expect(detail.conclusion).toMatchObject({ verdict: 'notDistinguishable', part: 'test' });
  });

  it('R2: where the loss can’t tell, the metric does; where they contradict each other, neither', () => {
    const right = (share: number) => Array.from({ length: 400 }, (_, row) => row < 400 * share);
    const train =
      (chosen: number, share: number): TrainFinal =>
      (arm, seed) => ({
        ...losses(chosen, 0.5, 0)(arm, seed),
        test: {
          losses: rowsAbout(arm === 'chosen' ? chosen : 0.5),
          right: right(arm === 'chosen' ? share : 0.8),
        },
      });
    const conclusion = (chosen: number, share: number) =>
      new FinalRuns(finalPlan({ seeds: 3 }), train(chosen, share)).run().answer.detail.conclusion;
    expect(conclusion(0.5, 0.9)).toEqual({ verdict: 'better', part: 'test', figure: 'metric' });
    expect(conclusion(0.5, 0.7)).toEqual({ verdict: 'worse', part: 'test', figure: 'metric' });
    expect(conclusion(0.4, 0.7)).toEqual({ verdict: 'notDistinguishable', part: 'test', figure: 'loss' });
    const runs = new FinalRuns(finalPlan({ seeds: 3 }), train(0.4, 0.7)).run();
    expect(keysOf(runs)).toContain('evidence.final.contradicts');
  });

  it('R2: a configuration of which a run diverged is not better by the others', () => {
    const train =
      (which: string): TrainFinal =>
      (arm, seed) => {
        const of = losses(0.4, 0.5)(arm, seed);
        return arm === which && seed === 3 ? { ...of, status: 'diverged' } : of;
      };
    const verdict = (which: string) =>
      new FinalRuns(finalPlan({ seeds: 4 }), train(which)).run().answer.detail.conclusion?.verdict;
    expect(verdict('chosen')).toBe('notDistinguishable');
    expect(verdict('default')).toBe('better');
  });

  it('R2: worse on dev recommends the default configuration; worse on test alone recommends nothing', () => {
    const worse = new FinalRuns(finalPlan({ seeds: 3 }), losses(0.5, 0.4)).run();
    expect(worse.answer.detail.conclusion?.verdict).toBe('worse');
    expect(worse.answer.set).toMatchObject({ optimizer: 'adam', learningRate: 0.001, schedule: CONSTANT });
    expect(keysOf(worse)).toContain('evidence.final.takeDefault');

    const onTest: TrainFinal = (arm, seed) => ({
      ...losses(0.4, 0.4, 0.01)(arm, seed),
      test: { losses: rowsAbout(arm === 'chosen' ? 0.5 : 0.4) },
    });
    const other = new FinalRuns(finalPlan({ seeds: 3 }), onTest).run();
    expect(other.answer.detail.conclusion).toMatchObject({ verdict: 'worse', part: 'test' });
    expect(other.answer.set).toBeNull();
    expect(keysOf(other)).toContain('evidence.final.testOnly');
  });

  it('R2: without test rows dev is compared, and it is said that it has chosen', () => {
    const runs = new FinalRuns({ ...finalPlan({ seeds: 3 }), readsTest: false }, losses(0.4, 0.5)).run();
    expect(runs.read).toEqual([]);
    expect(runs.answer.detail.conclusion).toEqual({ verdict: 'better', part: 'dev', figure: 'loss' });
    expect(keysOf(runs)).toContain('evidence.final.noTest');
  });

  it('R2: the best evaluation is the one that the metric named, where it did', () => {
    const runs = new FinalRuns(finalPlan({ seeds: 3 }), losses(0.4, 0.5)).run();
    const trials = runs.record.trials.map(one => ({
      ...one,
      rows: [
        ...one.rows,
        {
          step: 700,
          losses: new Float32Array(50),
          predictions: null,
          evaluation: { loss: 0.45, metric: 0.9, rows: 50, metricCounts: true },
        },
      ],
    }));
    runs.record = { ...runs.record, trials };
    expect(runs.answer.detail.chosen.runs[0]).toMatchObject({ at: 700, dev: { loss: 0.45, metric: 0.9 } });
  });
});

describe('readings of the test rows', () => {
  it('R2: one is as it should be, more are warned of, with who read', () => {
    const verdict = (readings: TestReading[]) => {
      const runs = new FinalRuns(finalPlan({ seeds: 3 }), losses(0.4, 0.5), readings).run();
      const told = runs.answer.evidence.find(({ title }) => /^evidence\.final\.(read|unread)/.test(title.key));
      return [told?.verdict, told?.title.key, told?.body.values];
    };
    expect(verdict([aReading('a')])).toEqual(['good', 'evidence.final.readOnce', { rows: 400 }]);
    expect(verdict([aReading('t', 'trial'), aReading('a')])).toEqual([
      'warn',
      'evidence.final.readOften',
      { count: 2, finals: 1, others: 1 },
    ]);
  });
});
