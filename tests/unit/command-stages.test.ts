import { describe, expect, it } from 'vitest';
import { whyNoFurther } from '#shared/command/fails-at-once.ts';
import { expectedSteps, paramsOf, runValues, takenFrom } from '#shared/command/run-values.ts';
import { canFollow, scheduleName, takesSchedule } from '#shared/command/schedule.ts';
import { parseCommand } from '#shared/command/template.ts';
import type { BatchMomentumChoice } from '#shared/domain/batch-momentum.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { FinalPlan } from '#shared/domain/final-runs.ts';
import type { OwnCommand, ProofCheck } from '#shared/domain/own-command.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { CONSTANT, type Schedule } from '#shared/domain/schedule.ts';
import { evidenceOf } from '#shared/method/stages/batch-momentum/evidence.ts';
import { hitsMemory, memoryBound } from '#shared/method/stages/batch-momentum/memory-bound.ts';
import { next } from '#shared/method/stages/batch-momentum/next.ts';
import { plan } from '#shared/method/stages/batch-momentum/plan.ts';
import { answerOf } from '#shared/method/stages/batch-momentum/recommend.ts';
import { plan as decayPlan } from '#shared/method/stages/decay/plan.ts';
import { finalRuns } from '#shared/method/stages/final-runs/definition.ts';
import { armOf } from '#shared/method/stages/final-runs/runs.ts';
import { plan as ladderPlan } from '#shared/method/stages/learning-rate/plan.ts';
import {
  emptyRecord,
  hyperparametersOf,
  type StageRecord,
  type TrialPoint,
  type TrialRecord,
} from '#shared/method/stages/stage-definition.ts';
import { planTune } from '#shared/method/tune/plan.ts';
import { anOwnCommand } from '../contract/own-command.ts';
import { aProject, aStage, aTrial } from '../contract/store-fixtures.ts';
import { hyperparameters } from '../contract/trainer-fixture.ts';

const ofLine = (line: string, more: Partial<OwnCommand> = {}): OwnCommand => {
  const argv = line.split(' ');
  return anOwnCommand(argv, '/somewhere', { template: parseCommand(argv).template, ...more });
};
const FIGURES = ofLine('p').figures;
const host = {
  cores: 4,
  defaultBackend: 'wasm',
  can: { resume: false, hold: false, probe: false, prepare: false, everyStep: false, evaluate: false },
} as const;
const accepted = { set: { learningRate: 0.1, steps: 200 }, decisions: [] };
const planOf = (command: OwnCommand, choice: BatchMomentumChoice = {}) =>
  plan({ configuration: accepted, subject: { kind: 'command', command }, host, choice });

describe('the length of a run', () => {
  const asked = (steps: number, batchSize: number) => ({
    ...hyperparameters({ steps, batchSize }),
    schedule: CONSTANT,
  });

  it('by epochs: at a larger batch size an epoch is fewer steps, and as many examples are as many epochs [S7]', () => {
    const command = ofLine('p --lr 1 --batch-size 32 --epochs 2', { steps: 250, stepsPerCount: 125 });
    expect(runValues(command, asked(250, 32)).epochs).toBe(2);
    // 62.5 steps an epoch, rounded to 63 in each.
    expect(runValues(command, asked(125, 64)).epochs).toBe(2);
    expect(runValues(command, asked(63, 128)).epochs).toBe(2);
    expect(runValues(command, asked(1000, 8)).epochs).toBe(2);
    expect(runValues(command, asked(375, 32)).epochs).toBe(3);
    expect(expectedSteps(command, asked(250, 32))).toEqual({ steps: 252, byItself: true });
  });

  it('by steps: as many as are asked for; one whose step is an epoch has as many epochs at any batch size', () => {
    expect(runValues(ofLine('p --lr 1 --batch-size 32 --steps 200'), asked(100, 64)).steps).toBe(100);
    const epochs = ofLine('p --lr 1 --batch-size 32 --epochs 40', { figures: { ...FIGURES, unit: 'epoch' } });
    expect(runValues(epochs, asked(40, 128)).epochs).toBe(40);
    expect(expectedSteps(ofLine('p --lr 1'), asked(100, 64))).toEqual({ steps: 100, byItself: false });
  });
});

it('what of a trial’s settings a command takes is told of it, and nothing of a network or an optimizer', () => {
  const all = { ...hyperparameters({ steps: 50 }), learningRate: 0.1, schedule: CONSTANT };
  expect(Object.keys(takenFrom(ofLine('p --lr 1 --batch-size 8'), all))).toEqual([
    'learningRate',
    'batchSize',
    'steps',
  ]);
  expect(takenFrom(ofLine('p --lr 1 --lr-scheduler none'), all)).toHaveProperty('schedule', CONSTANT);
});

describe('a schedule', () => {
  const linear: Schedule = { kind: 'linear', interval: 1 };
  it('is asked for by the flag where the rate stays as written, by DESCENT_PARAMS where the script follows it, else not', () => {
    const flag = ofLine('p --lr 1 --lr-scheduler none');
    expect([takesSchedule(flag), scheduleName(flag, linear), scheduleName(flag, CONSTANT)]).toEqual([
      'flag',
      'linear',
      'none',
    ]);
    expect([linear, { kind: 'cosine' } as const].map(of => canFollow(flag, of))).toEqual([true, true]);
    expect(canFollow(flag, { kind: 'exponential', start: 1, rate: 0.5, period: 1 })).toBe(false);
    const own = ofLine('p --lr 1 --lr-scheduler cosine');
    expect([takesSchedule(own), scheduleName(own, linear)]).toEqual([null, undefined]);
    const params = ofLine('p --lr 1', { followsSchedule: true });
    expect(canFollow(params, { kind: 'exponential', start: 1, rate: 0.5, period: 1 })).toBe(true);
    const asked = { ...hyperparameters({ steps: 50 }), schedule: linear };
    expect(paramsOf(params, asked)).toMatchObject({ schedule: linear, scheduleSteps: 50 });
    expect(paramsOf(flag, asked)).not.toHaveProperty('scheduleSteps');
  });

  it('of a command in pairs: by name there is no classic search, and without a seed there are no pairs', () => {
    const of = (line: string, more: Partial<OwnCommand> = {}, choice = {}) =>
      decayPlan({ configuration: accepted, subject: { kind: 'command', command: ofLine(line, more) }, host, choice });
    expect(of('p --lr 1 --seed 1 --lr-scheduler constant', {}, { classic: true })).toMatchObject({
      classic: false,
      interval: 1,
      parallel: 1,
      command: { byName: true },
      base: { steps: 200 },
    });
    expect(of('p --lr 1 --seed 1', { followsSchedule: true }, { classic: true })).toMatchObject({ classic: true });
    expect(() => of('p --lr 1', { followsSchedule: true })).toThrow(/seed/);
    expect(() => of('p --lr 1 --seed 1')).toThrow(/schedule/);
  });

  it('of the script’s own keeps its length, and nothing is pruned along it unless a person says so [L5]', () => {
    const command = ofLine('p --lr 1 --steps 200', { schedule: 'changes' });
    const of = (choice = {}) =>
      ladderPlan({ configuration: { set: {}, decisions: [] }, subject: { kind: 'command', command }, host, choice });
    expect(of()).toMatchObject({ ownSchedule: true, prune: false });
    expect(of({ prune: true })).toMatchObject({ prune: true, pruneRunning: true });
    expect(planOf(ofLine('p --lr 1 --batch-size 8', { schedule: 'changes' }))).toMatchObject({
      prune: false,
      command: { hasSchedule: true },
    });
  });
});

describe('batch size and momentum of a command', () => {
  it('are varied as far as it takes them, at scaled rates and three of them, without probes or a race', () => {
    const both = planOf(ofLine('p --lr 1 --batch-size 16 --momentum 0 --seed 1'), {
      race: true,
      batchSizes: [16, 64],
      momenta: [0, 0.9],
    });
    expect(both).toMatchObject({
      race: false,
      secondSeed: true,
      parallel: 1,
      pruneRunning: true,
      command: { fixed: [], seenBy: 'examples' },
    });
    const starts = next(both, emptyRecord());
    expect(starts.every(action => action.do === 'start')).toBe(true);
    const rates = starts.flatMap(action =>
      action.do === 'start' && action.point.set.batchSize === 64 && action.point.set.momentum === 0
        ? [action.point.set.learningRate]
        : [],
    );
    expect(rates).toEqual([0.2, 0.6, 0.067]);
    // The accepted one alone is tried at its own rate first.
    expect(starts).toHaveLength(1 + 3 * 3);
    expect(both.costs.grid.trials).toBe(10);
    expect(
      next(planOf(ofLine('p --lr 1 --batch-size 16'), { holdRate: true, batchSizes: [16, 64] }), emptyRecord()),
    ).toHaveLength(2);
  });

  it('what it doesn’t take stays: momentum, seed; a batch size where steps aren’t told', () => {
    expect(planOf(ofLine('p --lr 1 --batch-size 16'))).toMatchObject({
      momenta: [0.9],
      secondSeed: false,
      command: { fixed: ['momentum', 'seed'] },
    });
    const reports = planOf(
      ofLine('p --lr 1 --batch-size 16 --momentum 0.5', { figures: { ...FIGURES, unit: 'report' } }),
    );
    expect(reports).toMatchObject({ batchSizes: [16], command: { fixed: ['batchSize', 'seed'], seenBy: 'reports' } });
    expect(() => planOf(ofLine('p --lr 1'))).toThrow(/neither batch size nor momentum/);
    expect(() => planOf(ofLine('p --lr 1 --momentum 0', { figures: { ...FIGURES, devLoss: null } }))).toThrow(
      /dev loss/,
    );
  });

  it('one whose step is an epoch trains as many at any batch size [S7]', () => {
    const epochs = planOf(ofLine('p --lr 1 --batch-size 16', { figures: { ...FIGURES, unit: 'epoch' } }), {
      batchSizes: [8, 16, 32],
    });
    const steps = next(epochs, emptyRecord()).flatMap(action =>
      action.do === 'start' ? [action.point.set.steps] : [],
    );
    expect(new Set(steps)).toEqual(new Set([200]));
    expect(epochs.command?.seenBy).toBe('epochs');
  });
});

describe('final runs of a command', () => {
  const finalOf = (line: string, more: Partial<OwnCommand> = {}, set: HyperparameterSet = {}) =>
    finalRuns.plan({
      configuration: { set: { learningRate: 0.1, steps: 200, ...set }, decisions: [] },
      subject: { kind: 'command', command: ofLine(line, more) },
      host,
      choice: {},
      earlier: { seeds: [1, 4], stepMs: null },
    });

  it('R2: what was accepted beside what the person wrote, from seeds that no stage used; nobody has test rows', () => {
    const plan = finalOf('p --lr 0.01 --batch-size 16 --momentum 0.5 --seed 1', {}, { batchSize: 64 });
    expect(plan).toMatchObject({
      base: { learningRate: 0.1, batchSize: 64, momentum: 0.5, steps: 200 },
      default: { learningRate: 0.01, batchSize: 16, momentum: 0.5 },
      ...{ seeds: [5, 6, 7], parallel: 1, readsTest: false, folds: 0, ofCommand: true },
    });
    expect(FinalPlan.parse(plan)).toEqual(plan);
    const points = started(plan);
    expect(points.map(armOf)).toEqual(['chosen', 'default', 'chosen', 'default', 'chosen', 'default']);
    const runs = points.map(point => runValues(ofLine('p --lr 0.01 --seed 1'), hyperparametersOf(plan, point)));
    expect(runs.slice(0, 2)).toMatchObject([
      { learningRate: 0.1, batchSize: 64, seed: 5 },
      { learningRate: 0.01, batchSize: 16, seed: 5 },
    ]);
  });

  it('R2: run alone where what was accepted is what is written; a value that is not a part of the command is no difference', () => {
    expect(finalOf('p --lr 0.1 --seed 1').default).toBeNull();
    expect(finalOf('p --lr 0.1 --seed 1', {}, { batchSize: 8 }).default).toBeNull();
    expect(finalOf('p --lr {lr} --seed 1').default).toMatchObject({ learningRate: 0.001 });
    expect(finalOf('p --config c.yaml', { inFile: [{ role: 'seed', written: '3' }] }).default).not.toBeNull();
  });

  it('are left out, with the reason, where there are no seeds, where they change nothing, and without a dev loss', () => {
    expect(() => finalOf('p --lr 1')).toThrow(/seed/);
    const proof: ProofCheck[] = [{ id: 'seed', verdict: 'warns', key: 'command.proof.noSeed', values: {} }];
    expect(() => finalOf('p --lr 1 --seed 1', { proof })).toThrow(/changed nothing/);
    expect(() => finalOf('p --lr 1 --seed 1', { figures: { ...FIGURES, devLoss: null } })).toThrow(/dev loss/);
  });

  it('say whose figures these are, what they are compared with, and that no weights are kept', () => {
    const plan = finalOf('p --lr 0.01 --seed 1');
    const { evidence, detail, set } = finalRuns.recommend(plan, emptyRecord());
    expect(evidence.map(({ body: { key } }) => key)).toEqual(
      expect.arrayContaining([
        'evidence.final.asWrittenAt',
        'evidence.final.noTestOfCommand',
        'evidence.seedsAloneOf',
        'evidence.final.ownWeightsAt',
      ]),
    );
    expect([detail.carried, detail.test, set]).toEqual([null, null, null]);
  });

  const started = (plan: FinalPlan): TrialPoint[] =>
    finalRuns.next(plan, emptyRecord()).flatMap(action => (action.do === 'start' ? [action.point] : []));
});

describe('a guided run of a command', () => {
  const shares = (line: string, more: Partial<OwnCommand> = {}, available = 1e9) =>
    Object.fromEntries(
      planTune({
        ...{
          subject: { kind: 'command', command: ofLine(line, more) },
          host,
          decisions: [],
          basis: null,
          seed: 7,
          ladderSteps: null,
        },
        ...{ present: { dataDigest: null, network: null }, earlier: { seeds: [], stepMs: null } },
        ...{ measure: () => null, unit: 'steps', available, over: new Set<string>() },
      }).shares.map(share => [share.line, share]),
    );

  it('plans with its own length, seed and batch size, and leaves out what it doesn’t take', () => {
    const whole = shares('p --lr 1 --batch-size 16 --momentum 0 --seed 1');
    expect(whole.learningRate?.choice).toMatchObject({ steps: 200, seed: 7, secondSeed: true });
    expect(whole.batchMomentum?.choice).toMatchObject({ batchSizes: [4, 8, 16, 32, 64] });
    expect(whole.decay).toMatchObject({ choice: null, says: { values: { reasonKey: 'command.leftOut.decay' } } });
    expect(whole.finalRuns?.choice).not.toBeNull();
    const bare = shares('p --lr 1');
    expect(bare.learningRate?.choice).toMatchObject({ secondSeed: false });
    expect(bare.learningRate?.choice).not.toHaveProperty('seed');
    expect(bare.finalRuns).toMatchObject({ choice: null, says: { values: { reasonKey: 'command.leftOut.noSeed' } } });
  });

  it('shortens a ladder for a small budget, but not where the script’s schedule goes with its length', () => {
    expect(shares('p --lr 1', {}, 500).learningRate?.choice).toMatchObject({ steps: 50 });
    const own = shares('p --lr 1', { schedule: 'changes' }, 1700).learningRate;
    expect(own?.choice).toMatchObject({ steps: 200 });
  });
});

describe('runs that fail', () => {
  const run = (seconds: number, key: Reason['key'] = 'reason.command.exit', set: HyperparameterSet = {}) => ({
    ...{ status: 'failed' as const, startedAt: 1000, endedAt: 1000 + 1000 * seconds },
    ...{ reason: { key, values: key === 'reason.command.left' ? { pids: '7' } : {} }, point: { set } },
  });
  const key = (...runs: Parameters<typeof whyNoFurther>[0]) => whyNoFurther(runs)?.key ?? null;

  it('end a stage where three did within their first minute, or something of one is alive', () => {
    expect(key(run(5), run(5))).toBeNull();
    expect(key(run(5), run(5), run(61))).toBeNull();
    expect(key(run(5), run(5), run(59))).toBe('reason.command.failsAtOnce');
    expect(key(run(5), { ...run(5), status: 'queued' }, run(5))).toBeNull();
    expect(key(run(500, 'reason.command.left'))).toBe('reason.command.leftBefore');
  });

  it('for want of memory at a batch size that is tried say where that ends, and end nothing', () => {
    const short = (set: HyperparameterSet) => run(5, 'reason.command.memory', set);
    expect(key(short({ batchSize: 128 }), short({ batchSize: 256 }), short({ batchSize: 512 }))).toBeNull();
    expect(key(short({}), short({}), short({}))).toBe('reason.command.failsAtOnce');
  });
});

describe('memory that runs out', () => {
  const command = ofLine('p --lr 1 --batch-size 16 --seed 1');
  const stage = aStage(aProject());
  const of = planOf(command, { batchSizes: [8, 16, 32, 64, 128], holdRate: true });
  const points = next(of, emptyRecord()).flatMap(action => (action.do === 'start' ? [action.point] : []));
  const record = (
    statusOf: (batchSize: number) => TrialRecord['trial']['status'],
    key = 'reason.command.memory' as const,
  ): StageRecord => ({
    ...emptyRecord(),
    trials: points.map((point, i): TrialRecord => {
      const status = statusOf(point.set.batchSize as number);
      const trial = {
        ...aTrial(stage, { id: `t${i}`, position: i, status }),
        point,
        hyperparameters: { ...hyperparametersOf(of, point), learningRate: 0.1 },
        reason: status === 'failed' ? { key, values: { detail: '' } } : null,
      };
      return { trial, point, curve: null, dev: null, rows: [], evaluation: null, damagedFrom: null };
    }),
  });

  it('bounds the batch sizes: larger ones leave the search, the smaller ones go on, and it is said', () => {
    const some = record(size => (size === 64 ? 'failed' : size === 16 ? 'finished' : 'queued'));
    expect(memoryBound(of, some.trials)).toBe(58);
    const sizes = next(of, some).flatMap(action =>
      action.do === 'prune'
        ? [some.trials.find(({ trial }) => trial.id === action.trialId)?.trial.hyperparameters.batchSize]
        : [],
    );
    expect(sizes).toEqual([128]);
    const after = record(size =>
      size === 64 ? 'failed' : size === 128 ? 'pruned' : size === 8 ? 'running' : 'finished',
    );
    expect(next(of, after)).toEqual([]);
    // Whoever goes on with the stage doesn't have it tried again, but with it alone.
    expect(next(of, { ...after, resume: new Set(after.trials.map(({ trial }) => trial.id)) })).toEqual([]);
    const said = evidenceOf(of, answerOf(of, after), after);
    expect(said.map(({ body: { key } }) => key)).toContain('batch.evidence.memoryFrom');
    expect(said.map(({ body: { key } }) => key)).not.toContain('batch.evidence.unfinishedPoints');
  });

  it('at the accepted batch size is a failure, and so is anything else', () => {
    const own = record(size => (size === 16 ? 'failed' : 'queued'));
    expect(memoryBound(of, own.trials)).toBeNull();
    const [failed] = own.trials.filter(({ trial }) => trial.status === 'failed');
    expect(failed && hitsMemory(of, failed)).toBe(false);
  });
});
