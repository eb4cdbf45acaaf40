import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { softwareCard } from '../../tools/software-card.ts';
import type { LostLine } from './lose-device.ts';
import { nvidiaCards, processorFacts } from './machine.ts';
import { CLASSES, SPECS, type Spec, TINY } from './networks.ts';
import type { AgreementLine, CardLine, StepLine } from './part.ts';
import { asMarkdown } from './report.ts';
import { runPart, runProgram } from './run-part.ts';
import { type Crowded, type Fits, sideBySide } from './side-by-side.ts';

/** Everything that was measured; `leftOut` says in words what was not, and why. */
export interface GpuResults {
  at: string;
  check: boolean;
  machine: ReturnType<typeof processorFacts>;
  nvidia: Record<string, string>[];
  webgpu: CardLine | null;
  torch: { torch: string; device: string } | null;
  /** Step times by backend, PyTorch's beside them. */
  steps: Record<string, StepLine[]>;
  agreement: AgreementLine[];
  fits: (Fits & { backend: BackendId })[];
  crowded: (Crowded & { backend: BackendId })[];
  lost: LostLine | null;
  leftOut: string[];
  seconds: number;
}

/** What a run is made of: seconds that each part may take at most. Together less than the eight minutes that all may take. */
interface Plan {
  specs: readonly Spec[];
  /** Compared with the kernels, which need minutes for the largest. */
  compared: readonly Spec[];
  /** Trained side by side. */
  crowds: readonly Spec[];
  most: number;
  /** Seconds that a network is measured in each way. */
  seconds: number;
  limits: { card: number; agreement: number; steps: number; torch: number; crowds: number; lost: number };
  lostSteps: number;
}

const FULL: Plan = {
  specs: SPECS,
  compared: SPECS.slice(0, 4),
  crowds: [SPECS[0]!, SPECS[5]!],
  most: 16,
  seconds: 3,
  limits: { card: 15, agreement: 45, steps: 65, torch: 65, crowds: 100, lost: 40 },
  lostSteps: 3000,
};

/** Of itself: every part on the smallest networks. What it measures is of no worth. */
const CHECK: Plan = {
  specs: TINY,
  compared: TINY,
  crowds: [TINY[0]!],
  most: 2,
  seconds: 0.05,
  // Patient: the tests' machine may have other things to do.
  limits: { card: 60, agreement: 120, steps: 120, torch: 60, crowds: 120, lost: 240 },
  lostSteps: 60,
};

const BACKENDS: readonly BackendId[] = ['wasm', 'webgpu', 'cuda'];
const SOFTWARE_PRODUCTS = new URL('software-products.ts', import.meta.url).href;
const OUT = fileURLToPath(new URL('../../../out/bench/', import.meta.url));

/**
 * `npm run bench -- gpu [--check] [--to=DIR]`: everything that only a real card can tell, in at most eight minutes. Results go to
 * `out/bench/gpu.json` and `gpu.md`. `--check` tries the bench itself, on Chromium's card in software.
 */
export async function gpu(): Promise<Record<string, unknown>> {
  const check = process.argv.includes('--check');
  const folder = process.argv.find(arg => arg.startsWith('--to='))?.slice('--to='.length) ?? OUT;
  const results = await measureCard(check ? CHECK : FULL, check);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'gpu.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'gpu.md'), asMarkdown(results));
  console.error(asMarkdown(results));
  return { ...results };
}

async function measureCard(plan: Plan, check: boolean): Promise<GpuResults> {
  const begun = performance.now();
  const env = check ? { ...softwareCard(), NODE_OPTIONS: `--import=${SOFTWARE_PRODUCTS}` } : {};
  const { limits, specs, compared, seconds } = plan;
  const leftOut: string[] = [];
  /** Runs a part for its time, and notes why it ended early. */
  const part = async <Line>(name: string, asked: object, limit: number, what = name): Promise<Line[]> => {
    console.error(`${what} …`);
    const { lines, why } = await runPart<Line>(name, asked, { limitMs: 1000 * limit, env }).end;
    if (why !== null) leftOut.push(`${what}: ${why}`);
    return lines;
  };
  const missing = (lines: readonly { name: string; why?: string }[], what: string, wanted = specs) => {
    for (const { name, why } of lines) if (why !== undefined) leftOut.push(`${what}, ${name}: ${why}`);
    for (const { name } of wanted) {
      if (lines.length > 0 && !lines.some(line => line.name === name)) leftOut.push(`${what}, ${name}: no time`);
    }
  };

  const nvidia = await nvidiaCards();
  const [webgpu = null] = await part<CardLine>('card', {}, limits.card, 'WebGPU’s card');
  const agreement = webgpu
    ? await part<AgreementLine>(
        'agreement',
        { backend: 'webgpu', specs: compared },
        limits.agreement,
        'agreement with the kernels',
      )
    : [];
  missing(agreement, 'agreement', compared);

  const steps: Record<string, StepLine[]> = {};
  for (const backend of BACKENDS) {
    if (backend === 'webgpu' && !webgpu) continue;
    const lines = await part<StepLine>('steps', { backend, specs, seconds }, limits.steps, `steps on ${backend}`);
    missing(lines, backend);
    if (lines.some(({ ms }) => ms !== undefined)) steps[backend] = lines;
  }
  const torch = await torchSteps(plan);
  if (torch.why !== null) leftOut.push(`PyTorch: ${torch.why}`);
  if (torch.steps.length > 0) steps.pytorch = torch.steps;
  missing(torch.steps, 'PyTorch');

  const [fits, crowded]: [GpuResults['fits'], GpuResults['crowded']] = [[], []];
  const until = performance.now() + 1000 * limits.crowds;
  const onCard = BACKENDS.filter(backend => backend !== 'wasm' && backend in steps);
  for (const backend of onCard) {
    for (const spec of plan.crowds) {
      console.error(`side by side on ${backend}: ${spec.name} …`);
      const run = await sideBySide(backend, spec, { seconds, until, env, most: plan.most });
      if (run.fits) fits.push({ backend, ...run.fits });
      crowded.push(...run.rows.map(row => ({ backend, ...row })));
      if (run.why !== null) leftOut.push(`side by side on ${backend}, ${spec.name}: ${run.why}`);
    }
  }
  const [lost = null] = webgpu
    ? await part<LostLine>('device-lost', { steps: plan.lostSteps }, limits.lost, 'device lost')
    : [];
  return {
    at: new Date().toISOString().slice(0, 10),
    check,
    machine: processorFacts(),
    nvidia,
    webgpu,
    torch: torch.about,
    steps,
    agreement,
    fits,
    crowded,
    lost,
    leftOut,
    seconds: Math.round((performance.now() - begun) / 1000),
  };
}

type TorchLine = StepLine | { torch: string; device: string };

/** PyTorch's step times, where the Python that is found (or named by `PYTHON`) has it. */
async function torchSteps({ specs, seconds, limits }: Plan) {
  console.error('steps in PyTorch …');
  const input = JSON.stringify({ specs, classes: CLASSES, seconds });
  const script = fileURLToPath(new URL('torch_steps.py', import.meta.url));
  const { lines, why } = await runProgram<TorchLine>(process.env.PYTHON || 'python3', [script], {
    limitMs: 1000 * limits.torch,
    input,
  }).end;
  const about = lines.find((line): line is { torch: string; device: string } => 'torch' in line) ?? null;
  return { about, steps: lines.filter((line): line is StepLine => 'name' in line), why };
}
