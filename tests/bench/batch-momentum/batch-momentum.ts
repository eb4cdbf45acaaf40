import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '#electron/cli/version.ts';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { prepare } from '#electron/data/prepare.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import type { StageView } from '#shared/contract/requests.ts';
import { BatchMomentumPlan, type BatchMomentumPoint, batchMomentumOf } from '#shared/domain/batch-momentum.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { tInterval } from '#shared/method/statistics/t-interval.ts';
import type { Benchmark } from '../main.ts';
import { type SearchCase, searchCases } from './cases.ts';
import { type FreshRun, freshRuns } from './fresh-runs.ts';

/** Rows are stored as they come: a bench that was stopped goes on with the case that it was at. */
const FOLDER = join(tmpdir(), `descent-bench-batch-momentum-${VERSION}`);
const ROWS = join(FOLDER, 'rows.jsonl');

/** With the proposed batch sizes: no momentum, the usual one, and the one whose rate is scaled. */
const MOMENTA = [0, 0.9, 0.99];

/** How points get their rates: a probe each [S6], or the accepted one. */
type Mode = 'derived' | 'held';

/** One search of one case. */
interface Row {
  name: string;
  mode: Mode;
  metric: string;
  accepted: HyperparameterSet;
  chosen: HyperparameterSet;
  /** Whether the stage found a gain over the accepted point. */
  verdict: string | null;
  /** Examples that ladder and search saw, and those that pruning spared. */
  ladderExamples: number;
  searchExamples: number;
  spared: number;
  probes: number;
  /** What lies lowest beside the accepted point, and by how much lower on dev, with the noise that a gain needs: was it kept for nothing? */
  nearest: { set: HyperparameterSet; lower: number | null; noise: number | null } | null;
  /** Of the seeds that chose nothing. */
  ladder: (FreshRun | null)[];
  search: (FreshRun | null)[];
  nearestRuns: (FreshRun | null)[] | null;
}

/**
 * Ladder, then search, then both answers and the lowest point beside the accepted one from three new seeds each, trained to the same number of
 * examples and read at the best evaluation of each, on dev and on test: how often the search's choice is better, by how much, and what it left.
 */
export const batchMomentum: Benchmark = async () => {
  mkdirSync(FOLDER, { recursive: true });
  const known = (): Row[] =>
    existsSync(ROWS)
      ? readFileSync(ROWS, 'utf8')
          .split('\n')
          .filter(line => line !== '')
          .map(line => JSON.parse(line) as Row)
      : [];
  for (const one of searchCases()) {
    if (known().filter(({ name }) => name === one.name).length === 2) continue;
    for (const row of await rowsOf(one)) appendFileSync(ROWS, `${JSON.stringify(row)}\n`);
  }
  return summary(known());
};

async function rowsOf(given: SearchCase): Promise<Row[]> {
  const home = join(FOLDER, 'home');
  rmSync(home, { recursive: true, force: true });
  const core = await openCore({ home, hosts: nodeHosts(), version: 'bench', measure: false });
  const rows: Row[] = [];
  try {
    const { id: projectId } = await core.ask('projects.create', { source: given.source, choice: given.choice ?? {} });
    const choice = { optimizer: given.optimizer };
    const ladder = await ended(core, projectId, 'learningRate', choice);
    const { set } = ladder.recommendation;
    if (set === null) {
      console.error(`${given.name}: the ladder recommends nothing, so it is left out.`);
      return [];
    }
    await core.ask('decisions.accept', { stageId: ladder.stage.id, set });
    const { dataset } = await prepare(given.source, given.choice ?? {}, FOLDER, () => {});
    for (const mode of ['derived', 'held'] as const) {
      const began = Date.now();
      const view = await ended(core, projectId, 'batchMomentum', {
        holdRate: mode === 'held',
        search: 'grid',
        momenta: MOMENTA,
      });
      rows.push(await rowOf(given, mode, { ladder, view, file: dataset.file }));
      console.error(`${given.name}, ${mode}: ${Math.round((Date.now() - began) / 1000)} s`);
    }
    return rows;
  } finally {
    await core.close();
  }
}

async function rowOf(
  { name }: SearchCase,
  mode: Mode,
  { ladder, view, file }: { ladder: StageView; view: StageView; file: string },
): Promise<Row> {
  const plan = BatchMomentumPlan.parse(view.stage.plan);
  const answer = batchMomentumOf(view);
  if (!answer?.best) throw new Error(`${name}: nothing was chosen`);
  const { best, points } = answer;
  const { optimizer, batchSize, momentum, learningRate } = best;
  const accepted: HyperparameterSet = { ...plan.base, ...plan.accepted, steps: plan.base.steps ?? 1 };
  const steps = points.find(({ trialId }) => trialId === best.trialId)?.stepsFull ?? 1;
  const chosen: HyperparameterSet = { ...plan.base, optimizer, batchSize, momentum, learningRate, steps };
  const batchOf = plan.accepted.batchSize;
  const searched = points.filter(({ part }) => part === 'search');
  const pruned = searched.filter(({ status }) => status === 'pruned');
  const lowest = searched
    .filter(({ isAccepted, status, level }) => !isAccepted && status === 'finished' && level !== null)
    .sort((a, b) => (a.level as number) - (b.level as number))[0];
  const own = points.find(({ isAccepted, part }) => isAccepted && part === 'search');
  const nearest = lowest && { ...plan.base, ...pointSet(lowest) };
  const ofLadder = await freshRuns(file, accepted as Hyperparameters);
  const isSame = points.some(({ trialId, isAccepted }) => isAccepted && trialId === best.trialId);
  return {
    name,
    mode,
    metric: answer.metric,
    accepted: picked(accepted),
    chosen: picked({ ...chosen, steps: answer.numSteps.to?.steps ?? steps }),
    verdict: answer.gain?.verdict ?? null,
    ladderExamples: ladder.progress.stepsUsed * batchOf,
    searchExamples: answer.examplesUsed,
    spared: pruned.reduce((sum, one) => sum + one.examplesFull - one.examples, 0),
    probes: answer.probes.planned,
    nearest: lowest
      ? {
          set: picked(pointSet(lowest)),
          lower: own && own.level !== null && lowest.level !== null ? own.level - lowest.level : null,
          noise: answer.gain?.verdict === 'none' ? answer.gain.lossNoise : null,
        }
      : null,
    ladder: ofLadder,
    search: isSame ? ofLadder : await freshRuns(file, chosen as Hyperparameters),
    nearestRuns: nearest ? await freshRuns(file, nearest as Hyperparameters) : null,
  };
}

/** What a point was trained with. */
const pointSet = ({
  optimizer,
  batchSize,
  momentum,
  learningRate,
  stepsFull,
}: BatchMomentumPoint): HyperparameterSet => ({
  ...{ optimizer, batchSize, momentum, learningRate },
  steps: stepsFull,
});

const picked = ({ optimizer, batchSize, momentum, learningRate, steps }: HyperparameterSet): HyperparameterSet =>
  ({ optimizer, batchSize, momentum, learningRate, steps }) as HyperparameterSet;

/** Starts a stage and resolves with its view once it is at rest. */
async function ended(core: Core, projectId: string, kind: string, choice: object): Promise<StageView> {
  const stage = await core.ask('stages.start', { projectId, kind, choice });
  return new Promise((resolve, reject) => {
    const look = (view: StageView) => view.stage.status !== 'running' && resolve(view);
    core.onEvent(event => event.type === 'stage' && event.view.stage.id === stage.id && look(event.view));
    core.ask('stages.view', { stageId: stage.id }).then(look, reject);
  });
}

/** By mode: how often the choice was better than the ladder's own configuration, by how much, and what it cost. */
function summary(rows: readonly Row[]): Record<string, unknown> {
  const of = (mode: Mode) => {
    const own = rows.filter(row => row.mode === mode);
    const changed = own.filter(({ verdict }) => verdict === 'gain');
    const better = (figure: 'dev' | 'test') =>
      changed.filter(row => ratioOf(row.search, row.ladder, figure) < 1).length;
    const kept = own.filter(row => row.verdict === 'none' && row.nearestRuns !== null);
    const nearestBetter = (figure: 'dev' | 'test') =>
      kept.filter(row => ratioOf(row.nearestRuns ?? [], row.ladder, figure) < 1).length;
    return {
      cases: own.length,
      changed: changed.length,
      betterOnDev: better('dev'),
      betterOnTest: better('test'),
      kept: kept.length,
      nearestBetterOnDev: nearestBetter('dev'),
      nearestBetterOnTest: nearestBetter('test'),
      searchOverLadder: median(own.map(row => row.searchExamples / row.ladderExamples)),
      sparedShare: median(own.map(row => row.spared / (row.spared + row.searchExamples))),
      rows: own.map(row => ({
        name: row.name,
        metric: row.metric,
        accepted: nameOf(row.accepted),
        chosen: nameOf(row.chosen),
        verdict: row.verdict,
        devLoss: ratioOf(row.search, row.ladder, 'dev'),
        testLoss: ratioOf(row.search, row.ladder, 'test'),
        testLossInterval: intervalOf(row, 'test'),
        nearest: row.nearest && { name: nameOf(row.nearest.set), lower: row.nearest.lower, noise: row.nearest.noise },
        nearestDev: row.nearestRuns && ratioOf(row.nearestRuns, row.ladder, 'dev'),
        nearestTest: row.nearestRuns && ratioOf(row.nearestRuns, row.ladder, 'test'),
        devMetric: [meanOf(row.ladder, 'devMetric'), meanOf(row.search, 'devMetric')],
        testMetric: [meanOf(row.ladder, 'testMetric'), meanOf(row.search, 'testMetric')],
        searchOverLadder: row.searchExamples / row.ladderExamples,
        spared: row.spared / (row.spared + row.searchExamples),
      })),
    };
  };
  return { derived: of('derived'), held: of('held') };
}

const nameOf = ({ optimizer, batchSize, momentum, learningRate, steps }: HyperparameterSet): string =>
  `${batchSize}${optimizer === 'adam' ? '' : ` × ${momentum}`} @ ${learningRate}, ${steps}`;

const meanOf = (runs: Row['ladder'], figure: keyof FreshRun): number =>
  runs.reduce((sum, run) => sum + (run?.[figure] ?? Number.NaN), 0) / runs.length;

/** One mean loss over another; NaN where a run never learned. */
const ratioOf = (runs: Row['ladder'], others: Row['ladder'], figure: 'dev' | 'test'): number =>
  meanOf(runs, figure) / meanOf(others, figure);

/** The 95 % t-interval of the paired differences. */
function intervalOf(row: Row, figure: 'dev' | 'test'): [number, number] | null {
  const found = tInterval(
    row.search.map((run, i) => (run?.[figure] ?? Number.NaN) - (row.ladder[i]?.[figure] ?? Number.NaN)),
  );
  return found && [found.low, found.high];
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
