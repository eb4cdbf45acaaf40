import { choiceFlags } from '../../domain/data-choice.ts';
import { CONSTANT, isConstant, type Schedule } from '../../domain/schedule.ts';
import type { CheckInput } from './check.ts';

/** Stands in the command for the rate that the next stage finds. */
export const STAND_IN_RATE = 0.01;

/** What a command line repeats. */
interface Repeated extends Pick<CheckInput, 'facts' | 'said'> {
  /** Without a seed or steps between evaluations: those of a trial where nobody says. */
  base: Omit<CheckInput['base'], 'seed' | 'evalEvery'> & Partial<Pick<CheckInput['base'], 'seed' | 'evalEvery'>>;
  /** Left out: the fastest there. */
  backend?: CheckInput['backend'];
  /** Left out: a stand-in for the one that is to be found. */
  learningRate?: number;
  machine: Pick<CheckInput['machine'], 'platform'>;
}

/** The command that trains one trial with the same choices [M3], every one of them a flag. */
export function commandOf({ facts, said, base, backend, learningRate, machine }: Repeated): string {
  const { model, optimizer } = base;
  const flags: [string, string | number | readonly number[] | boolean | undefined][] = [
    ['data', facts.source],
    ...choiceFlags(said),
    ['model', model],
    ['hidden', model === 'mlp' && base.hidden],
    ['filters', (model === 'cnn' || model === 'textcnn') && base.filters],
    ['embedding', (model === 'fasttext' || model === 'textcnn') && base.embedding],
    ['weight-decay', base.weightDecay !== 0 && base.weightDecay],
    ['dropout', base.dropout !== 0 && base.dropout],
    ['optimizer', optimizer],
    ['momentum', (optimizer === 'momentum' || optimizer === 'nesterov') && base.momentum],
    ['batch-size', base.batchSize],
    ['steps', base.steps],
    ['eval-every', base.evalEvery ?? undefined],
    ['seed', base.seed],
    ['backend', backend],
    ['lr', learningRate ?? STAND_IN_RATE],
    ...scheduleFlags(base.schedule),
  ];
  const quote = machine.platform.startsWith('win32') ? quotedOnWindows : quotedInShell;
  const written = flags.flatMap(([flag, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [`--${flag}`] : [`--${flag} ${quote(String(value))}`];
  });
  return ['descent trial', ...written].join(' ');
}

/** Those of no schedule are none. */
function scheduleFlags(schedule: Schedule = CONSTANT): [string, string | number][] {
  if (isConstant(schedule)) return [];
  const { kind, ...parts } = schedule;
  const told = Object.entries(parts).filter(
    ([name, value]) => value !== undefined && !(name === 'warmup' && value === 0),
  );
  return [['schedule', kind], ...(told as [string, number][])];
}

/** What no shell takes for anything else. */
const PLAIN = /^[\w@%+=:,./-]+$/;

const quotedInShell = (value: string): string => (PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

const quotedOnWindows = (value: string): string => (/^[\w@+=:,./\\-]+$/.test(value) ? value : `"${value}"`);
