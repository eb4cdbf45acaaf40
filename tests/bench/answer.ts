import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from '#shared/method/random.ts';
import { median } from './median.ts';

const ROUNDS = 5;
const STEPS = 2000;
const ROWS = 351;

/** Material that lies beside the project, where it does. */
const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const DIGITS = join(SHARED, 'data', 'mnist10k');
const PEER = join(SHARED, 'peers', 'torch_ladder.py');
const PYTHON = '/usr/bin/python3';

/** As `npm run cli` starts it. */
const DESCENT = ['electron/start/node24.mjs', 'electron/cli/main.ts'];

/**
 * How long a person waits for an answer: the ladder of six rates on 10,000 digits from the command to the recommended rate, the data
 * read before, beside a plain PyTorch loop over the same rates in two processes, and beside the same ladder without pruning; and the
 * processor time of a trial that hardly trains. In turn, in one run.
 */
export async function answer(): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  try {
    return { ...(await ladders(home)), trial: await shortTrial(home), help: await processorTime(['--help']) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function ladders(home: string): Promise<Record<string, unknown>> {
  const isThere = existsSync(DIGITS);
  if (!isThere)
    console.warn(`SKIPPED: 10,000 digits beside PyTorch, because ${DIGITS} is not there; the sample instead.`);
  const data = isThere ? DIGITS : 'sample:digits';
  const ladder = (...flags: string[]) =>
    seconds(process.execPath, [
      ...DESCENT,
      'ladder',
      '--data',
      data,
      '--model',
      'mlp',
      '--steps',
      String(STEPS),
      '--no-extend',
      '--home',
      home,
      '--json',
      ...flags,
    ]);
  const torch = isThere && (await hasTorch());
  // The data is read, and the program built.
  await ladder('--rates', '0.1');
  const taken = { pruned: [] as number[], full: [] as number[], pyTorch: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    taken.pruned.push(await ladder());
    if (torch) taken.pyTorch.push(await seconds(PYTHON, [PEER, DIGITS, String(STEPS), '2']));
    taken.full.push(await ladder('--no-prune'));
  }
  const ratios = (others: readonly number[]) => taken.pruned.map((value, round) => value / (others[round] as number));
  return {
    prunedSeconds: median(taken.pruned),
    fullSeconds: median(taken.full),
    prunedToFull: median(ratios(taken.full)),
    prunedToFullRounds: ratios(taken.full),
    ...(torch && {
      pyTorchSeconds: median(taken.pyTorch),
      toPyTorch: median(ratios(taken.pyTorch)),
      toPyTorchRounds: ratios(taken.pyTorch),
    }),
  };
}

async function hasTorch(): Promise<boolean> {
  const found = existsSync(PEER) && (await ends(PYTHON, ['-c', 'import torch']).catch(() => 1)) === 0;
  if (!found) console.warn(`SKIPPED: PyTorch’s side, because ${PEER} or the package torch of ${PYTHON} is not there.`);
  return found;
}

/** Processor seconds of a trial of ten steps on a small table, all its processes together. */
async function shortTrial(home: string): Promise<Record<string, unknown>> {
  const random = Random.from(1, 1);
  const table = join(home, 'table.csv');
  const rows = Array.from({ length: ROWS }, () => {
    const [a, b, c] = [random.uniform(), random.uniform(), random.uniform()];
    return [a, b, c, a + b > c + 0.5 ? 'yes' : 'no'].join(',');
  });
  writeFileSync(table, `a,b,c,label\n${rows.join('\n')}\n`);
  const flags = ['trial', '--data', table, '--lr', '0.1', '--steps', '10', '--home', home, '--json'];
  await processorTime(flags);
  return processorTime(flags);
}

/**
 * Median processor seconds of a command of Descent with all its children. Measured by a process of its own, which the system tells
 * of them once they have ended.
 */
async function processorTime(flags: readonly string[]): Promise<Record<string, unknown>> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const shell = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1';
    const said = await output('bash', ['-c', shell, 'time', process.execPath, ...DESCENT, ...flags]);
    const [user = Number.NaN, system = Number.NaN] = said.trim().split(/\s+/).map(Number);
    times.push(user + system);
  }
  return { processorSeconds: median(times), rounds: times };
}

async function seconds(program: string, args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const code = await ends(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return (performance.now() - begun) / 1000;
}

const ends = (program: string, args: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    spawn(program, args, { stdio: 'ignore' }).once('error', reject).once('close', resolve);
  });

/** What a program says on standard error. */
const output = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', reject).once('close', () => resolve(said));
  });
