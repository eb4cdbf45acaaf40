import { describe, expect, it } from 'vitest';
import { DataChoice, type DatasetFacts } from '#shared/domain/dataset.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { PreparationCheck, PreparationMeasured } from '#shared/domain/preparation.ts';
import { hasMessage, LANGUAGES, text } from '#shared/messages/text.ts';
import { singleBatchBaseline } from '#shared/method/metrics/baseline.ts';
import type { CheckInput } from '#shared/method/preparation/check.ts';
import { checksOf } from '#shared/method/preparation/checks.ts';
import { commandOf } from '#shared/method/preparation/command.ts';
import { someMeasured } from '../tools/preparations.ts';
import { someFacts } from '../tools/prepared-facts.ts';

interface Given {
  facts?: Partial<DatasetFacts>;
  base?: Partial<CheckInput['base']>;
  measured?: Partial<PreparationMeasured>;
  backend?: CheckInput['backend'];
}

const ROWS = { train: 1000, dev: 200, test: 200 };

function input({ facts, base, measured, backend = 'wasm' }: Given = {}): CheckInput {
  return {
    facts: someFacts({ rows: ROWS, classCounts: [600, 800], ...facts }),
    said: {},
    base: { ...DEFAULT_HYPERPARAMETERS, ...base },
    backend,
    machine: { memoryBytes: 2 ** 33, platform: 'linux x64' },
    measured: someMeasured(measured),
    version: '0.2.0',
  };
}

const regression: Partial<DatasetFacts> = {
  kind: 'table',
  task: 'regression',
  target: 'y',
  image: null,
  classes: [],
  classCounts: [],
  targetScale: { mean: 5, std: 2, devVariance: 1 },
  metric: 'rmse',
  entropy: null,
};
const table: Partial<DatasetFacts> = { kind: 'table', image: null };

/** One check by its id. */
function check(id: string, given: Given = {}): PreparationCheck {
  const found = checksOf(input(given)).find(each => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

const tried = (changes: Partial<PreparationMeasured['singleBatch']>): Partial<PreparationMeasured> => ({
  singleBatch: { ...someMeasured().singleBatch, ...changes },
});

/** Each check, what brings it to a verdict, and the sentence it says then. */
const CASES: readonly [id: string, verdict: PreparationCheck['verdict'], key: string, given: Given][] = [
  ['metric', 'passes', 'data.metric.balanced', {}],
  ['metric', 'passes', 'data.metric.imbalanced', { facts: { classCounts: [100, 900] } }],
  ['metric', 'passes', 'data.metric.regression', { facts: regression }],
  ['log', 'passes', 'prepare.log.written', {}],
  ['log', 'warns', 'prepare.log.problem', { measured: { log: { folder: '/x', problem: 'EROFS' } } }],
  ['command', 'passes', 'prepare.command.flags', {}],
  ['curves', 'passes', 'prepare.curves.schedule', {}],
  ['memory', 'passes', 'prepare.memory.measured', {}],
  ['memory', 'passes', 'prepare.memory.processor', { measured: { memoryBytes: null } }],
  ['memory', 'passes', 'prepare.memory.webgpu', { backend: 'webgpu' }],
  ['memory', 'passes', 'prepare.memory.cuda', { backend: 'cuda' }],
  ['memory', 'warns', 'prepare.memory.much', { measured: { memoryBytes: 2 ** 32 + 1 } }],
  ['regularisation', 'passes', 'prepare.regularisation.off', {}],
  ['regularisation', 'warns', 'prepare.regularisation.on', { base: { weightDecay: 1e-4 } }],
  ['regularisation', 'warns', 'prepare.regularisation.on', { base: { dropout: 0.5 } }],
  ['batchSize', 'passes', 'data.batchSize.usual', {}],
  ['batchSize', 'passes', 'prepare.batchSize.near', { base: { batchSize: 256 } }],
  ['batchSize', 'passes', 'prepare.batchSize.near', { base: { batchSize: 16 } }],
  ['batchSize', 'warns', 'prepare.batchSize.large', { base: { batchSize: 257 } }],
  ['batchSize', 'warns', 'prepare.batchSize.small', { base: { batchSize: 15 } }],
  ['batchSize', 'warns', 'prepare.batchSize.beyond', { base: { batchSize: 1001 } }],
  ['initialisation', 'passes', 'prepare.initialisation.fits', {}],
  [
    'initialisation',
    'passes',
    'prepare.initialisation.words',
    { measured: { layers: [{ name: 'e', initialisation: 'embedding', count: 640, std: 0.1, expectedStd: 0.1 }] } },
  ],
  [
    'initialisation',
    'warns',
    'prepare.initialisation.off',
    { measured: { layers: [{ name: 'w', initialisation: 'he', count: 10_000, std: 0.11, expectedStd: 0.1 }] } },
  ],
  ['target', 'passes', 'prepare.target.classes', {}],
  ['target', 'passes', 'prepare.target.equalClasses', { facts: { classCounts: [700, 700] } }],
  ['target', 'passes', 'prepare.target.quantity', { facts: regression }],
  ['target', 'stops', 'prepare.target.oneClass', { facts: { entropy: 0 } }],
  [
    'target',
    'stops',
    'prepare.target.constant',
    { facts: { ...regression, targetScale: { mean: 1, std: 0, devVariance: 0 } } },
  ],
  ['inputs', 'passes', 'prepare.inputs.vary', {}],
  ['inputs', 'passes', 'prepare.inputs.somePixels', constant(1)],
  ['inputs', 'passes', 'prepare.inputs.someWords', { ...constant(5), facts: { kind: 'text' } }],
  ['inputs', 'warns', 'prepare.inputs.someConstant', { ...constant(1), facts: table }],
  ['inputs', 'stops', 'prepare.inputs.constant', { ...constant(256), facts: table }],
  ['inputs', 'stops', 'prepare.inputs.sameTexts', { ...constant(256), facts: { kind: 'text' } }],
  ['inputs', 'stops', 'prepare.inputs.sameImages', constant(256)],
  ['untrainedLoss', 'passes', 'prepare.untrainedLoss.near', {}],
  [
    'untrainedLoss',
    'passes',
    'prepare.untrainedLoss.nearQuantity',
    { facts: regression, measured: { initialLoss: 3 } },
  ],
  ['untrainedLoss', 'warns', 'prepare.untrainedLoss.far', { measured: { initialLoss: 2.6 * Math.log(2) } }],
  ['untrainedLoss', 'warns', 'prepare.untrainedLoss.farQuantity', { facts: regression, measured: { initialLoss: 6 } }],
  ['untrainedLoss', 'stops', 'prepare.untrainedLoss.notFinite', { measured: { initialLoss: Number.NaN } }],
  [
    'untrainedLoss',
    'stops',
    'prepare.untrainedLoss.notFinite',
    { facts: regression, measured: { initialLoss: Number.POSITIVE_INFINITY } },
  ],
  ['gradients', 'passes', 'prepare.gradients.finite', {}],
  ['gradients', 'stops', 'prepare.gradients.notFinite', { measured: { notFinite: ['output.weight'] } }],
  ['singleBatch', 'passes', 'prepare.singleBatch.learnt', {}],
  ['singleBatch', 'warns', 'prepare.singleBatch.notLearnt', { measured: tried({ after: 0.07 }) }],
  ['singleBatch', 'warns', 'prepare.singleBatch.notLearnt', { measured: tried({ after: Number.NaN }) }],
  ['singleBatch', 'warns', 'prepare.singleBatch.noTime', { measured: tried({ after: 0.5, brokenOff: true }) }],
  [
    'singleBatch',
    'warns',
    'prepare.singleBatch.linear',
    { base: { model: 'linear' }, measured: tried({ after: 0.5 }) },
  ],
  ['bar', 'passes', 'prepare.bar.balanced', { facts: { entropy: Math.log(2) } }],
  ['bar', 'passes', 'prepare.bar.entropy', { facts: { entropy: 0.3 } }],
  ['bar', 'passes', 'prepare.bar.mean', { facts: regression }],
  ['size', 'passes', 'prepare.size.more', {}],
  ['size', 'passes', 'prepare.size.fewer', { measured: { parameterCount: 1000 } }],
  ['record', 'passes', 'prepare.record.kept', {}],
  ['trace', 'passes', 'prepare.trace.none', {}],
  ['trace', 'warns', 'prepare.trace.left', { measured: { digestAfter: 'cd'.repeat(32) } }],
];

function constant(count: number): Given {
  return { measured: { constantInputs: { constant: count, inputs: 256, rows: 8 } } };
}

describe('the checks of stage 0', () => {
  it.each(CASES)('%s %s: %s', (id, verdict, key, given) => {
    expect(check(id, given)).toMatchObject({ verdict, key });
  });

  it('all pass where all is well, M1 to M8 in their order before the others', () => {
    const checks = checksOf(input());
    expect(checks.filter(({ verdict }) => verdict !== 'passes')).toEqual([]);
    const rules = checks.map(({ rule }) => rule);
    expect(rules.slice(0, 8)).toEqual(['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8']);
    expect(new Set(rules.slice(8))).toEqual(new Set([null]));
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it.each(CASES)('%s %s (%s) has a name and a whole sentence in both languages', (id, _verdict, _key, given) => {
    const { key, values } = check(id, given);
    expect(hasMessage(key)).toBe(true);
    for (const language of LANGUAGES) {
      expect(hasMessage(`prepare.check.${id}`)).toBe(true);
      expect(text(language, key, values)).not.toMatch(/[{}]|prepare\./);
    }
  });
});

describe('the command that repeats a trial [M3]', () => {
  const command = (given: Given, changes: Partial<CheckInput> = {}) => commandOf({ ...input(given), ...changes });

  it('names every choice that the network and the optimizer have', () => {
    expect(command({})).toBe(
      'descent trial --data sample:digits --model mlp --hidden 128,64 --optimizer sgd --batch-size 64 --steps 600 --seed 1 --backend wasm --lr 0.01',
    );
    const textCnn = command({ base: { model: 'textcnn', filters: [32], optimizer: 'momentum', dropout: 0.5 } });
    expect(textCnn).toContain(
      '--model textcnn --filters 32 --embedding 64 --dropout 0.5 --optimizer momentum --momentum 0.9',
    );
    expect(textCnn).not.toContain('--hidden');
  });

  it('names what the person said about the data', () => {
    const said = { kind: 'table', target: 'fixed acidity', task: 'regression' } as const;
    expect(command({}, { said })).toContain(`--kind table --target 'fixed acidity' --task regression`);
  });

  it('names what the person changed about the columns and the target', () => {
    const said = {
      drop: ['id', 'a b'],
      missing: [{ value: '-9' }, { value: '-200', column: 'CO(GT)' }],
      logTarget: true,
    };
    expect(command({}, { said: DataChoice.parse(said) })).toContain(
      ` --drop id --drop 'a b' --missing -9 --missing 'CO(GT)=-200' --log-target --model`,
    );
    const way = { split: { by: 'group', column: 'patient id' }, splitSeed: 7 };
    expect(command({}, { said: DataChoice.parse(way) })).toContain(
      ` --split 'group:patient id' --split-seed 7 --model`,
    );
    expect(command({}, { said: DataChoice.parse({ split: { by: 'time' } }) })).toContain(' --split time --model');
  });

  it.each([
    ['linux x64', `/home/a b/it's.csv`, `'/home/a b/it'\\''s.csv'`],
    ['linux x64', '/home/$HOME/*.csv', `'/home/$HOME/*.csv'`],
    ['win32 x64', 'C:\\my data\\a.csv', '"C:\\my data\\a.csv"'],
    ['win32 x64', 'C:\\data\\a.csv', 'C:\\data\\a.csv'],
  ])('quotes for the shell of %s: %s', (platform, source, written) => {
    expect(command({ facts: { source } }, { machine: { memoryBytes: 1, platform } })).toContain(
      ` --data ${written} --`,
    );
  });
});

describe('the loss that a batch learnt by heart must reach', () => {
  it.each([
    ['a tenth of the entropy of its classes', Int32Array.of(0, 0, 1, 1), Math.log(2) / 10],
    ['a tenth of the variance of its targets', Float32Array.of(-2, 2), 0.4],
    ['a hundredth where it has one class', Int32Array.of(3, 3), 0.01],
    ['a hundredth where it has one target', Float32Array.of(0.5), 0.01],
  ])('is %s', (_, labels, bar) => {
    expect(singleBatchBaseline(labels)).toBeCloseTo(bar, 12);
  });
});
