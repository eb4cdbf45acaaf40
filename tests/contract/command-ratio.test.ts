import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { batchOf, NETWORKS, trainee } from './engine-networks.ts';

const PYTHON = '/usr/bin/python3';
const hasTorch = existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
if (!hasTorch)
  console.warn(
    `SKIPPED: the ratios of resources/descent.py beside ours: ${PYTHON} has no torch (Debian: python3-torch).`,
  );

const { layers, inputs } = NETWORKS.mlp!;
const STEPS = 12;
const ROWS = 32;

/** The same network, weights and batches in PyTorch, watched at every step; `STEP` is what it does with a batch. */
const SCRIPT = `
import json, torch, descent
import torch.nn as nn
descent.FIRST = 10**9
given = json.load(open("given.json"))
torch.set_num_threads(1)
net = nn.Sequential(nn.Linear(13, 9), nn.ReLU(), nn.Linear(9, 17), nn.ReLU(), nn.Linear(17, 3))
linear = [m for m in net if isinstance(m, nn.Linear)]
with torch.no_grad():
    for layer, name in zip(linear, ("hidden1", "hidden2", "output")):
        layer.weight.copy_(torch.tensor(given["weights"][name]).reshape(layer.in_features, layer.out_features).t())
        layer.bias.zero_()
opt = OPTIMIZER
descent.watch(opt)
loss_of = nn.CrossEntropyLoss()
for inputs, labels in given["batches"]:
    x, y = torch.tensor(inputs).reshape(-1, 13), torch.tensor(labels)
    STEP
`;

const WHOLE = 'opt.zero_grad(); loss_of(net(x), y).backward(); opt.step()';
/** Two halves of a batch before one step: their mean gradient is that of the whole. */
const HALVES =
  'opt.zero_grad(); h = len(x) // 2; [(loss_of(net(a), b) / 2).backward() for a, b in ((x[:h], y[:h]), (x[h:], y[h:]))]; opt.step()';
const SCALED =
  'opt.zero_grad(); (loss_of(net(x), y) * 1024).backward(); [p.grad.div_(1024) for p in net.parameters()]; opt.step()';

describe.skipIf(!hasTorch)('descent.watch', () => {
  it.each<[string, OptimizerKind, number, string, string]>([
    ['SGD', 'sgd', 0.1, 'torch.optim.SGD(net.parameters(), lr=0.1)', WHOLE],
    ['momentum', 'momentum', 0.05, 'torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)', WHOLE],
    ['Nesterov', 'nesterov', 0.05, 'torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9, nesterov=True)', WHOLE],
    ['Adam', 'adam', 0.01, 'torch.optim.Adam(net.parameters(), lr=0.01)', WHOLE],
    [
      'Adam in groups of parameters',
      'adam',
      0.01,
      'torch.optim.Adam([{"params": [m.weight for m in linear]}, {"params": [m.bias for m in linear]}], lr=0.01)',
      WHOLE,
    ],
    [
      'momentum with accumulated gradients',
      'momentum',
      0.05,
      'torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)',
      HALVES,
    ],
    ['Adam with scaled losses', 'adam', 0.01, 'torch.optim.Adam(net.parameters(), lr=0.01)', SCALED],
  ])('tells the ratios of the built-in trainer within 1 %%: %s', async (_, optimizer, rate, torchOptimizer, step) => {
    const engine = await createKernelEngine(trainee(layers, { optimizer, momentum: 0.9 }), ROWS, inputs);
    const parameters = await engine.weights();
    const batches = Array.from({ length: STEPS }, (_, i) => batchOf(inputs, false, i + 1, ROWS));
    const ours: number[] = [];
    for (const batch of batches) ours.push((await engine.step(batch, rate, false)).updateRatio);
    engine.dispose();

    const folder = mkdtempSync(join(tmpdir(), 'descent-ratio-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const weights = Object.fromEntries(
      ['hidden1', 'hidden2', 'output'].map(name => [name, [...(parameters[`${name}.weight`] ?? [])]]),
    );
    const given = batches.map(batch => [[...batch.inputs], [...batch.labels]]);
    writeFileSync(join(folder, 'given.json'), JSON.stringify({ weights, batches: given }));
    writeFileSync(join(folder, 'train.py'), SCRIPT.replace('OPTIMIZER', torchOptimizer).replace('STEP', step));
    const metrics = join(folder, 'metrics.jsonl');
    const ran = spawnSync(PYTHON, ['train.py'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, DESCENT_METRICS: metrics, PYTHONPATH: resolve('resources') },
    });
    expect(ran.stderr).toBe('');
    const told = readFileSync(metrics, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { update_ratio: number });
    expect(told).toHaveLength(STEPS);
    for (const [i, { update_ratio: ratio }] of told.entries())
      expect(Math.abs(ratio / (ours[i] as number) - 1)).toBeLessThan(0.01);
  });

  it.each([
    ['by itself', {}, 64],
    ['where Descent asks for more', { DESCENT_WATCH_EVERY: '8' }, 8],
  ])('watches the first three steps, and then one of many: %s', (_, asked, every) => {
    const folder = mkdtempSync(join(tmpdir(), 'descent-ratio-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const metrics = join(folder, 'metrics.jsonl');
    const script = `
import torch, descent
net = torch.nn.Linear(8, 8)
opt = descent.watch(torch.optim.SGD(net.parameters(), lr=0.1))
for _ in range(400):
    opt.zero_grad(); net(torch.ones(4, 8)).pow(2).mean().backward(); opt.step()
`;
    const env = { ...process.env, DESCENT_METRICS: metrics, PYTHONPATH: resolve('resources'), ...asked };
    expect(spawnSync(PYTHON, ['-c', script], { encoding: 'utf8', env }).stderr).toBe('');
    const lines = readFileSync(metrics, 'utf8').trim().split('\n');
    const steps = lines.map(line => (JSON.parse(line) as { step: number }).step);
    expect(steps.slice(0, 3)).toEqual([1, 2, 3]);
    // So small a step may be watched even more seldom: where watching takes longer than a step.
    for (const [i, step] of steps.slice(3).entries())
      expect(step - (steps[i + 2] as number)).toBeGreaterThanOrEqual(every);
    expect(steps.length).toBeLessThanOrEqual(3 + 397 / every);
  });
});
