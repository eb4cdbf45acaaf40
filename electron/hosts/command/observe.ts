import { LookedFigures, type SaidFigures } from '#shared/command/figures/looked.ts';
import type { RoleValues } from '#shared/command/template.ts';
import type { SeenFigure } from '#shared/domain/command-draft.ts';
import type { CommandTemplate, FigureChoice } from '#shared/domain/own-command.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { CommandRun } from './command-run.ts';
import { failureOf } from './ran.ts';

/** What is to be found out by one run of a command. */
export interface LookAsked {
  template: CommandTemplate;
  /** The folder that it runs in. */
  folder: string;
  values: RoleValues;
  /** A folder of this run alone. */
  runFolder: string;
  /** By what its processes are known. */
  mark: string;
  /** Names of some figures, or what all of them mean. */
  said: SaidFigures | FigureChoice;
  /** It is ended once so much was told; null: it runs to its end, since only that tells how long it is. */
  enough: {
    losses: number;
    /** Only where it tells its steps: else nothing but its end tells how long it is. */
    countsSteps: boolean;
    /** So many update ratios are as good; then `descent.watch` tells them more often. */
    ratios?: number;
    /** They are waited for, but not longer than `longestMs`. */
    evaluations: number;
    longestMs: number;
  } | null;
}

/** What one run of a command showed. */
export interface Looked {
  seen: SeenFigure[];
  /** Null: it can't be told which of its figures is the training loss. */
  choice: FigureChoice | null;
  losses: number[];
  rates: number[];
  /** Update ratios in the order in which they were told [B1]. */
  ratios: number[];
  /** Steps done. */
  reached: number;
  /** It was ended before its own end. */
  cut: boolean;
  /** The most memory that it had, in bytes; null: not known. */
  memoryBytes: number | null;
  seconds: number;
  /** What it costs: in ms, a step, and from its start to the first one; null: nothing was trained. */
  pace: { stepMs: number; startMs: number } | null;
  /** Why it is of no use; null: it isn't. */
  failure: Reason | null;
}

/** Where ratios are looked for: a dozen of them are the first hundred steps, over which the best ratios were measured [B7]. */
const WATCH_EVERY = 8;
const LOOK_EVERY_MS = 200;
const STOP_GRACE_MS = 5000;

/** A run that is looked at. */
export interface Look {
  done: Promise<Looked>;
  /** Ends it before anything was found. */
  stop(): void;
  /** Training losses that were told so far. */
  losses(): number;
}

/** Runs a command once and gathers what it tells. @throws Error where the run's folder or its file of settings can't be written */
export async function observe({ template, folder, values, runFolder, mark, said, enough }: LookAsked): Promise<Look> {
  const figures = new LookedFigures(said);
  const began = performance.now();
  let [cut, stopped] = [false, false];
  let memoryBytes: number | null = null;
  /** When how many steps were done: the first and the newest that were seen. */
  let [first, newest]: { at: number; reached: number }[] = [];
  const run = await CommandRun.start({
    template,
    folder,
    runFolder,
    mark,
    values,
    ...(enough?.ratios !== undefined && { watchEvery: WATCH_EVERY }),
    onLog: () => {},
    onFigures: (source, some, text) => figures.take(source, some, text),
  });
  const isEnough = (): boolean => {
    const { choice, losses, ratios, evaluations } = figures.soFar(false);
    if (enough === null || choice === null) return false;
    if (enough.countsSteps && choice.unit !== 'step') return false;
    if (losses.length < enough.losses && ratios.length < (enough.ratios ?? Number.POSITIVE_INFINITY)) return false;
    // One that evaluates may do so for the first time only after many steps; one that never does is not waited for without end.
    return evaluations >= enough.evaluations || performance.now() - began >= enough.longestMs;
  };
  const timer = setInterval(() => {
    memoryBytes = Math.max(memoryBytes ?? 0, run.memoryBytes ?? 0) || null;
    const { reached } = figures.soFar(false);
    if (reached > (newest?.reached ?? 0)) newest = { at: performance.now() - began, reached };
    first ??= newest;
    if (cut || stopped || !isEnough()) return;
    cut = true;
    run.stop(STOP_GRACE_MS);
  }, LOOK_EVERY_MS);
  const done = run.done.then(({ lines, left, ...exit }): Looked => {
    clearInterval(timer);
    const { choice, losses, rates, ratios, reached } = figures.soFar(true);
    const failure: Reason | null = stopped
      ? { key: 'error.question.stopped', values: {} }
      : left.length > 0
        ? { key: 'reason.command.left', values: { pids: left.join(', ') } }
        : cut
          ? null
          : failureOf(exit, lines);
    return {
      seen: figures.seen.all.slice(0, MOST_SEEN),
      choice,
      losses: [...losses],
      rates: [...rates],
      ratios: [...ratios],
      reached,
      cut,
      memoryBytes,
      seconds: (performance.now() - began) / 1000,
      pace: paceOf(first, newest, { at: performance.now() - began, reached }),
      failure,
    };
  });
  return {
    done,
    stop: () => {
      stopped = true;
      run.stop(STOP_GRACE_MS);
    },
    losses: () => figures.soFar(false).losses.length,
  };
}

type Reached = { at: number; reached: number };

/** One that was over before it was looked at twice costs as much a step as the whole of it; else its start is known apart. */
function paceOf(first: Reached | undefined, newest: Reached | undefined, end: Reached): Looked['pace'] {
  if (end.reached === 0) return null;
  if (!first || !newest || newest.reached === first.reached) return { stepMs: end.at / end.reached, startMs: 0 };
  const stepMs = (newest.at - first.at) / (newest.reached - first.reached);
  return { stepMs, startMs: Math.max(0, first.at - first.reached * stepMs) };
}

/** So many figures are told of. */
const MOST_SEEN = 500;
