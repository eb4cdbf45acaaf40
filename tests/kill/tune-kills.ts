import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { finalOf } from '#shared/domain/final-runs.ts';
import type { TuneRun } from '#shared/domain/tune.ts';
import { Random } from '#shared/method/random.ts';
import { VERSION } from './kinds.ts';

/** In optimizer steps, so that nothing depends on the clock. */
const BUDGET = { unit: 'steps' as const, most: 20_000 };
/** A life lasts up to that share of the undisturbed run, from the moment that the home is open. */
const LIFE = 1 / 5;

/** What came of kills. */
export interface TuneKills {
  kills: number;
  /** Runs that were brought to their end afterwards, and compared. */
  runs: number;
  faults: string[];
}

/**
 * Kills guided runs at random moments, goes on with each to its end, and compares what they decided, what they trained and what they tell in the
 * end with a run that nobody killed.
 */
export async function killTunes(
  kills: number,
  seed: number,
  say: (line: string) => void = () => {},
): Promise<TuneKills> {
  const random = Random.from(seed);
  const began = performance.now();
  const whole = await inHome(answerOf);
  const life = LIFE * (performance.now() - began);
  const result: TuneKills = { kills: 0, runs: 0, faults: [] };
  while (result.kills < kills)
    await inHome(async home => {
      let isOver = false;
      while (!isOver && result.kills < kills) {
        isOver = await killedOnce(home, random.uniform() * life);
        if (!isOver) result.kills++;
      }
      const answer = await answerOf(home);
      result.runs++;
      say(`${result.kills} kills, ${result.runs} runs`);
      if (answer !== whole) result.faults.push(`run ${result.runs} came to another answer:\n${answer}\n${whole}`);
    });
  return result;
}

async function inHome<T>(task: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'descent-kill-'));
  try {
    return await task(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** @returns whether the run came to its end before it was killed */
async function killedOnce(home: string, ms: number): Promise<boolean> {
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'tune-victim.ts'), home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const open = Promise.withResolvers<void>();
  const closed = new Promise<void>(resolve => victim.once('close', () => resolve()));
  victim.stdout.setEncoding('utf8').on('data', text => {
    said += text;
    if (said.includes('open')) open.resolve();
  });
  await Promise.race([open.promise, closed]);
  await Promise.race([wait(ms), closed]);
  victim.kill('SIGKILL');
  await closed;
  return said.includes('over');
}

/** Begins the home's guided run, or goes on with it; resolves when it is over. */
export async function beginTune(core: Core): Promise<TuneRun> {
  const { id: projectId } = await core.ask('projects.create', { source: 'sample:regression' });
  const over = Promise.withResolvers<TuneRun>();
  core.onEvent(event => {
    if (event.type !== 'tune' || event.view.run.status === 'running') return;
    if (event.view.run.status === 'finished') over.resolve(event.view.run);
    else over.reject(new Error(`it is ${event.view.run.status}`));
  });
  const [known] = await core.ask('tune.list', { projectId });
  if (known?.run.status === 'finished') return known.run;
  if (known) await core.ask('tune.resume', { runId: known.run.id });
  else {
    const network = { model: 'linear' as const, hidden: [], filters: [], embedding: 64 };
    await core.ask('projects.setNetwork', { projectId, network });
    await core.ask('tune.start', { projectId, choice: { budget: BUDGET, auto: true } });
  }
  return over.promise;
}

/** Keys in their order: what was read back from disk may have them in another one. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** All that a guided run comes to but its times and ids, as one text. */
async function answerOf(home: string): Promise<string> {
  const core = await openCore({ home, hosts: nodeHosts(), version: VERSION, measure: false });
  try {
    const run = await beginTune(core);
    const stages = await Promise.all(
      run.stages.map(async ({ kind, stageId, share, outcome, set, rule, used }) => {
        const view = stageId === null ? null : await core.ask('stages.view', { stageId });
        const trials = view?.trials.map(({ point: { key }, status, result }) => [key, status, result?.devLoss]);
        const final = view && finalOf(view);
        const figures = final && [final.chosen.test, final.default?.test, final.conclusion];
        const { choice, atMost } = share;
        const decided = { outcome, set, rule, trials: used?.trials, steps: used?.steps };
        return { kind, choice, most: atMost.steps, ...decided, tried: trials?.sort(), figures };
      }),
    );
    const { set } = await core.ask('configuration.read', { projectId: run.projectId });
    return JSON.stringify({ stages, set }, inOrder);
  } finally {
    await core.close();
  }
}
