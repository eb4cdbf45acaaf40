import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takenAs, withTaken } from '#renderer/command/taken-as.ts';
import { shownParts } from '#shared/command/arguments.ts';
import { LookedFigures } from '#shared/command/figures/looked.ts';
import { leftOut } from '#shared/command/left-out.ts';
import { proofChecks } from '#shared/command/proof.ts';
import { isSettled, lowestRate, medianRatio, nextRate, shortRun, targetOf } from '#shared/command/ratio-rule.ts';
import { scheduleIn } from '#shared/command/schedule.ts';
import { splitLine } from '#shared/command/split-line.ts';
import { parseCommand, possiblePlaces, renderCommand } from '#shared/command/template.ts';
import type { SeenFigure } from '#shared/domain/command-draft.ts';
import type { FigureChoice } from '#shared/domain/own-command.ts';
import { anOwnCommand } from '../contract/own-command.ts';

const words = (line: string): string[] => line.split(' ');

describe('a typed line', () => {
  it.each<[string, string[]]>([
    ['python train.py --lr 0.1', ['python', 'train.py', '--lr', '0.1']],
    ['  python\ttrain.py   "--name=a b" ', ['python', 'train.py', '--name=a b']],
    ['p \'it is $HOME; done\' --q "a \\"b\\""', ['p', 'it is $HOME; done', '--q', 'a "b"']],
    ['p \\\n  --lr 1 \\\n  --x', ['p', '--lr', '1', '--x']],
    ['p a\\ b ""', ['p', 'a b', '']],
    ['p 学习率=0.1 --note=“引号”', ['p', '学习率=0.1', '--note=“引号”']],
  ])('is cut by blanks and quotes: %s', (line, argv) => {
    expect(splitLine(line, false)).toEqual({ argv });
  });

  it.each<[string, string, string]>([
    ['python train.py | tee log', 'shell', '|'],
    ['python train.py > log', 'shell', '>'],
    ['cd x && python train.py', 'shell', '&'],
    ['python train.py --data $HOME/x', 'shell', '$'],
    ['python "train $X.py"', 'shell', '$'],
    ['python train.py --files *.csv', 'shell', '*'],
    ['rm -rf /; python train.py', 'shell', ';'],
    ['python `which x`', 'shell', '`'],
    ['a\nb', 'shell', '\n'],
    ['python "train.py', 'quote', '"'],
    ['LR=1 python train.py', 'variable', 'LR'],
  ])('says what only a shell could do, instead of doing something else: %s', (line, problem, sign) => {
    expect(splitLine(line, false)).toEqual({ problem, sign });
  });

  it('keeps the backslashes of Windows’ paths', () => {
    expect(splitLine('C:\\Python\\python.exe "C:\\My Code\\train.py" --lr 1', true)).toEqual({
      argv: ['C:\\Python\\python.exe', 'C:\\My Code\\train.py', '--lr', '1'],
    });
  });

  it('gives back every array of arguments that was quoted for it', () => {
    const argument = fc.string({ minLength: 1 }).filter(text => !text.includes('\n') && !text.includes('\r'));
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1 }), rest => {
        const line = ['program', ...rest].map(one => `'${one.replaceAll("'", "'\\''")}'`).join(' ');
        expect(splitLine(line, false)).toEqual({ argv: ['program', ...rest] });
      }),
    );
  });
});

describe('roles', () => {
  it('a person may say where no name does', () => {
    const argv = words('p t.py --rate 0.1 --size 32 net.depth=3 --name x');
    expect(possiblePlaces(argv, 'batchSize').map(({ name }) => name)).toEqual(['--size', 'net.depth']);
    const { template } = parseCommand(argv, { learningRate: { argument: 3, from: 0 } });
    expect(renderCommand(template, { learningRate: 0.5 })).toEqual(
      words('p t.py --rate 0.5 --size 32 net.depth=3 --name x'),
    );
    // A place that could not be one is none.
    expect(parseCommand(argv, { learningRate: { argument: 7, from: 0 } }).found).toEqual([]);
  });

  it('a run that begins has no checkpoint to go on from: its placeholder goes, with its flag', () => {
    const { template } = parseCommand(words('p t.py --resume {resume} --lr {lr} --from=ckpt/{resume}'));
    expect(renderCommand(template, { learningRate: 1 })).toEqual(words('p t.py --lr 1'));
    expect(renderCommand(template, { learningRate: 1, resume: 'c.pt' })).toEqual(
      words('p t.py --resume c.pt --lr 1 --from=ckpt/c.pt'),
    );
  });

  it('are shown with their flags, and no secret is', () => {
    const { template } = parseCommand(words('/usr/bin/python train.py --lr 3e-4 --api-key hush opt.momentum=0.9'));
    expect(shownParts(template)).toEqual([
      { text: '/usr/bin/python train.py', role: null },
      { text: '--lr 3e-4', role: 'learningRate' },
      { text: '--api-key •••', role: null },
      { text: 'opt.momentum=0.9', role: 'momentum' },
    ]);
  });

  it('what a command doesn’t take leaves its stage out, with the reason', () => {
    const { figures } = anOwnCommand(['p'], '');
    const of = (line: string, more = {}) => leftOut({ figures, template: parseCommand(words(line)).template, ...more });
    expect(of('p --lr 1')).toMatchObject({
      batchMomentum: { key: 'command.leftOut.batch' },
      decay: { key: 'command.leftOut.decay' },
    });
    expect(of('p --lr 1 --batch-size 2').batchMomentum).toBeUndefined();
    expect(of('p --lr 1 --momentum 0.9', { figures: { ...figures, unit: 'report' } }).batchMomentum).toBeUndefined();
    expect(of('p --lr 1 --batch-size 2', { figures: { ...figures, unit: 'report' } }).batchMomentum?.key).toBe(
      'command.leftOut.reports',
    );
    expect(of('p --lr 1 --batch-size 2', { figures: { ...figures, devLoss: null } }).batchMomentum?.key).toBe(
      'command.leftOut.noDev',
    );
    const decays = (line: string, more = {}) => of(line, more).decay?.key;
    expect(decays('p --lr 1 --seed 1 --lr-scheduler constant')).toBeUndefined();
    expect(decays('p --lr 1 --seed 1', { followsSchedule: true })).toBeUndefined();
    expect(decays('p --lr 1 --seed 1 --lr-scheduler linear')).toBe('command.leftOut.decay');
    expect(decays('p --lr 1 --seed 1 --lr-scheduler constant', { schedule: 'changes' })).toBe(
      'command.leftOut.schedule',
    );
    expect(decays('p --lr 1 --lr-scheduler {schedule}')).toBe('command.leftOut.noSeed');
    const proof = [{ id: 'seed', verdict: 'warns', key: 'command.proof.noSeed', values: {} }];
    expect(decays('p --lr 1 --seed 1', { followsSchedule: true, proof })).toBe('command.leftOut.idleSeed');
    expect(of('p --lr 1').finalRuns).toEqual({ key: 'command.leftOut.noSeed', values: { seed: '{seed}' } });
    expect(of('p --lr 1 --seed 1', { schedule: 'changes' }).finalRuns).toBeUndefined();
    expect(of('p --lr 1', { inFile: [{ role: 'batchSize', written: '8' }] }).batchMomentum).toBeUndefined();
  });
});

describe('the proof', () => {
  const figures: FigureChoice = {
    loss: { source: 'printed', name: 'loss' },
    devLoss: null,
    devMetric: null,
    learningRate: null,
    updateRatio: null,
    step: 'step',
    unit: 'step',
  };
  const run = (...losses: number[]) => ({ losses, rates: [] });
  const checks = (more: Partial<Parameters<typeof proofChecks>[0]>) =>
    Object.fromEntries(
      proofChecks({
        own: run(3, 2, 1),
        again: run(3, 2, 1),
        faster: run(3, 1, 0),
        others: [run(3.1, 2, 1), run(3, 2.2, 1)],
        hasSeed: true,
        hasResume: false,
        resumed: null,
        figures,
        schedule: undefined,
        memoryBytes: 2 ** 20,
        ...more,
      }).map(({ id, verdict }) => [id, verdict]),
    );

  it('passes where ten times the rate changes more than chance does', () => {
    expect(checks({})).toEqual({
      metrics: 'passes',
      dev: 'warns',
      reproducible: 'passes',
      seed: 'passes',
      rate: 'passes',
      memory: 'passes',
      end: 'passes',
      resume: 'open',
    });
  });

  it('warns where what is to choose is what the script calls its test', () => {
    const of = (name: string) => checks({ figures: { ...figures, devLoss: { source: 'printed', name } } }).dev;
    expect(['test average loss', 'eval/test_loss', 'Test loss'].map(of)).toEqual(['warns', 'warns', 'warns']);
    expect(['val_loss', 'dev loss', 'latest_loss'].map(of)).toEqual(['passes', 'passes', 'passes']);
  });

  it('kill and resume comes to the same curve, to another one, or could not be tried', () => {
    const of = (whole: number[], resumed: number[], more = {}) =>
      checks({ hasResume: true, resumed: { whole, resumed }, ...more }).resume;
    expect(of([2, 1], [2, 1])).toBe('passes');
    expect(of([2, 1], [2.2, 1.1])).toBe('warns');
    // As far as the same run twice differs, too.
    expect(of([2, 1], [2.2, 1.1], { again: run(3.2, 2.1, 1.2), faster: run(9, 9, 9) })).toBe('passes');
    expect(checks({ hasResume: true }).resume).toBe('open');
  });

  it('of one that takes no seed, three runs of the same give the noise', () => {
    const noisy = { again: run(3.2, 2.1, 0.8), others: [run(2.9, 2.2, 1.2)], hasSeed: false };
    expect(checks({ ...noisy, faster: run(3.1, 2.1, 1.1) })).toMatchObject({
      rate: 'stops',
      seed: 'open',
      reproducible: 'warns',
    });
    expect(checks({ ...noisy, faster: run(9, 9, 9) }).rate).toBe('passes');
  });

  it('warns of a schedule in the script, which is seen in the rates that it logs', () => {
    expect(checks({ schedule: 'changes' }).schedule).toBe('warns');
    expect(scheduleIn([0.1, 0.1, 0.1, 0.1, 0.1])).toBe('constant');
    expect(scheduleIn([0.1, 0.1, 0.1, 0.1, 0.0998])).toBe('changes');
    expect(scheduleIn([0.001, 0.01, 0.1, 0.1, 0.1])).toBe('changes');
    expect(scheduleIn([0.1, 0.1])).toBeUndefined();
    expect(scheduleIn([Number.NaN, 0.1, 0.1, 0.1, 0.1, 0.1])).toBe('constant');
  });
});

describe('the ratio rule', () => {
  it('B3: the rate that would give the target ratio, changed by 100 at most', () => {
    expect(nextRate(0.01, 1e-3, 1e-2)).toBe(0.1);
    expect(nextRate(0.001, 1e-9, 1e-2)).toBe(0.1);
    expect(nextRate(1, 10, 1e-3)).toBe(0.01);
    expect([isSettled(0.1, 0.14), isSettled(0.1, 0.2), isSettled(0.2, 0.1)]).toEqual([true, false, false]);
    expect(medianRatio([0, Number.NaN, 3, 1, 2])).toBe(2);
    expect(medianRatio([0])).toBeNaN();
    expect(targetOf('sgd')).toBeGreaterThan(targetOf('adaptive'));
  });

  it('B6: a short run must lower the loss; one whose loss is lost in its jumps stays', () => {
    expect(shortRun([4, 3.5, 3, 2.6, 2.2, 2, 1.8, 1.7])).toBe('falls');
    expect(shortRun([2.3, 2.31, 2.29, 2.3, 2.3, 2.31, 2.29, 2.3])).toBe('flat');
    expect(shortRun([2, 3, 5, 9, 20, 50, 90, 200])).toBe('diverges');
    expect(shortRun([2, 1, Number.NaN])).toBe('diverges');
    expect(shortRun([])).toBe('diverges');
    const [slow, fast, wild] = [
      [3, 2.9, 2.8, 2.7],
      [3, 2, 1.5, 1.2],
      [3, 9, 99, 999],
    ];
    const runs = [
      { rate: 0.01, losses: slow },
      { rate: 0.1, losses: fast },
      { rate: 1, losses: wild },
    ];
    expect(lowestRate(runs as { rate: number; losses: number[] }[])).toBe(0.1);
    expect(lowestRate([{ rate: 1, losses: wild as number[] }])).toBeNull();
  });
});

describe('the figures that a person points at', () => {
  const seen = (name: string, more: Partial<SeenFigure> = {}): SeenFigure => ({
    source: 'printed',
    name,
    count: 3,
    first: 1,
    last: 3,
    least: 1,
    most: 3,
    rises: true,
    sample: '',
    curve: [],
    ...more,
  });

  it('each means one thing, and there is always a training loss', () => {
    const cost = withTaken(seen('cost'), 'loss', null);
    expect(cost).toMatchObject({ loss: { name: 'cost' }, devLoss: null, unit: 'report' });
    const counted = withTaken(seen('i'), 'step', cost) as FigureChoice;
    expect(counted).toMatchObject({ step: 'i', unit: 'step' });
    const dev = withTaken(seen('held'), 'devLoss', counted) as FigureChoice;
    expect(takenAs(seen('held'), dev)).toBe('devLoss');
    const metric = withTaken(seen('held', { most: 93 }), 'accuracy', dev) as FigureChoice;
    expect(metric).toMatchObject({ devLoss: null, devMetric: { name: 'held', percent: true } });
    expect(withTaken(seen('cost'), 'none', metric)).toBeNull();
    expect(withTaken(seen('i'), 'none', metric)).toMatchObject({ step: null, unit: 'report' });
    const other = withTaken(seen('held'), 'loss', metric) as FigureChoice;
    expect(other).toMatchObject({ loss: { name: 'held' }, devMetric: null });
  });

  it('are read once more from the beginning where their meaning becomes clear later', () => {
    const looked = new LookedFigures();
    const line = (step: number, name: string) =>
      looked.take(
        'printed',
        [
          { name: 'step', value: step },
          { name, value: 1 / step },
        ],
        `step ${step}`,
      );
    for (let step = 1; step <= 4; step++) line(step, 'a loss');
    expect(looked.soFar(false)).toMatchObject({ choice: { loss: { name: 'a loss' } } });
    for (let step = 1; step <= 4; step++) line(step, 'loss');
    const { choice, losses, reached } = looked.soFar(true);
    expect(choice?.loss.name).toBe('loss');
    expect(losses).toEqual([1, 0.5, 1 / 3, 0.25]);
    expect(reached).toBe(4);
  });
});
