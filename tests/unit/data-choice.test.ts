import { Command } from 'commander';
import { expect, it } from 'vitest';
import { typedFlags } from '#electron/cli/data/choice-flags.ts';
import { addDataChoice, type DataOptions, dataChoiceOf } from '#electron/cli/options.ts';
import { plainChoice, saidApart, sameChoice, withChange } from '#shared/domain/data-choice.ts';
import { DataReport } from '#shared/domain/data-report.ts';
import { DataChoice } from '#shared/domain/dataset.ts';
import { someReport } from '../tools/prepared-facts.ts';

const parsed = (...args: string[]): DataChoice => {
  const command = addDataChoice(new Command().exitOverride().configureOutput({ writeErr: () => {} }));
  return dataChoiceOf(command.parse(args, { from: 'user' }).opts<DataOptions>());
};

it('flags may be given more than once, and say the same in any order', () => {
  const choice = parsed('--missing', '-200', '--drop', 'b', '--missing', 'CO(GT)=-200', '--drop', 'a', '--log-target');
  expect(choice).toEqual({
    drop: ['a', 'b'],
    missing: [{ value: '-200', column: 'CO(GT)' }, { value: '-200' }],
    logTarget: true,
  });
  expect(
    parsed(
      '--log-target',
      '--drop',
      'a',
      '--drop',
      'b',
      '--drop',
      'a',
      '--missing',
      'CO(GT)=-200',
      '--missing',
      '-200',
    ),
  ).toEqual(choice);
  expect(parsed()).toEqual({});
  expect(parsed('--missing', 'a=b=?')).toEqual({ missing: [{ value: '?', column: 'a=b' }] });
  expect(() => parsed('--missing', 'a=')).toThrow();
  expect(DataChoice.parse(choice)).toEqual(choice);
});

it('a choice as flags gives the same choice', () => {
  const choice = plainChoice({
    target: 'y',
    drop: ["it's"],
    missing: [{ value: '-9', column: 'a b' }],
    logTarget: true,
  });
  expect(typedFlags(choice)).toEqual(['--target y', `--drop 'it'\\''s'`, `--missing 'a b=-9'`, '--log-target']);
});

it('how rows are held out is said by one flag, and a group by its own', () => {
  expect(parsed('--split', 'random')).toEqual({ split: { by: 'random' } });
  expect(parsed('--split', 'group:a:b')).toEqual({ split: { by: 'group', column: 'a:b' } });
  expect(parsed('--group', 'patient_id')).toEqual({ split: { by: 'group', column: 'patient_id' } });
  expect(parsed('--split', 'given')).toEqual({ split: { by: 'given' } });
  for (const wrong of ['', 'alphabet', 'random:x', 'group:']) expect(() => parsed('--split', wrong)).toThrow();
  expect(() => parsed('--split', 'time', '--group', 'a')).toThrow();
  expect(typedFlags({ split: { by: 'group', column: 'a b' } })).toEqual([`--split 'group:a b'`]);
  expect(parsed('--split', 'group', '--split-seed', '7')).toEqual({ split: { by: 'group' }, splitSeed: 7 });
  expect(typedFlags({ split: { by: 'group' }, splitSeed: 7 })).toEqual(['--split group', '--split-seed 7']);
  expect(saidApart({ drop: ['a'], split: { by: 'time' } })).toEqual([
    { said: { drop: ['a'] }, without: { split: { by: 'time' } } },
    { said: { split: { by: 'time' } }, without: { drop: ['a'] } },
  ]);
});

it('is the same in another order and with nothing in a list, and is not where it says more', () => {
  expect(sameChoice({ drop: ['a', 'b'], task: 'regression' }, { task: 'regression', drop: ['b', 'a', 'b'] })).toBe(
    true,
  );
  expect(sameChoice({}, { drop: [], missing: [] })).toBe(true);
  expect(sameChoice({ missing: [{ value: '-9' }] }, { missing: [{ value: '-9', column: 'a' }] })).toBe(false);
  expect(sameChoice({}, { logTarget: true })).toBe(false);
});

it('what was prepared, and chosen, before there were checks can still be read', () => {
  const { checks, ...before } = someReport();
  expect(checks).toEqual([]);
  expect(DataReport.parse(before).checks).toEqual([]);
  expect(DataChoice.parse({ target: 'y', task: 'regression' })).toEqual({ target: 'y', task: 'regression' });
});

it('grows by what a check offers, and each thing said can be taken back alone', () => {
  const choice = withChange(withChange({ target: 'y', drop: ['a'] }, { drop: ['b'] }), {
    missing: [{ value: '-9', column: 'c' }],
    logTarget: true,
  });
  expect(choice).toEqual({ target: 'y', drop: ['a', 'b'], missing: [{ value: '-9', column: 'c' }], logTarget: true });
  expect(saidApart(choice).map(({ said }) => said)).toEqual([
    { drop: ['a'] },
    { drop: ['b'] },
    { missing: [{ value: '-9', column: 'c' }] },
    { logTarget: true },
  ]);
  for (const { said, without } of saidApart(choice)) {
    expect(sameChoice(choice, without)).toBe(false);
    expect(sameChoice(choice, withChange(without, said))).toBe(true);
  }
});
