import { rmSync } from 'node:fs';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { TuneBudget, TuneOutcome, TunePlan, TuneView } from '#shared/domain/tune.ts';
import type { OutcomeCase } from './cases.ts';
import { FRESH_SEEDS, SEARCH_SEED } from './ranges.ts';

/** What a guided run chose, and what it took. */
export interface Guided {
  /** What was accepted over what the data proposes; null: it could not begin, or found no rate, and says why. */
  set: HyperparameterSet | null;
  why: string | null;
  stages: { kind: string; outcome: TuneOutcome; set: HyperparameterSet | null; steps: number; trials: number }[];
  /** Of all stages but the final runs, which search nothing. */
  steps: number;
  trials: number;
}

const FINAL = 'finalRuns';
const LEFT_OUT = { set: null, stages: [], steps: 0, trials: 0 };

/**
 * `descent tune --auto --budget-steps`, by the same requests, up to where its final runs would begin: they choose nothing. It is given what leaves the search
 * steps beside them.
 * @param horizon T of everybody's runs
 * @param home made anew
 */
export async function guidedSearch(
  given: OutcomeCase,
  source: string,
  { search, horizon }: { search: number; horizon: number },
  home: string,
): Promise<Guided> {
  rmSync(home, { recursive: true, force: true });
  const core = await openCore({ home, hosts: nodeHosts(), version: 'bench', measure: false });
  try {
    const { id: projectId } = await core.ask('projects.create', { source, choice: given.choice ?? {} });
    const budget = await wholeBudget(core, projectId, search, horizon);
    const { id } = await core.ask('tune.start', { projectId, choice: { budget, auto: true, seed: SEARCH_SEED } });
    const { run } = await upToFinalRuns(core, id);
    if (run.status === 'failed') return { ...LEFT_OUT, why: JSON.stringify(run.problem) };
    const stages = run.stages
      .filter(({ kind }) => kind !== FINAL)
      .map(({ kind, outcome, set, used }) => {
        return { kind, outcome, set, steps: used?.steps ?? 0, trials: used?.trials ?? 0 };
      });
    await refuseUsedSeeds(core, run.stages);
    const { set } = await core.ask('configuration.read', { projectId });
    return {
      set: set.learningRate === undefined ? null : set,
      why: run.problem?.key ?? null,
      stages,
      steps: stages.reduce((sum, { steps }) => sum + steps, 0),
      trials: stages.reduce((sum, { trials }) => sum + trials, 0),
    };
  } catch (error) {
    if (error instanceof Refusal) return { ...LEFT_OUT, why: JSON.stringify(error.record) };
    throw error;
  } finally {
    await core.close();
  }
}

/** Each budget that is tried is so much larger than the one before it. */
const FURTHER = 1.05;

/**
 * So many steps beside what the final runs are reserved, of trials that are as long as everybody's: where their sum alone would not pay for those, the
 * ladder would be a shorter one, and search and final runs with it.
 * @param horizon T of everybody's runs
 */
async function wholeBudget(core: Core, projectId: string, search: number, horizon: number): Promise<TuneBudget> {
  const budgetOf = (most: number): TuneBudget => ({ unit: 'steps', most });
  const planOf = (most: number) =>
    core.ask('tune.plan', { projectId, choice: { budget: budgetOf(most), auto: true, seed: SEARCH_SEED } });
  const share = ({ shares }: TunePlan, line: string) => shares.find(one => one.line === line);
  const final = (plan: TunePlan) => share(plan, FINAL)?.atMost.steps ?? 0;
  const isWhole = (plan: TunePlan) => plan.fits && share(plan, 'learningRate')?.choice?.steps === horizon;
  let most = search;
  let plan = await planOf(most);
  while (!isWhole(plan) || search + final(plan) > most) {
    most = Math.max(isWhole(plan) ? search + final(plan) : 0, Math.ceil(FURTHER * most));
    plan = await planOf(most);
  }
  return budgetOf(search + final(plan));
}

/** Resolves once final runs are all that is left, or it is over. */
async function upToFinalRuns(core: Core, runId: string): Promise<TuneView> {
  const view = await new Promise<TuneView>((resolve, reject) => {
    const isThere = ({ run }: TuneView) => run.status !== 'running' || run.stages.some(({ kind }) => kind === FINAL);
    const look = (one: TuneView) => isThere(one) && resolve(one);
    core.onEvent(event => event.type === 'tune' && event.view.run.id === runId && look(event.view));
    core.ask('tune.list', {}).then(all => {
      const found = all.find(({ run }) => run.id === runId);
      if (found) look(found);
    }, reject);
  });
  if (view.run.status === 'running') await core.ask('tune.stop', { runId });
  return view;
}

/** @throws Error where a trial of the search had a seed that is kept for what chooses nothing */
async function refuseUsedSeeds(core: Core, stages: TuneView['run']['stages']): Promise<void> {
  for (const { stageId, kind } of stages) {
    if (stageId === null || kind === FINAL) continue;
    const { trials } = await core.ask('stages.view', { stageId });
    const used = trials.find(({ hyperparameters: { seed } }) => FRESH_SEEDS.some(fresh => fresh === seed));
    if (used) throw new Error(`a trial of ${kind} had a seed of those that choose nothing`);
  }
}
