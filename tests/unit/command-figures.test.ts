import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Figures } from '#electron/conductor/trials/figures.ts';
import { CsvFigures } from '#shared/command/figures/csv.ts';
import { EventFile } from '#shared/command/figures/event-file.ts';
import { looseJson, trainerState } from '#shared/command/figures/json.ts';
import { figuresIn } from '#shared/command/figures/line-figures.ts';
import { LineSplitter } from '#shared/command/figures/lines.ts';
import { FigureRows } from '#shared/command/figures/rows.ts';
import { SeenFigures, understand } from '#shared/command/figures/seen.ts';
import type { FigureChoice } from '#shared/domain/own-command.ts';
import { eventRecord } from '../tools/event-record.ts';

const named = (line: string) => Object.fromEntries(figuresIn(line).map(({ name, value }) => [name, value]));

describe('lines', () => {
  it('are cut at \\r and \\n, without colours; half a line waits', () => {
    const lines = new LineSplitter();
    expect(lines.push('a\r\n\r\n\u001b[32mb 1\u001b[0m\r 50%|')).toEqual(['a', 'b 1']);
    expect(lines.push('██ loss=1')).toEqual([]);
    expect(lines.end()).toEqual([' 50%|██ loss=1']);
    expect(lines.end()).toEqual([]);
  });

  it('come out the same however the text is cut into pieces', () => {
    const text = fc.array(fc.constantFrom('a', 'ü', '\n', '\r', '\r\n', '1e-05', ' ', '损失'), { maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 5 }), (parts, cuts) => {
        const whole = parts.join('');
        const places = [...new Set([0, ...cuts.filter(cut => cut < whole.length), whole.length])].sort((a, b) => a - b);
        const once = new LineSplitter();
        const pieces = new LineSplitter();
        const got = places.slice(1).flatMap((end, i) => pieces.push(whole.slice(places[i], end)));
        expect([...got, ...pieces.end()]).toEqual([...once.push(whole), ...once.end()]);
      }),
    );
  });

  it('of a megabyte are lines, and what is longer is cut instead of filling memory', () => {
    const lines = new LineSplitter();
    const [long] = lines.push(`${'x'.repeat(2 ** 20)} loss: 0.5\n`);
    expect(figuresIn(long as string)).toEqual([{ name: expect.stringMatching(/loss$/), value: 0.5 }]);
    for (let i = 0; i < 64; i++) lines.push('y'.repeat(2 ** 20));
    expect(lines.push('\n')[0]?.length).toBe(4 * 2 ** 20);
    expect(lines.push('loss 1\n')).toEqual(['loss 1']);
  });
});

describe('figures in a line', () => {
  it.each<[string, Record<string, number>]>([
    ['loss: 0.25', { loss: 0.25 }],
    ['step 120 | loss nan | lr 1e-05 | 12.5 ms', { step: 120, loss: Number.NaN, lr: 1e-5 }],
    [
      'epoch=3 train_loss=-inf val_loss=6.48e+18',
      { epoch: 3, train_loss: Number.NEGATIVE_INFINITY, val_loss: 6.48e18 },
    ],
    ['Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.300157', { 'train epoch': 1, loss: 2.300157 }],
    [
      'Test set: Average loss: 0.0543, Accuracy: 9822/10000 (98%)',
      { 'test average loss': 0.0543, 'test accuracy': 0.9822 },
    ],
    ['Epoch 2/10 - loss: 0.31 - acc: 0.9 - val_loss: 0.4', { epoch: 2, loss: 0.31, acc: 0.9, val_loss: 0.4 }],
    ['Epoch 1:  45%|████▌     | 45/100 [00:01<00:02, 3.2it/s, loss=0.32, v_num=0]', { epoch: 1, loss: 0.32, v_num: 0 }],
    ['2026-11-30 06:12:01 INFO loss=0.5', { loss: 0.5 }],
    [
      "{'loss': 0.5, 'grad_norm': nan, 'learning_rate': 5e-05, 'epoch': 1.0}",
      { loss: 0.5, grad_norm: Number.NaN, learning_rate: 5e-5, epoch: 1 },
    ],
    ['[tune-metric]: {"step": 3, "loss": NaN, "dev": {"acc": 0.5}}', { step: 3, loss: Number.NaN, 'dev/acc': 0.5 }],
    ['损失: 0.5 准确率: 0.9', { 损失: 0.5, 准确率: 0.9 }],
    ['0 0.5', { '#1': 0, '#2': 0.5 }],
    ['no numbers here, resnet50 v1.2.3-rc', {}],
  ])('%s', (line, figures) => expect(named(line)).toEqual(figures));

  it('never fail, whatever a line holds', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => void figuresIn(`${a}{${b}}`)));
  });
});

describe('files', () => {
  it('Keras: a second header in the middle, empty cells', () => {
    const csv = new CsvFigures();
    const rows = ['epoch,loss,val_loss', '0,0.5,0.6', 'epoch,acc,loss,val_loss', '1,0.9,0.4,'].map(line =>
      csv.push(line),
    );
    expect(rows.map(row => Object.fromEntries(row.map(({ name, value }) => [name, value])))).toEqual([
      {},
      { epoch: 0, loss: 0.5, val_loss: 0.6 },
      {},
      { epoch: 1, acc: 0.9, loss: 0.4 },
    ]);
  });

  it('Lightning: sparse rows by step, written anew with a further column and once more after a resume, come out once each', () => {
    const before = ['epoch,step,train_loss_step', '0,49,0.9', '0,99,0.7'];
    const anew = [
      'epoch,step,train_loss_step,val_loss',
      '0,49,0.9,',
      '0,99,0.7,',
      '0,99,,0.8',
      '1,149,0.5,',
      '1,99,0.71,',
      '1,199,0.4,',
      '1,199,,0.6',
    ];
    const rows = new FigureRows({
      ...choice,
      loss: { source: 'csv', name: 'train_loss_step' },
      devLoss: { source: 'csv', name: 'val_loss' },
      step: 'step',
      unit: 'step',
    });
    for (const file of [before, anew]) {
      const csv = new CsvFigures();
      for (const line of file) rows.take('csv', csv.push(line));
    }
    const [train, dev] = rows.batches(true);
    expect([...(train?.steps ?? [])]).toEqual([48, 98, 148, 198]);
    expect([...(train?.columns.loss ?? [])]).toEqual([0.9, 0.7, 0.5, 0.4]);
    expect([...(dev?.steps ?? [])]).toEqual([99, 199]);
    expect([...(dev?.columns.devLoss ?? [])]).toEqual([0.8, 0.6]);
  });

  it('trainer_state.json: its history, NaN too; null while it is half written', () => {
    const text = '{"epoch": 1.0, "log_history": [{"loss": NaN, "step": 10}, {"eval_loss": 0.5, "step": 10}]}';
    expect(trainerState(text)).toEqual([
      [
        { name: 'loss', value: Number.NaN },
        { name: 'step', value: 10 },
      ],
      [
        { name: 'eval_loss', value: 0.5 },
        { name: 'step', value: 10 },
      ],
    ]);
    expect(trainerState(text.slice(0, 60))).toBeNull();
    expect(looseJson('{"a": "NaN None", "b": -Infinity}')).toEqual({ a: 'NaN None', b: Number.NEGATIVE_INFINITY });
  });

  it('TensorBoard: events as they come, however they are cut; a damaged record ends it', () => {
    const bytes = Buffer.concat([
      eventRecord(1, { 'train/loss': 0.5, lr: 0.25 }),
      eventRecord(300, { 'train/loss': -2 }),
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length }), cut => {
        const file = new EventFile();
        const events = [...file.push(bytes.subarray(0, cut)), ...file.push(bytes.subarray(cut))];
        expect(events).toEqual([
          [
            { name: 'step', value: 1 },
            { name: 'train/loss', value: 0.5 },
            { name: 'lr', value: 0.25 },
          ],
          [
            { name: 'step', value: 300 },
            { name: 'train/loss', value: -2 },
          ],
        ]);
      }),
    );
    const damaged = Buffer.from(bytes);
    damaged[bytes.length - 6] = (damaged[bytes.length - 6] ?? 0) ^ 1;
    const file = new EventFile();
    expect(file.push(damaged)).toHaveLength(1);
    expect(file.damaged).toBe(true);
  });
});

const choice: FigureChoice = {
  loss: { source: 'printed', name: 'loss' },
  devLoss: { source: 'printed', name: 'val_loss' },
  devMetric: { source: 'printed', name: 'val_acc', as: 'accuracy', percent: true },
  learningRate: { source: 'csv', name: 'lr' },
  updateRatio: null,
  step: 'step',
  unit: 'step',
};

describe('rows', () => {
  it('join what comes in pieces, out of order and twice; what is past is counted', () => {
    const rows = new FigureRows(choice);
    const say = (line: string) => rows.take('printed', figuresIn(line));
    for (const line of ['step 1 loss 3', 'step 3 loss 1', 'step 2 loss 2', 'step 3 loss 9']) say(line);
    rows.take('csv', [
      { name: 'step', value: 2 },
      { name: 'lr', value: 0.5 },
    ]);
    say('step 3 val_loss 0.7 val_acc 80');
    expect(rows.batches(false)).toEqual([
      {
        series: 'step',
        steps: Float64Array.of(0, 1),
        columns: { loss: Float64Array.of(3, 2), learningRate: Float64Array.of(Number.NaN, 0.5) },
      },
    ]);
    say('step 1 loss 5');
    expect(rows.late).toBe(1);
    expect(rows.reached).toBe(3);
    expect(rows.batches(true)).toEqual([
      { series: 'step', steps: Float64Array.of(2), columns: { loss: Float64Array.of(1) } },
      {
        series: 'eval',
        steps: Float64Array.of(3),
        columns: { devLoss: Float64Array.of(0.7), devMetric: Float64Array.of(0.8) },
      },
    ]);
    expect(rows.batches(true)).toEqual([]);
  });

  it('lose nothing and leave in order, whatever the order of arrival and of telling', () => {
    const steps = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1 });
    fc.assert(
      fc.property(steps, given => {
        const rows = new FigureRows(choice);
        // The first one told says from where the command counts.
        const [first = 0] = given;
        for (const step of given)
          rows.take('printed', [
            { name: 'step', value: step },
            { name: 'loss', value: step },
          ]);
        const [batch] = rows.batches(true);
        const off = first === 0 ? 0 : 1;
        const expected = [...new Set(given.map(step => Math.max(0, step - off)))].sort((a, b) => a - b);
        expect([...(batch?.steps ?? [])]).toEqual(expected);
      }),
    );
  });

  it.each([
    ['from 1', 1, 12],
    ['from 0', 0, 12],
  ])(
    'steps that count %s: a loss every five of them stops short of the end, which the last evaluation tells',
    (_, first, last) => {
      const rows = new FigureRows(choice);
      for (const step of [first, first + 5, first + 10]) rows.take('printed', figuresIn(`step ${step} loss 0.5`));
      rows.take('printed', figuresIn(`step ${last} val_loss 0.4`));
      expect(rows.reached).toBe(last);
    },
  );

  it('without a number of steps each loss is one more, and an evaluation belongs to what was reached', () => {
    const rows = new FigureRows({ ...choice, step: null });
    for (const line of ['loss 3', 'loss 2', 'val_loss 0.5', 'loss 1']) rows.take('printed', figuresIn(line));
    expect(rows.batches(true)).toEqual([
      { series: 'step', steps: Float64Array.of(0, 1, 2), columns: { loss: Float64Array.of(3, 2, 1) } },
      {
        series: 'eval',
        steps: Float64Array.of(2),
        columns: { devLoss: Float64Array.of(0.5), devMetric: Float64Array.of(Number.NaN) },
      },
    ]);
  });
});

describe('what the figures of a command mean', () => {
  const seenIn = (...lines: string[]) => {
    const seen = new SeenFigures();
    for (const line of lines) seen.take('printed', figuresIn(line), line);
    return seen;
  };

  it('is found by their names: among 500 scalars, train/loss', () => {
    const seen = new SeenFigures();
    for (const step of [1, 2, 3]) {
      const scalars = Array.from({ length: 500 }, (_, i) => ({ name: `grad/layer${i}.loss_scale_${i}`, value: step }));
      const told = [
        { name: 'step', value: step },
        ...scalars,
        { name: 'train/loss', value: 1 / step },
        { name: 'val/loss', value: 2 / step },
      ];
      seen.take('eventFile', told, '');
    }
    expect(understand(seen)).toMatchObject({
      choice: {
        loss: { source: 'eventFile', name: 'train/loss' },
        devLoss: { name: 'val/loss' },
        step: 'step',
        unit: 'step',
      },
    });
  });

  it('MNIST’s example of PyTorch: reports are counted, since its batches begin anew each epoch', () => {
    const lines = [
      'Train Epoch: 1 [0/60000 (0%)]\tLoss: 2.3',
      'Train Epoch: 1 [640/60000 (1%)]\tLoss: 1.9',
      'Test set: Average loss: 0.05, Accuracy: 9822/10000 (98%)',
    ];
    expect(understand(seenIn(...lines))).toEqual({
      choice: {
        loss: { source: 'printed', name: 'loss' },
        devLoss: { source: 'printed', name: 'test average loss' },
        devMetric: { source: 'printed', name: 'test accuracy', as: 'accuracy', percent: false },
        learningRate: null,
        updateRatio: null,
        step: null,
        unit: 'report',
      },
    });
  });

  it('is asked where several losses could be meant, or none is called so', () => {
    const several = understand(seenIn('generator loss 1 discriminator loss 2'));
    expect('loss' in several && several.loss.map(({ name }) => name)).toEqual(['generator loss', 'discriminator loss']);
    const none = seenIn('error 1 time 3', 'error 0.5 time 4');
    expect(understand(none)).toHaveProperty('loss');
    expect(understand(none, { loss: 'error' })).toMatchObject({ choice: { loss: { name: 'error' }, unit: 'report' } });
  });

  it('one loss an epoch makes the epoch the step', () => {
    expect(understand(seenIn('epoch 0 loss 3', 'epoch 1 loss 2'))).toMatchObject({
      choice: { step: 'epoch', unit: 'epoch' },
    });
  });
});

it('a run that tells only some of its steps has done as many as the last one that it told', () => {
  const figures = new Figures();
  const told = (steps: number[]) => ({
    series: 'step' as const,
    steps: Float64Array.from(steps),
    columns: { loss: Float64Array.from(steps) },
  });
  figures.take([told([9, 19]), told([29])]);
  expect(figures.result(1)).toMatchObject({ steps: 30, trainLoss: 29 });
});
