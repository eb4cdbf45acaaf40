import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { temporaryHome } from '../tools/home.ts';

const CLI = fileURLToPath(entryUrl('cli'));
const run = promisify(execFile);

const descent = (args: string, LANG = 'C') =>
  run(process.execPath, [CLI, ...args.split(' ')], { env: { ...process.env, LANG }, maxBuffer: 1e8 });

const refused = async (args: string): Promise<string> => {
  const failure = await descent(args).then(
    () => null,
    error => error as { code: number; stderr: string },
  );
  expect(failure?.code).toBe(2);
  return failure?.stderr ?? '';
};

describe('descent schedule', () => {
  it('prints one point for each change of the rate, and each check with its rule and its sentence', async () => {
    const asked = 'schedule --kind exponential --lr 0.1 --steps 5000 --start 2700 --rate 0.5 --period 300 --peak 3000';
    const { points, checks, schedule, rates } = JSON.parse((await descent(`${asked} --json`)).stdout);
    expect(points).toEqual([
      { step: 0, lr: 0.1 },
      ...Array.from({ length: 8 }, (_, k) => ({ step: 2700 + 300 * k, lr: 0.1 * 0.5 ** (k + 1) })),
    ]);
    expect(checks.map((check: { rule: string; holds: boolean }) => [check.rule, check.holds])).toEqual([
      ...[
        ['D3', true],
        ['D4', true],
      ],
      ...[true, true, true].map(holds => ['D5', holds]),
    ]);
    expect(checks[0].message).toBe('Starts at step 2,700, a little before the former peak at 3,000.');
    expect(schedule).toEqual({ kind: 'exponential', start: 2700, rate: 0.5, period: 300 });
    expect(rates).toMatchObject({ atStart: 0.1, atPeak: 0.025 });
  });

  it('D1: 0.01 over 5,000 steps, every 100, is 0.004 at step 3,000; a cosine has a point for every step', async () => {
    const lazy = JSON.parse(
      (await descent('schedule --kind linear --lr 0.01 --steps 5000 --interval 100 --json')).stdout,
    );
    expect(lazy.points).toHaveLength(50);
    expect(lazy.points).toContainEqual({ step: 3000, lr: 0.004 });
    const cosine = JSON.parse((await descent('schedule --kind cosine --lr 0.01 --steps 25000 --json')).stdout);
    expect(cosine.points.map(({ step }: { step: number }) => step)).toEqual(
      Array.from({ length: 25_000 }, (_, i) => i),
    );
  });

  it('draws the curve, with its rates and a line for each check, in the language of the terminal', async () => {
    const { stdout } = await descent('schedule --kind exponential --lr 0.1 --steps 5000 --peak 3000');
    expect(stdout).toContain('exponential: × 0.5 from step 2,700, every 460 steps');
    expect(stdout).toContain('0.05 at the former peak (step 3,000)');
    expect(stdout).toMatch(/✓ By the former peak .* \[D4\]/);
    expect((await descent('schedule --kind cosine --lr 0.1 --steps 500', 'zh_CN.UTF-8')).stdout).toContain(
      '余弦降到 0',
    );
  });

  it('refuses, with one sentence, what is no part of a kind, and what a kind needs', async () => {
    expect(await refused('schedule --kind cosine --lr 0.1 --steps 500 --period 3')).toContain('--period is no part');
    expect(await refused('schedule --kind exponential --lr 0.1 --steps 500')).toContain('--start STEP');
    expect(await refused('schedule --kind linear --lr 0.1 --steps 500 --interval 0')).toContain('interval');
  });
});

describe('descent trial', () => {
  it('trains by the schedule that it is told, and says so', async () => {
    const home = temporaryHome();
    const small = 'trial --data sample:digits --model mlp --hidden 8 --steps 40 --lr 0.1 --json';
    const { stdout } = await descent(`${small} --schedule linear --interval 10 --warmup 4 --home ${home}`);
    const { trialId, schedule } = JSON.parse(stdout);
    expect(schedule).toEqual({ kind: 'linear', interval: 10, warmup: 4 });
    const { series } = JSON.parse((await descent(`runs export ${trialId} --format json --home ${home}`)).stdout);
    const rates: number[] = series.find((one: { series: string }) => one.series === 'step').columns.learningRate;
    expect(rates.slice(0, 5)).toEqual([0.025, 0.05, 0.1 * 0.75, 0.1, 0.1]);
    expect(rates[14]).toBeCloseTo(0.1 * (1 - 10 / 36), 12);
  });
});
