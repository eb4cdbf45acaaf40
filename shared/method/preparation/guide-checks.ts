import type { NetworkMeasured } from '../../domain/preparation.ts';
import { chooseMetric } from '../metrics/metric.ts';
import { firstBatchSize } from './batch-size.ts';
import { type Check, shown } from './check.ts';
import { commandOf, STAND_IN_RATE } from './command.ts';

/** M1: what is measured beside the loss, and why. */
export const metric: Check = ({ facts }) => ({
  id: 'metric',
  rule: 'M1',
  verdict: 'passes',
  ...chooseMetric(facts.task, facts.classCounts).reason,
});

/** M2: the log can be written while it is shown. Without it trials run all the same. */
export const log: Check = ({ measured }) => {
  const { folder, problem } = measured.log;
  return problem === null
    ? { id: 'log', rule: 'M2', verdict: 'passes', key: 'prepare.log.written', values: { folder } }
    : { id: 'log', rule: 'M2', verdict: 'warns', key: 'prepare.log.problem', values: { folder, detail: problem } };
};

/** M3: the command that repeats it. */
export const command: Check = input => ({
  id: 'command',
  rule: 'M3',
  verdict: 'passes',
  key: 'prepare.command.flags',
  values: { command: commandOf(input), rate: STAND_IN_RATE },
});

/** M4: curves from the first step on. */
export const curves: Check = ({ base }) => ({
  id: 'curves',
  rule: 'M4',
  verdict: 'passes',
  key: base.evalEvery === null ? 'prepare.curves.schedule' : 'prepare.curves.live',
  values: base.evalEvery === null ? {} : { every: base.evalEvery },
});

const MEGABYTE = 2 ** 20;
const GIGABYTE = 2 ** 30;
/** Numbers of four bytes that a step holds a parameter, at least: weight, gradient, update, new weight. */
const HELD = 4;
/** A trial that takes more of the machine's memory than this leaves no room for a second one. */
const MOST_MEMORY = 0.5;

/** M5: graphics memory is taken as it is needed; on the processor what counts is the machine's own. */
export const memory: Check = ({ backend, measured, machine }) => {
  const check = { id: 'memory', rule: 'M5' } as const;
  const { parameterCount, memoryBytes } = measured;
  if (backend === 'webgpu' || backend === 'cuda') {
    const megabytes = Math.ceil((4 * HELD * parameterCount) / MEGABYTE);
    return { ...check, verdict: 'passes', key: `prepare.memory.${backend}`, values: { megabytes } };
  }
  if (memoryBytes === null) return { ...check, verdict: 'passes', key: 'prepare.memory.processor', values: {} };
  const values = {
    megabytes: Math.round(memoryBytes / MEGABYTE),
    gigabytes: Number((machine.memoryBytes / GIGABYTE).toFixed(1)),
  };
  return memoryBytes > MOST_MEMORY * machine.memoryBytes
    ? { ...check, verdict: 'warns', key: 'prepare.memory.much', values }
    : { ...check, verdict: 'passes', key: 'prepare.memory.measured', values };
};

/** M6: regularisation stays off until the important parameters are chosen. */
export const regularisation: Check = ({ base: { weightDecay, dropout } }) =>
  weightDecay === 0 && dropout === 0
    ? { id: 'regularisation', rule: 'M6', verdict: 'passes', key: 'prepare.regularisation.off', values: {} }
    : {
        id: 'regularisation',
        rule: 'M6',
        verdict: 'warns',
        key: 'prepare.regularisation.on',
        values: { weightDecay, dropout },
      };

/** A batch size is far from the proposal where one is more than so many times the other. */
const FAR = 4;

/** M7: the first batch size, and why. */
export const batchSize: Check = ({ base, facts }) => {
  const check = { id: 'batchSize', rule: 'M7' } as const;
  const { batchSize: proposed, reason } = firstBatchSize(facts.rows.train, facts.classCounts);
  const size = base.batchSize;
  const values = { size, proposed, rows: facts.rows.train };
  if (size === proposed) return { ...check, verdict: 'passes', ...reason };
  if (size > facts.rows.train) return { ...check, verdict: 'warns', key: 'prepare.batchSize.beyond', values };
  if (size > FAR * proposed) {
    const steps = Math.ceil(facts.rows.train / size);
    return { ...check, verdict: 'warns', key: 'prepare.batchSize.large', values: { ...values, count: steps } };
  }
  if (size * FAR < proposed) return { ...check, verdict: 'warns', key: 'prepare.batchSize.small', values };
  return { ...check, verdict: 'passes', key: 'prepare.batchSize.near', values };
};

const RULE_NAMES = { he: 'He', glorot: 'Glorot', embedding: '' } as const;

/**
 * How far the spread of `count` uniform numbers may lie from what was asked for, relative to it: five standard errors
 * (√((κ − 1) / 4n) with the uniform's kurtosis κ = 1.8), and a little for float32.
 */
const tolerance = (count: number): number => 5 * Math.sqrt(0.2 / count) + 1e-3;

const isOff = ({ std, expectedStd, count }: NetworkMeasured['layers'][number]): boolean =>
  !(Math.abs(std / expectedStd - 1) <= tolerance(count));

/** M8: each weight matrix starts as its activation asks. */
export const initialisation: Check = ({ measured: { layers }, base: { seed } }) => {
  const check = { id: 'initialisation', rule: 'M8' } as const;
  const off = layers.find(isOff);
  if (off) {
    const { name, initialisation: by, std, expectedStd } = off;
    const values = { name, rule: RULE_NAMES[by], std: shown(std), expected: shown(expectedStd) };
    return { ...check, verdict: 'warns', key: 'prepare.initialisation.off', values };
  }
  const list = layers
    .map(({ name, initialisation: by, std }) => [name.replace(/\.weight$/, ''), RULE_NAMES[by], shown(std)])
    .map(words => words.filter(word => word !== '').join(' '))
    .join(', ');
  const hasWords = layers.some(layer => layer.initialisation === 'embedding');
  const key = hasWords ? 'prepare.initialisation.words' : 'prepare.initialisation.fits';
  return { ...check, verdict: 'passes', key, values: { list, seed } };
};
