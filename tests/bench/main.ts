import { inspect } from 'node:util';
import { advice } from './advice/advice.ts';
import { adviceFolds } from './advice/folds.ts';
import { adviceOptimizers } from './advice/optimizers.ts';
import { adviceShuffled } from './advice/shuffled.ts';
import { answer } from './answer.ts';
import { batchMomentum } from './batch-momentum/batch-momentum.ts';
import { noise } from './batch-momentum/noise.ts';
import { dataChecks } from './data-checks/data-checks.ts';
import { decayBench } from './decay/decay.ts';
import { evaluationShare } from './evaluation-share.ts';
import { gpu } from './gpu/gpu.ts';
import { longJob } from './long-job/long-job.ts';
import { longTrial } from './long-trial.ts';
import { outcome } from './outcome/outcome.ts';
import { overhead } from './overhead.ts';
import { ownCommand } from './own-command/own-command.ts';
import { parallel } from './parallel.ts';
import { probe } from './probe/probe.ts';
import { pruning } from './pruning.ts';
import { readers } from './readers/readers.ts';
import { stepTime } from './step-time.ts';
import { timeLeft } from './time-left.ts';

/** One benchmark: runs both sides in turn in one run and returns what it measured, ratios included. */
export type Benchmark = () => Promise<Record<string, unknown>>;

const BENCHMARKS: Record<string, Benchmark> = {
  advice,
  'advice-folds': adviceFolds,
  'advice-shuffled': adviceShuffled,
  'advice-optimizers': adviceOptimizers,
  answer,
  'batch-momentum': batchMomentum,
  'batch-momentum-noise': noise,
  'step-time': stepTime,
  overhead,
  'evaluation-share': evaluationShare,
  parallel,
  'long-trial': longTrial,
  probe,
  pruning,
  'time-left': timeLeft,
  'data-checks': dataChecks,
  'own-command': ownCommand,
  decay: decayBench,
  outcome,
  readers,
  gpu,
  'long-job': longJob,
};

/** Run only where they are named: they take long, or want a machine of their own. */
const NAMED_ONLY: ReadonlySet<string> = new Set([
  ...[
    'advice',
    'advice-folds',
    'advice-shuffled',
    'advice-optimizers',
    'batch-momentum',
    'batch-momentum-noise',
    'decay',
  ],
  ...['gpu', 'long-job', 'outcome'],
]);

/** `npm run bench [-- name…] [--json]`: prints ratios, never a verdict on an absolute time. */
const args = process.argv.slice(2);
const names = args.filter(arg => !arg.startsWith('--'));
const unknown = names.find(name => !(name in BENCHMARKS));
if (unknown) {
  console.error(`There is no benchmark "${unknown}". There are: ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(2);
}
const results: Record<string, unknown> = {};
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (names.length > 0 ? !names.includes(name) : NAMED_ONLY.has(name)) continue;
  results[name] = await run();
  if (!args.includes('--json')) console.log(name, inspect(results[name], { depth: null }));
}
if (args.includes('--json')) console.log(JSON.stringify(results));
// A page's connection, once lost, is tried again for ever.
process.exit();
