import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsIn, withSettings } from '#shared/command/config-file.ts';
import { shownCommand } from '#shared/command/shown.ts';
import { parseCommand, renderCommand, rolesOf, writtenFor, writtenNumber } from '#shared/command/template.ts';
import { windowsEndings, windowsStart } from '#shared/command/windows-start.ts';
import { CommandTemplate } from '#shared/domain/own-command.ts';

const words = (line: string) => line.split(' ');
const rolesIn = (line: string) =>
  Object.fromEntries(parseCommand(words(line)).found.map(({ role, written }) => [role, written]));

describe('roles in a command', () => {
  it('are found by the well-known names of flags, in each style', () => {
    expect(rolesIn('python train.py --lr 3e-4 --batch-size 32 --steps 2000')).toEqual({
      learningRate: '3e-4',
      batchSize: '32',
      steps: '2000',
    });
    expect(rolesIn('python t.py --learning_rate=.1 --momentum=0.9 --epochs=3 --seed=0 --output-dir=/tmp/x')).toEqual({
      learningRate: '.1',
      momentum: '0.9',
      epochs: '3',
      seed: '0',
      output: '/tmp/x',
    });
    expect(rolesIn('python t.py optimizer.lr=1e-3 +trainer.max_epochs=5 data.batch_size=64')).toEqual({
      learningRate: '1e-3',
      epochs: '5',
      batchSize: '64',
    });
  });

  it('are not guessed where a value can’t be one', () => {
    expect(rolesIn('python t.py --max-steps -1 --num_train_epochs 3 --batch-size auto --lr --resume')).toEqual({
      epochs: '3',
    });
    expect(rolesIn('train.sh --test-batch-size 1000 --log-interval 10 --lr-decay 0.5')).toEqual({});
    // The program itself is no setting, whatever it is called.
    expect(rolesIn('lr=3 train.py')).toEqual({});
  });

  it('are asked where several arguments could be meant, and taken where a person says which', () => {
    const argv = words('python t.py encoder.lr=0.1 decoder.lr=0.2 --seed 1');
    const parsed = parseCommand(argv);
    expect(parsed.asked.map(({ role, places }) => [role, places.map(({ name }) => name)])).toEqual([
      ['learningRate', ['encoder.lr', 'decoder.lr']],
    ]);
    expect(rolesOf(parsed.template)).toEqual(new Set(['seed']));
    const said = parseCommand(argv, { learningRate: parsed.asked[0]?.places[1] ?? null });
    expect(said.asked).toEqual([]);
    expect(renderCommand(said.template, { learningRate: 1e-7 })).toEqual(
      words('python t.py encoder.lr=0.1 decoder.lr=1.0e-7 --seed 1'),
    );
    expect(parseCommand(argv, { learningRate: null }).asked).toEqual([]);
  });

  it('a flag that is there twice counts where it stands last', () => {
    const { template, asked } = parseCommand(words('t --lr 0.1 --lr 0.2'));
    expect(asked).toEqual([]);
    expect(renderCommand(template, { learningRate: 1 })).toEqual(words('t --lr 0.1 --lr 1'));
  });

  it('placeholders count before any guess; those that mean nothing are named', () => {
    const { template, unknown } = parseCommand(words('t --lr 0.1 --opts {lr}/{seed} --out {out}/x {nonsense}'));
    expect(unknown).toEqual(['{nonsense}']);
    expect(renderCommand(template, { learningRate: 0.5, seed: 7, output: '/o' })).toEqual(
      words('t --lr 0.1 --opts 0.5/7 --out /o/x {nonsense}'),
    );
    expect(writtenFor(template, 'learningRate')).toBeNull();
  });

  it('rendering a parsed command with its own values gives its arguments back', () => {
    const name = fc.constantFrom(
      'lr',
      'learning-rate',
      'batch_size',
      'steps',
      'epochs',
      'seed',
      'momentum',
      'name',
      'x',
      'out',
    );
    const value = fc.oneof(
      fc.constantFrom('1e-5', '0.1', '32', '-1', '', '{lr}', 'a={seed}', '{x}', 'ü', ' '),
      fc.string(),
    );
    const argument = fc.oneof(
      value.map(one => [one]),
      fc.tuple(name, value).map(([key, one]) => [`--${key}`, one]),
      fc
        .tuple(fc.constantFrom('--', '', '+optimizer.'), name, value)
        .map(([dashes, key, one]) => [`${dashes}${key}=${one}`]),
    );
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 8 }), given => {
        const argv = ['python', ...given.flat()];
        const { template, found } = parseCommand(argv);
        expect(renderCommand(template)).toEqual(argv);
        expect(renderCommand(template, Object.fromEntries(found.map(one => [one.role, one.written])))).toEqual(argv);
        expect(CommandTemplate.parse(JSON.parse(JSON.stringify(template)))).toEqual(template);
      }),
    );
  });
});

describe('settings in a file', () => {
  const yaml =
    'model: mlp\ntrain:\n  lr: 1e-3  # the rate\n  batch_size: 32\n  flow: {seed: 1, momentum: 0.9}\nname: "lr: 5"\n';

  it('are found and changed in YAML and JSON, and nothing else is', () => {
    const found = settingsIn(yaml);
    expect(found.map(({ role, written }) => [role, written])).toEqual([
      ['learningRate', '1e-3'],
      ['batchSize', '32'],
      ['seed', '1'],
      ['momentum', '0.9'],
    ]);
    expect(withSettings(yaml, found, { learningRate: 1e-7, momentum: 0.5 })).toBe(
      yaml.replace('1e-3', '1.0e-7').replace('0.9', '0.5'),
    );
    const json = JSON.stringify({ train: { lr: 0.001, epochs: 3 }, other: 'lr' }, null, 2);
    const changed = withSettings(json, settingsIn(json), { learningRate: 0.1, epochs: 9 });
    expect(JSON.parse(changed)).toEqual({ train: { lr: 0.1, epochs: 9 }, other: 'lr' });
  });

  it('changed to what they are, a text is as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 1e-12, max: 1e6, noNaN: true }), (noise, lr) => {
        const text = `a: ${noise}\nlr: ${writtenNumber(lr)}\n`;
        const found = settingsIn(text);
        const own = Object.fromEntries(found.map(({ role, written }) => [role, written]));
        const one = found.filter(({ role }, i) => found.findIndex(other => other.role === role) === i);
        expect(withSettings(text, one, { ...own, ...Object.fromEntries(one.map(s => [s.role, s.written])) })).toBe(
          text,
        );
      }),
    );
  });
});

it('a command is shown without what looks like a secret', () => {
  expect(shownCommand(['python', 'my train.py', '--api-key', 'abc', '--wandb-token=xyz', '--lr', "0'1"])).toBe(
    "python 'my train.py' --api-key ••• --wandb-token=••• --lr '0'\\''1'",
  );
});

describe('a batch file on Windows', () => {
  const CMD = String.raw`C:\Windows\cmd.exe`;
  it('is given to the command processor, each argument in quotes where it needs them', () => {
    const python = String.raw`C:\py\python.exe`;
    expect(windowsStart([python, 'a b', '"'], CMD)).toEqual({ file: python, args: ['a b', '"'], verbatim: false });
    const argv = [String.raw`C:\Program Files\npx.CMD`, 'tsx', '--lr=1.0e-4', 'a & b', 'x|y', 'C:\\my dir\\', ''];
    const line = String.raw`""C:\Program Files\npx.CMD" tsx --lr=1.0e-4 "a & b" "x|y" "C:\my dir\\" """`;
    expect(windowsStart(argv, CMD)).toEqual({ file: CMD, args: ['/d', '/v:off', '/s', '/c', line], verbatim: true });
  });

  it('takes no argument that quotes can’t hold', () => {
    for (const argument of ['say "hi"', '%PATH%', 'wow!', 'a\nb'])
      expect(windowsStart(['train.bat', 'ok', argument], CMD)).toEqual({ problem: argument });
  });

  it('is found before a file of the same name without an ending, which is a shell’s', () => {
    expect(windowsEndings('npx').at(-1)).toBe('');
    expect(windowsEndings('python.exe')[0]).toBe('');
  });
});
