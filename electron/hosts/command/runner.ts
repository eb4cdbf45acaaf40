import { FigureRows } from '#shared/command/figures/rows.ts';
import { expectedSteps, paramsOf, runValues } from '#shared/command/run-values.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { FromTrainer, ToTrainer } from '#shared/domain/trainer-protocol.ts';
import { createDivergenceWatch, type DivergenceWatch, MANY_STEPS } from '#shared/method/curves/divergence.ts';
import { parentPort } from '../parent-port.ts';
import { CommandRun } from './command-run.ts';
import { CheckpointWatch, type Kept, keptOf, takesCheckpoint } from './kept-checkpoint.ts';
import { type Look, type LookAsked, observe } from './observe.ts';
import { failureOf } from './ran.ts';
import type { FromLook, ToRunner } from './runner-protocol.ts';

/**
 * A process beside each run of a command: it starts the command, reads what that tells, and speaks of it as a trainer does. So the core is not
 * held up however much is told, and when the core goes away, the command does.
 */

const TELL_EVERY_MS = 100;
const MEMORY_EVERY_MS = 2000;
const LOOKING_EVERY_MS = 500;
/** Checkpoints that a command leaves are looked for so often. */
const CHECKPOINTS_EVERY_MS = 1000;
/** Its last word has so long to get out. */
const ENDED_MS = 1000;

type Train = Extract<ToTrainer, { type: 'train' }>;
type Ended = Extract<FromTrainer, { type: 'ended' }>;

// Whatever ends this process takes the command along (`process-tree.ts`): so does the end of the core's side.
const port = parentPort();
const say = (message: FromTrainer | FromLook | Omit<Ended, 'kept' | 'free'>): void => port.send(message);

let told: Extract<ToRunner, { type: 'command' }> | null = null;
let run: CommandRun | null = null;
let look: Look | null = null;
/** How it ends whatever its exit code says. */
let decided: Pick<Ended, 'status' | 'reason'> | null = null;
let committed = 0;
let sent = 0;

async function train(message: Train): Promise<void> {
  if (!told) return;
  const { command, runFolder, mark, stopGraceMs } = told;
  const takes = takesCheckpoint(command.template);
  const kept = takes && message.checkpoint === 'kept' ? keptOf(runFolder) : null;
  const rows = new FigureRows(command.figures, kept ?? undefined);
  const checkpoints = takes ? new CheckpointWatch(runFolder) : null;
  let dev: { step: number; values: NonNullable<Kept['dev']> } | null = null;
  const began = performance.now();
  const log = (line: string): void => say({ type: 'log', line });
  const most = expectedSteps(command, message.hyperparameters);
  // An epoch, or a report, is many updates: a few of them in a row far above the start are enough.
  const many =
    command.figures.unit === 'step' ? MANY_STEPS : Math.min(MANY_STEPS, Math.max(3, Math.ceil(command.steps / 10)));
  let watch: DivergenceWatch | null = null;
  let steps = kept?.step ?? 0;
  let memoryBytes: number | null = null;
  /** All that counts was told. */
  let over = false;
  const decide = (status: Ended['status'], reason: Reason | null, graceMs: number): void => {
    if (decided) return;
    decided = { status, reason };
    run?.stop(graceMs);
  };
  const tell = (final: boolean): void => {
    const ahead = message.mostAhead !== null && sent - committed >= message.mostAhead;
    run?.hold(ahead);
    if (over || (ahead && !final)) return;
    let batches = rows.batches(final);
    for (const { series, steps: at, columns } of batches) {
      if (series !== 'step') {
        const [devLoss, devMetric] = [columns.devLoss?.at(-1), columns.devMetric?.at(-1)];
        const values = { ...(devLoss !== undefined && { devLoss }), ...(devMetric !== undefined && { devMetric }) };
        dev = { step: at.at(-1) ?? 0, values };
        steps = Math.max(steps, Math.min(dev.step, message.hyperparameters.steps));
        continue;
      }
      const losses = columns.loss ?? new Float64Array();
      let last = at.length;
      for (let i = 0; i < last; i++) {
        const [step, loss] = [at[i] as number, losses[i] as number];
        watch ??= createDivergenceWatch(loss, many);
        const reason = watch(step, loss);
        if (reason) decide('diverged', reason, 0);
        const isPast = step + 1 > most.steps;
        if (isPast && most.byItself) log(`it was to end after ${most.steps} steps and went on: it is ended there`);
        const isEnd = isPast || (!most.byItself && step + 1 === most.steps);
        if (isEnd) decide('finished', null, stopGraceMs);
        if (reason || isEnd) last = isPast ? i : i + 1;
      }
      steps = Math.max(steps, (at[last - 1] ?? -1) + 1);
      if (last < at.length)
        batches = batches.map(batch =>
          batch.series === 'step'
            ? {
                ...batch,
                steps: at.slice(0, last),
                columns: Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, of.slice(0, last)])),
              }
            : batch,
        );
    }
    if (batches.length === 0) return;
    over = decided?.status === 'diverged' || decided?.status === 'finished';
    sent++;
    say({ type: 'metrics', batches, memoryBytes, keptBytes: 0, sentAt: performance.now() });
  };
  try {
    run = await CommandRun.start({
      template: command.template,
      folder: command.folder,
      runFolder,
      goesOnFrom: kept?.path ?? null,
      mark,
      values: runValues(command, message.hyperparameters),
      params: paramsOf(command, message.hyperparameters),
      onFigures: (source, figures) => rows.take(source, figures),
      onLog: log,
    });
  } catch (error) {
    return end(
      { status: 'failed', reason: { key: 'reason.command.notStarted', values: { detail: String(error) } } },
      0,
      null,
    );
  }
  if (decided) run.stop(0);
  if (kept) {
    log(`goes on from ${kept.path}, of step ${kept.step}`);
    const { devLoss, devMetric } = kept.dev ?? {};
    // An evaluation right there is not made again.
    if (devLoss !== undefined || devMetric !== undefined) {
      const column = (value = Number.NaN) => Float64Array.of(value);
      const columns = { devLoss: column(devLoss), devMetric: column(devMetric) };
      const batches = [{ series: 'eval' as const, steps: column(kept.step), columns }];
      sent++;
      say({ type: 'metrics', batches, memoryBytes, keptBytes: 0, sentAt: performance.now() });
    }
  }
  const looking = setInterval(
    () => void checkpoints?.look({ steps: rows.reached, offset: rows.firstStep, dev }).catch(() => {}),
    CHECKPOINTS_EVERY_MS,
  );
  const telling = setInterval(() => tell(false), TELL_EVERY_MS);
  const measure = (): void => {
    memoryBytes = run?.memoryBytes ?? memoryBytes;
  };
  measure();
  const measuring = setInterval(measure, MEMORY_EVERY_MS);
  const { lines, left, ...exit } = await run.done;
  clearInterval(telling);
  clearInterval(measuring);
  clearInterval(looking);
  tell(true);
  for (const line of lines) log(line);
  if (rows.late > 0) log(`${rows.late} figures came for steps that were past, and were left out`);
  if (left.length > 0) log(`processes that could not be ended: ${left.join(', ')}`);
  const seconds = (performance.now() - began) / 1000;
  const failure = failureOf(exit, lines);
  if (left.length > 0) {
    const reason: Reason = { key: 'reason.command.left', values: { pids: left.join(', ') } };
    return end({ status: 'failed', reason }, steps, seconds);
  }
  if (decided) return end(decided, steps, seconds);
  if (failure) return end({ status: 'failed', reason: failure }, steps, seconds);
  const silent: Reason = { key: 'reason.command.silent', values: { name: command.figures.loss.name } };
  end(steps > 0 ? { status: 'finished', reason: null } : { status: 'failed', reason: silent }, steps, seconds);
}

/** The last word: then this process is of no more use. Whoever lent it mostly ends it sooner. */
function end(how: Pick<Ended, 'status' | 'reason'>, steps: number, seconds: number | null): void {
  say({ type: 'ended', ...how, steps, seconds });
  setTimeout(() => process.exit(0), ENDED_MS);
}

async function lookAt(asked: LookAsked): Promise<void> {
  try {
    look = await observe(asked);
    if (decided) look.stop();
    const telling = setInterval(() => say({ type: 'looking', losses: look?.losses() ?? 0 }), LOOKING_EVERY_MS);
    const looked = await look.done;
    clearInterval(telling);
    say({ type: 'looked', ...looked });
  } catch (error) {
    say({ type: 'notLooked', detail: error instanceof Error ? error.message : String(error) });
  }
}

port.onMessage(raw => {
  const message = raw as ToRunner | ToTrainer;
  switch (message.type) {
    case 'command':
      told = message;
      break;
    case 'look':
      void lookAt(message);
      break;
    case 'train':
      void train(message);
      break;
    case 'committed':
      committed = message.messages;
      break;
    case 'stop':
      decided ??= { status: 'stopped', reason: null };
      run?.stop(told?.stopGraceMs ?? 0);
      look?.stop();
      break;
    case 'kill':
      process.exit(0);
  }
});
