import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import { pytorchSnippet } from '#shared/report/pytorch.ts';

const PYTHON = '/usr/bin/python3';
const hasTorch = spawnSync(PYTHON, ['-c', 'import torch'], { timeout: 60_000 }).status === 0;
if (!hasTorch) console.warn(`SKIPPED: snippets for PyTorch: ${PYTHON} has no torch (Debian: python3-torch).`);

const STEPS = 37;
const classic = { start: 9, rate: 0.5, period: 4 } as const;
const SCHEDULES: Schedule[] = [
  { kind: 'constant' },
  { kind: 'constant', warmup: 5 },
  { kind: 'linear', interval: 1 },
  { kind: 'linear', interval: 10 },
  { kind: 'linear', interval: 3, warmup: 6 },
  { kind: 'exponential', ...classic },
  { kind: 'exponential', ...classic, start: 0, warmup: 7 },
  { kind: 'step-linear', ...classic, rate: 0.15 },
  { kind: 'cosine' },
  { kind: 'cosine', warmup: 4 },
  { kind: 'cosine', warmup: STEPS },
];

const chosen = (changes: HyperparameterSet): HyperparameterSet => ({
  optimizer: 'momentum',
  learningRate: 0.1,
  momentum: 0.9,
  batchSize: 32,
  steps: STEPS,
  weightDecay: 0,
  dropout: 0,
  ...changes,
});

/** What each snippet trains with, step by step, and what it does to a weight and a bias in three steps; all in one process. */
const PROGRAM = `
import json, sys
import torch
out = []
for source in json.load(sys.stdin):
    space = {}
    exec(source, space)
    model = torch.nn.Linear(1, 1).double()
    with torch.no_grad():
        model.weight.fill_(0.5)
        model.bias.fill_(0.25)
    optimizer, schedule, batches = space["set_up"](model, torch.arange(100.0))
    rates, weights = [], []
    for step in range(space["NUM_STEPS"]):
        rates.append(optimizer.param_groups[0]["lr"])
        for parameter in model.parameters():
            parameter.grad = torch.full_like(parameter, 0.3 + 0.1 * step)
        optimizer.step()
        if step < 3:
            weights.append([model.weight.item(), model.bias.item()])
        schedule.step()
    out.append({"rates": rates, "weights": weights, "batch": batches.batch_size, "kind": type(optimizer).__name__})
print(json.dumps(out))
`;

interface Ran {
  rates: number[];
  weights: [number, number][];
  batch: number;
  kind: string;
}

function run(sets: readonly HyperparameterSet[]): Ran[] {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', PROGRAM], {
    input: JSON.stringify(sets.map(pytorchSnippet)),
    encoding: 'utf8',
  });
  expect(stderr).not.toContain('Error');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Ran[];
}

/** Three updates of one number as `electron/trainer/optimizers` says them, in doubles. */
function updates({ optimizer, learningRate = 0, momentum = 0, weightDecay = 0 }: HyperparameterSet, w: number): number[] {
  let [velocity, first, second] = [0, 0, 0];
  return [0, 1, 2].map(step => {
    const raw = 0.3 + 0.1 * step;
    const g = optimizer === 'adam' ? raw : raw + weightDecay * w;
    if (optimizer === 'adam') {
      first = 0.9 * first + 0.1 * g;
      second = 0.999 * second + 0.001 * g * g;
      const [c1, c2] = [1 - 0.9 ** (step + 1), 1 - 0.999 ** (step + 1)];
      w -= learningRate * (first / c1 / (Math.sqrt(second / c2) + 1e-8) + weightDecay * w);
    } else {
      const m = optimizer === 'sgd' ? 0 : momentum;
      velocity = m * velocity + g;
      w -= learningRate * (optimizer === 'nesterov' ? g + m * velocity : velocity);
    }
    return w;
  });
}

describe.skipIf(!hasTorch)('R3: the snippet for PyTorch', () => {
  it('has the learning rate of every step, for every schedule', { timeout: 120_000 }, () => {
    const ran = run(SCHEDULES.map(schedule => chosen({ schedule })));
    SCHEDULES.forEach((schedule, i) => {
      const expected = Array.from({ length: STEPS }, (_, step) => learningRateAt(schedule, 0.1, step, STEPS));
      expect(ran[i]?.rates.length).toBe(STEPS);
      ran[i]?.rates.forEach((rate, step) => expect(rate, JSON.stringify({ schedule, step })).toBeCloseTo(expected[step]!, 12));
      expect(ran[i]?.batch).toBe(32);
    });
  });

  it('updates weights and biases as the trainer does: coupled decay with SGD, decoupled with Adam, none of biases', {
    timeout: 120_000,
  }, () => {
    const sets = (['sgd', 'momentum', 'nesterov', 'adam'] as const).flatMap(optimizer =>
      [0, 0.01].map(weightDecay => chosen({ optimizer, weightDecay })),
    );
    const ran = run(sets);
    expect(ran.map(({ kind }) => kind)).toEqual(['SGD', 'SGD', 'SGD', 'SGD', 'SGD', 'SGD', 'Adam', 'AdamW']);
    sets.forEach((set, i) => {
      const weights = updates(set, 0.5);
      const biases = updates({ ...set, weightDecay: 0 }, 0.25);
      ran[i]?.weights.forEach(([weight, bias], step) => {
        expect(weight, JSON.stringify(set)).toBeCloseTo(weights[step]!, 10);
        expect(bias, JSON.stringify(set)).toBeCloseTo(biases[step]!, 10);
      });
    });
  });
});

it('R3: what is not there is asked for: a missing number stops Python, dropout is said to be the model’s', () => {
  const snippet = pytorchSnippet({ optimizer: 'sgd', learningRate: 0.1, dropout: 0.2 });
  expect(snippet).toContain('BATCH_SIZE = ...');
  expect(snippet).toContain('DROPOUT = 0.2');
  expect(pytorchSnippet(chosen({ optimizer: 'nesterov', momentum: 0 }))).not.toContain('nesterov=True');
});
