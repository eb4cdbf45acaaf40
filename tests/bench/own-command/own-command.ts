import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { CommandHost } from '#electron/hosts/command/command-host.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { figuresIn } from '#shared/command/figures/line-figures.ts';
import { LineSplitter } from '#shared/command/figures/lines.ts';
import { FigureRows } from '#shared/command/figures/rows.ts';
import { parseCommand } from '#shared/command/template.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { FigureChoice } from '#shared/domain/own-command.ts';
import type { FromTrainer } from '#shared/domain/trainer-protocol.ts';

const LINES = 1_000_000;
const PYTHON = '/usr/bin/python3';

/** Prints lines as fast as it may, a thousand at once. */
const PRINTER = `
let s = 0;
const more = () => {
  while (s < ${LINES}) {
    let text = '';
    for (let i = 0; i < 1000; i++) text += 'step ' + ++s + ' loss ' + (1 / s).toPrecision(6) + ' lr 0.1\\n';
    if (!process.stdout.write(text)) return void process.stdout.once('drain', more);
  }
};
more();`;

/**
 * What a person's command costs beside itself: how many lines a second are read, whether any is lost, and how long the core's event loop is
 * held meanwhile; and, where PyTorch is there, which share of its time `descent.watch` takes of a training, in turn with and without it.
 */
export async function ownCommand(): Promise<Record<string, unknown>> {
  return { reader: readerAlone(), reading: await reading(), watching: watching() };
}

/** Lines that the reader takes in a second of the processor: from the text of a process to rows by step, without that process. */
function readerAlone(): Record<string, unknown> {
  const count = 300_000;
  const pieces: string[] = [];
  for (let s = 0; s < count; ) {
    let text = '';
    for (let i = 0; i < 1000; i++) text += `step ${++s} loss ${(1 / s).toPrecision(6)} lr 0.1\n`;
    pieces.push(text);
  }
  const [lines, rows] = [new LineSplitter(), new FigureRows(FIGURES)];
  const before = process.cpuUsage();
  for (const piece of pieces) {
    for (const line of lines.push(piece)) rows.take('printed', figuresIn(line));
    rows.batches(false);
  }
  const { user, system } = process.cpuUsage(before);
  return { linesPerProcessorSecond: Math.round(count / ((user + system) / 1e6)) };
}

const FIGURES: FigureChoice = {
  loss: { source: 'printed', name: 'loss' },
  devLoss: null,
  devMetric: null,
  learningRate: { source: 'printed', name: 'lr' },
  updateRatio: null,
  step: 'step',
  unit: 'step',
};

async function reading(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  try {
    writeFileSync(join(folder, 'print.mjs'), PRINTER);
    const argv = [process.execPath, 'print.mjs', '--lr', '0.1'];
    const alone = performance.now();
    spawnSync(process.execPath, ['print.mjs'], { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
    const printSeconds = (performance.now() - alone) / 1000;
    const host = new CommandHost(join(folder, 'runs'), nodeHosts().startRunner);
    const command = {
      template: parseCommand(argv).template,
      folder,
      figures: FIGURES,
      steps: LINES,
      stepsPerCount: 1,
    };
    const child = host.lend({ kind: 'train', subject: { kind: 'command', command }, trialId: 'one' });
    let [told, messages] = [0, 0];
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const began = performance.now();
    const ended = new Promise<void>((resolve, reject) => {
      child.onExit(detail => reject(new Error(detail)));
      child.onMessage(raw => {
        const message = raw as FromTrainer;
        if (message.type === 'metrics') {
          const step = message.batches.find(({ series }: MetricBatch) => series === 'step');
          told += step?.steps.length ?? 0;
          messages++;
          child.send({ type: 'committed', messages });
        } else if (message.type === 'ended') resolve();
      });
    });
    delay.enable();
    const turns = longestTurn();
    child.send({
      type: 'train',
      hyperparameters: { ...DEFAULT_HYPERPARAMETERS, steps: LINES, learningRate: 0.1 },
      backend: 'wasm',
      preparedFile: '',
      dataDigest: '',
      trialId: 'one',
      checkpoint: null,
      until: null,
      branches: [],
      mostAhead: 20,
    });
    await ended;
    const seconds = (performance.now() - began) / 1000;
    delay.disable();
    const turnMs = turns.end();
    child.kill();
    return {
      lines: LINES,
      told,
      lost: LINES - told,
      linesPerSecond: Math.round(told / seconds),
      printedAloneInSeconds: printSeconds,
      seconds,
      messages,
      coreLoopMs: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
      longestTurnProcessorMs: turnMs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The most processor time that one turn of the event loop takes: what the core holds itself up with, however long other programs let it wait.
 * The loop is kept turning meanwhile.
 */
function longestTurn(): { end(): number } {
  const used = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [longest, before, isOver] = [0, used(), false];
  const turn = (): void => {
    const now = used();
    longest = Math.max(longest, now - before);
    before = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    end: () => {
      isOver = true;
      return longest;
    },
  };
}

function watching(): unknown {
  if (!existsSync(PYTHON) || spawnSync(PYTHON, ['-c', 'import torch']).status !== 0)
    return `${PYTHON} has no torch (Debian: python3-torch)`;
  const script = fileURLToPath(new URL('watch_cost.py', import.meta.url));
  const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
  const ran = spawnSync(PYTHON, [script], {
    encoding: 'utf8',
    env: {
      ...process.env,
      PYTHONPATH: resources,
      DESCENT_METRICS: join(tmpdir(), `descent-watch-${process.pid}.jsonl`),
    },
  });
  return ran.status === 0 ? JSON.parse(ran.stdout) : ran.stderr;
}
