import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Schedule } from '#shared/domain/schedule.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';

const PYTHON = '/usr/bin/python3';
const hasTorch = existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import torch']).status === 0;
if (!hasTorch)
  console.warn(`SKIPPED: resources/descent.py with PyTorch: ${PYTHON} has no torch (Debian: python3-torch).`);

/** Runs a script of PyTorch beside `descent.py`. @returns the lines that it told, and what it printed */
function run(script: string): { told: { step: number; update_ratio: number }[]; printed: number[] } {
  const folder = mkdtempSync(join(tmpdir(), 'descent-python-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const metrics = join(folder, 'metrics.jsonl');
  writeFileSync(join(folder, 'train.py'), script);
  const ran = spawnSync(PYTHON, ['train.py'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, DESCENT_METRICS: metrics, PYTHONPATH: resolve('resources'), OMP_NUM_THREADS: '1' },
  });
  expect(ran.stderr).toBe('');
  const lines = existsSync(metrics) ? readFileSync(metrics, 'utf8').trim().split('\n') : [];
  return { told: lines.map(line => JSON.parse(line)), printed: ran.stdout.trim().split('\n').map(Number) };
}

const BEGIN = `
import torch, descent
import torch.nn as nn
torch.manual_seed(0)
net = nn.Sequential(nn.Linear(20, 30), nn.ReLU(), nn.Linear(30, 5))
x, y = torch.randn(64, 20), torch.randint(0, 5, (64,))
def backward(): nn.functional.cross_entropy(net(x), y).backward()
def flat(): return torch.cat([p.detach().flatten().double() for p in net.parameters() if p.dim() >= 2])
`;

/** What each step changed, by the weights before and after it, looked at from outside. */
const STEPS = (step: string) => `
for i in range(3):
    before = flat()
    ${step}
    print(float((flat() - before).norm() / before.norm()))
`;

describe.skipIf(!existsSync(PYTHON))('the schedule of descent.py', () => {
  it('is Descent’s own at every step [D8], whatever its kind and its warm-up', () => {
    const steps = 60;
    const kinds: Schedule[] = [
      { kind: 'constant', warmup: 7 },
      { kind: 'linear', interval: 1 },
      { kind: 'linear', interval: 7, warmup: 5 },
      { kind: 'cosine' },
      { kind: 'cosine', warmup: 59 },
      { kind: 'exponential', start: 13, rate: 0.7, period: 4 },
      { kind: 'step-linear', start: 0, rate: 0.18, period: 9, warmup: 3 },
    ];
    const script = `import descent, json, sys\nprint(json.dumps([[descent._share(s, t, ${steps}) for t in range(${steps})] for s in json.loads(sys.argv[1])]))`;
    const env = { ...process.env, PYTHONPATH: resolve('resources') };
    const ran = spawnSync(PYTHON, ['-c', script, JSON.stringify(kinds)], { encoding: 'utf8', env });
    const told: number[][] = JSON.parse(ran.stdout);
    for (const [i, kind] of kinds.entries())
      for (let step = 0; step < steps; step++)
        expect(told[i]?.[step]).toBeCloseTo(learningRateAt(kind, 1, step, steps), 12);
  });
});

describe.skipIf(!hasTorch)('descent.py', () => {
  it('trains at the rates of the schedule that it is asked for, each group in proportion, and says that it does', () => {
    const { told, printed } = run(
      `import json, os
json.dump({"schedule": {"kind": "linear", "interval": 1}, "scheduleSteps": 4}, open("params.json", "w"))
os.environ["DESCENT_PARAMS"] = "params.json"
${BEGIN}opt = torch.optim.SGD([{"params": net[0].parameters()}, {"params": net[2].parameters(), "lr": 0.1}], lr=0.2)
descent.schedule(opt)
for i in range(4):
    backward(); opt.step()
    for group in opt.param_groups: print(group["lr"])
`,
    );
    expect(told).toEqual([{ follows_schedule: 1 }]);
    expect(printed.map(rate => rate.toFixed(6))).toEqual(
      [0.2, 0.1, 0.15, 0.075, 0.1, 0.05, 0.05, 0.025].map(rate => rate.toFixed(6)),
    );
  });

  it.each([
    ['SGD', 'torch.optim.SGD(net.parameters(), lr=0.1)'],
    ['momentum', 'torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, nesterov=True)'],
    ['Adam', 'torch.optim.Adam(net.parameters(), lr=0.01)'],
    [
      'RMSprop with groups',
      'torch.optim.RMSprop([{"params": net[0].parameters()}, {"params": net[2].parameters(), "lr": 0.1}], lr=0.01)',
    ],
  ])('watches %s: each step’s update over the weights, to a thousandth', (_, optimizer) => {
    const { told, printed } = run(
      `${BEGIN}opt = ${optimizer}\ndescent.watch(opt)\n${STEPS('opt.zero_grad(); backward(); opt.step()')}`,
    );
    expect(told.map(({ step }) => step)).toEqual([1, 2, 3]);
    for (const [i, { update_ratio: ratio }] of told.entries())
      expect(Math.abs(ratio / (printed[i] as number) - 1)).toBeLessThan(1e-3);
  });

  it('counts steps of the optimizer: two backward passes are one, and one that a scaler leaves out is none', () => {
    const { told, printed } = run(
      `${BEGIN}opt = torch.optim.SGD(net.parameters(), lr=0.1)\ndescent.watch(opt)\n${STEPS('opt.zero_grad(); backward(); backward(); i != 1 and opt.step()')}`,
    );
    expect(told.map(({ step }) => step)).toEqual([1, 2]);
    expect(printed[1]).toBe(0);
    expect(told[1]?.update_ratio).toBeCloseTo(printed[2] as number, 6);
  });

  it.each([
    ['before', 'descent.watch(opt)\nsched = torch.optim.lr_scheduler.StepLR(opt, 1, 0.5)'],
    ['after', 'sched = torch.optim.lr_scheduler.StepLR(opt, 1, 0.5)\ndescent.watch(opt)'],
  ])('works %s a scheduler is made, without a warning of it', (_, order) => {
    const { told } = run(
      `${BEGIN}opt = torch.optim.SGD(net.parameters(), lr=0.1)\n${order}\n${STEPS('backward(); opt.step(); sched.step()')}`,
    );
    expect(told).toHaveLength(3);
  });

  it('does nothing without Descent', () => {
    const ran = spawnSync(
      PYTHON,
      [
        '-c',
        `import descent, torch\nopt = torch.optim.SGD([torch.zeros(2, 2, requires_grad=True)], lr=1)\nbefore = opt.step\ndescent.watch(opt)\ndescent.log(step=1, loss=2)\nprint(opt.step == before)`,
      ],
      {
        encoding: 'utf8',
        env: { PYTHONPATH: resolve('resources') },
      },
    );
    expect(ran.stdout.trim()).toBe('True');
  });
});
