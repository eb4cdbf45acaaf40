import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '#electron/cli/version.ts';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { prepare } from '#electron/data/prepare.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { DecayPlan, decayOf } from '#shared/domain/decay.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { PairedVerdict } from '#shared/domain/paired-runs.ts';
import { CONSTANT, isConstant, type Schedule, sameSchedule, scheduleKey } from '#shared/domain/schedule.ts';
import { meanRows, pairedDifference } from '#shared/method/curves/dev-rows.ts';
import { Random } from '#shared/method/random.ts';
import { verdictOf } from '#shared/method/stages/paired-runs.ts';
import { tInterval } from '#shared/method/statistics/t-interval.ts';
import { type FreshRowRun, type FreshRun, freshRuns, freshRunsFrom } from '../batch-momentum/fresh-runs.ts';
import type { Benchmark } from '../main.ts';
import { type DecayCase, decayCases } from './cases.ts';

/** Rows are stored as they come: a bench that was stopped goes on with the case that it was at. */
const FOLDER = join(tmpdir(), `descent-bench-decay-${VERSION}`);
const ROWS = join(FOLDER, 'rows.jsonl');
/** Runs without decay from so many seeds, of which pairs are drawn that differ in nothing but the seed: A/A. */
const AA_SEEDS = Array.from({ length: 20 }, (_, i) => 201 + i);
const AA_DRAWS = 500;

interface Row {
  name: string;
  /** The ladder recommended a rate; else the usual one was accepted. */
  recommended: boolean;
  metric: string;
  learningRate: number;
  steps: number;
  numSteps: number | null;
  pairs: number;
  verdict: PairedVerdict;
  /** Of the pairs, over the loss. */
  share: number | null;
  /** What the stage recommends; null: nothing. */
  chosen: string | null;
  why: string | null;
  verdicts: string[];
  stageSteps: number;
  saved: number;
  searchSaved: number;
  seconds: number;
  /** From seeds that chose nothing: without, the lazy way, what is recommended where that is another schedule. */
  without: (FreshRun | null)[];
  lazy: (FreshRun | null)[];
  recommendedRuns: (FreshRun | null)[] | null;
  /** Share of draws of pairs of none against none with each verdict, by 3 and by 5 pairs. */
  aa: Record<'3' | '5', Record<PairedVerdict, number>>;
}

/**
 * Ladder, then decay with its search, on each case; then the accepted configuration without decay, with the lazy way and with what is
 * recommended, from three new seeds each, read at the best evaluation of each, on dev and on test. And what pairs of none against none are called.
 */
export const decayBench: Benchmark = async () => {
  mkdirSync(FOLDER, { recursive: true });
  const known = (): Row[] =>
    existsSync(ROWS)
      ? readFileSync(ROWS, 'utf8')
          .split('\n')
          .filter(line => line !== '')
          .map(line => JSON.parse(line) as Row)
      : [];
  // A pattern of the cases' names: images and large texts take hours.
  const only = new RegExp(process.env.DECAY_ONLY ?? '');
  for (const one of decayCases().filter(({ name }) => only.test(name))) {
    if (known().some(({ name }) => name === one.name)) continue;
    const row = await rowOf(one);
    appendFileSync(ROWS, `${JSON.stringify(row)}\n`);
    console.error(`${one.name}: ${row.verdict}, ${Math.round(row.seconds)} s`);
  }
  return summary(known());
};

async function rowOf(given: DecayCase): Promise<Row> {
  const home = join(FOLDER, 'home');
  rmSync(home, { recursive: true, force: true });
  const core = await openCore({ home, hosts: nodeHosts(), version: 'bench', measure: false });
  const began = Date.now();
  try {
    const choice = { ...(given.task && { task: given.task }) };
    const { id: projectId } = await core.ask('projects.create', { source: given.source, choice });
    const { optimizer, batchSize, rates } = given;
    const ladder = await ended(core, projectId, 'learningRate', {
      optimizer,
      batchSize,
      rates,
      ...(rates && { extend: false }),
    });
    const { set: recommended } = ladder.recommendation;
    const usual = { learningRate: optimizer === 'adam' ? 1e-3 : 1e-2 };
    await core.ask('decisions.accept', { stageId: ladder.stage.id, set: recommended ?? usual });
    const view = await ended(core, projectId, 'decay', { classic: true });
    const seconds = (Date.now() - began) / 1000;
    const { dataset } = await prepare(given.source, choice, FOLDER, () => {});
    return await read(given, view, { file: dataset.file, recommended: recommended !== null, seconds });
  } finally {
    await core.close();
  }
}

/** Runs a stage to its end. */
async function ended(core: Core, projectId: string, kind: string, choice: object): Promise<StageView> {
  const { id: stageId } = await core.ask('stages.start', { projectId, kind, choice });
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stageId && look(event.view));
    core.ask('stages.view', { stageId }).then(look, reject);
  });
}

async function read(
  { name }: DecayCase,
  view: StageView,
  { file, recommended, seconds }: { file: string; recommended: boolean; seconds: number },
): Promise<Row> {
  const plan = DecayPlan.parse(view.stage.plan);
  const answer = decayOf(view);
  if (!answer?.lazy.verdict) throw new Error(`${name}: the stage came to no verdict`);
  const { lazy, variants, chosen, saved } = answer;
  const base = { ...plan.base, schedule: CONSTANT } as Hyperparameters;
  const withSchedule = (schedule: Schedule) => freshRuns(file, { ...base, schedule });
  const isOther = chosen !== null && !isConstant(chosen) && !sameSchedule(chosen, lazy.schedule);
  const searched = view.trials.filter(({ point }) => point.origin === 'refined');
  return {
    name,
    recommended,
    metric: answer.metric,
    learningRate: answer.learningRate,
    steps: answer.steps,
    numSteps: plan.numSteps,
    pairs: lazy.n,
    verdict: lazy.verdict as PairedVerdict,
    share: lazy.difference && lazy.loss ? lazy.difference.mean / lazy.loss : null,
    chosen: chosen && scheduleKey(chosen),
    why: (chosen && variants.find(({ schedule }) => sameSchedule(schedule, chosen))?.why) ?? null,
    verdicts: variants.map(({ why, verdict }) => `${why} ${verdict}`),
    stageSteps: view.progress.stepsUsed,
    saved: saved.steps,
    searchSaved: searched.reduce((sum, { branch }) => sum + (branch?.step ?? 0), 0),
    seconds,
    without: await withSchedule(CONSTANT),
    lazy: await withSchedule(lazy.schedule),
    recommendedRuns: isOther && chosen ? await withSchedule(chosen) : null,
    aa: await noneAgainstNone(file, base),
  };
}

/** What the rules call pairs of runs without decay: of the same configuration, from other seeds, so that there is no gain to be found. */
async function noneAgainstNone(file: string, base: Hyperparameters): Promise<Row['aa']> {
  const runs = (await freshRunsFrom(file, base, AA_SEEDS)).filter(run => run !== null);
  const random = Random.from(1);
  const of = (n: number): Record<PairedVerdict, number> => {
    const counts = { gain: 0, flat: 0, unknown: 0, worse: 0 };
    for (let draw = 0; draw < AA_DRAWS; draw++) {
      const order = Uint32Array.from(runs, (_, i) => i);
      random.shuffle(order);
      const one = [...order.slice(0, n)].map(i => runs[i] as FreshRowRun);
      const other = [...order.slice(n, 2 * n)].map(i => runs[i] as FreshRowRun);
      const differences = one.map((run, i) => run.dev - (other[i] as FreshRun).dev);
      const interval = tInterval(differences);
      const rowNoise = 2 * pairedDifference(rowsOf(one), rowsOf(other)).error;
      const loss = other.reduce((sum, { dev }) => sum + dev, 0) / n;
      counts[verdictOf({ loss, difference: interval, rowNoise, pairs: [] })]++;
    }
    return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, count / AA_DRAWS])) as typeof counts;
  };
  return { '3': of(3), '5': of(5) };
}

const rowsOf = (runs: readonly FreshRowRun[]): Float32Array => meanRows(runs.map(({ rows }) => rows));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);

/** The mean difference over the seeds of both that learned, over the loss without decay. */
function gainOf(runs: readonly (FreshRun | null)[], without: readonly (FreshRun | null)[], of: 'dev' | 'test'): number {
  const both = runs.flatMap((run, i) => (run && without[i] ? [[run[of], (without[i] as FreshRun)[of]] as const] : []));
  return mean(both.map(([a, b]) => a - b)) / mean(both.map(([, b]) => b));
}

function summary(rows: readonly Row[]): Record<string, unknown> {
  const told = rows.map(row => {
    const best = row.recommendedRuns ?? row.lazy;
    return {
      case: row.name,
      rate: row.learningRate,
      steps: row.steps,
      pairs: row.pairs,
      verdict: row.verdict,
      'linear, pairs': percent(row.share),
      'linear, new seeds, dev': percent(gainOf(row.lazy, row.without, 'dev')),
      'linear, new seeds, test': percent(gainOf(row.lazy, row.without, 'test')),
      recommended: row.chosen,
      further: row.verdicts.join('; '),
      'recommended, dev': row.chosen && row.chosen !== 'constant' ? percent(gainOf(best, row.without, 'dev')) : '–',
      'recommended, test': row.chosen && row.chosen !== 'constant' ? percent(gainOf(best, row.without, 'test')) : '–',
      'steps of the stage': row.stageSteps,
      'over a run': Math.round(row.stageSteps / row.steps),
      saved: row.saved,
      'gain of none, 3 and 5 pairs': `${percent(row.aa['3'].gain)}, ${percent(row.aa['5'].gain)}`,
    };
  });
  const gains = rows.filter(({ chosen }) => chosen !== null && chosen !== 'constant');
  const better = (of: 'dev' | 'test') =>
    gains.filter(row => gainOf(row.recommendedRuns ?? row.lazy, row.without, of) < 0).length;
  const missed = rows.filter(row => !gains.includes(row) && gainOf(row.lazy, row.without, 'test') < -0.01);
  const shareOf = (n: '3' | '5', verdict: PairedVerdict) => percent(mean(rows.map(({ aa }) => aa[n][verdict])));
  return {
    cases: told,
    verdicts: Object.fromEntries(
      (['gain', 'flat', 'unknown', 'worse'] as const).map(of => [
        of,
        rows.filter(({ verdict }) => verdict === of).length,
      ]),
    ),
    recommended: `decay in ${gains.length} of ${rows.length}; better on new seeds: dev ${better('dev')}, test ${better('test')}`,
    'not recommended, but linear was more than 1 % better on test': missed.map(({ name }) => name).join('; ') || 'none',
    'none against none': {
      '3 pairs': `gain ${shareOf('3', 'gain')}, worse ${shareOf('3', 'worse')}, flat ${shareOf('3', 'flat')}`,
      '5 pairs': `gain ${shareOf('5', 'gain')}, worse ${shareOf('5', 'worse')}, flat ${shareOf('5', 'flat')}`,
    },
    'saved by trunks': `${rows.reduce((sum, { saved }) => sum + saved, 0)} of ${rows.reduce((sum, { saved, stageSteps }) => sum + saved + stageSteps, 0)} steps`,
  };
}
