import { Console } from 'node:console';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '#electron/cli/version.ts';
import { prepare } from '#electron/data/prepare.ts';
import { openDataset } from '#electron/trainer/dataset.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { DEFAULT_HYPERPARAMETERS, type Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { isConstant, scheduleKey } from '#shared/domain/schedule.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { DEFAULT_CONFIGURATION } from '#shared/method/stages/final-runs/default-configuration.ts';
import { tInterval } from '#shared/method/statistics/t-interval.ts';
import type { Benchmark } from '../main.ts';
import { type OutcomeCase, outcomeCases, placeOf } from './cases.ts';
import { countsOf, differenceOf, outcomes } from './comparison.ts';
import { type Guided, guidedSearch } from './guided.ts';
import { largerData } from './larger.ts';
import { randomSearch, type Searched } from './random-search.ts';
import { BUDGETS, type Budget, drawSeedOf } from './ranges.ts';
import { type FreshRun, freshRuns } from './train.ts';

/** Rows are stored as they come: a bench that was stopped goes on with what is missing. */
const FOLDER = join(tmpdir(), `descent-bench-outcome-${VERSION}`);
const ROWS = join(FOLDER, 'rows.jsonl');

/** No search (of no budget), random search with median pruning, and a guided run. */
type Method = 'default' | 'random' | 'tune';

/** What one method chose on one case, and how that does. */
interface Row {
  name: string;
  budget: Budget | null;
  method: Method;
  metric: string;
  testRows: number;
  /** Of each run: T. */
  horizon: number;
  /** Search steps that it was given, and those that it used. */
  given: number;
  used: number;
  trials: number;
  /** Everything but the seed. */
  chosen: Hyperparameters;
  search: Searched | Guided | null;
  fresh: (FreshRun | null)[];
}

/**
 * Whether tuning by Descent helps: on each case, with each budget of search steps, what no search, random search and a guided run choose, each trained anew
 * from the same seeds that chose nothing to the same horizon, and read on test once. The smallest budget goes first.
 */
export const outcome: Benchmark = async () => {
  mkdirSync(FOLDER, { recursive: true });
  // A pattern of the cases' names, and of the budgets': all of it takes days.
  const only = new RegExp(process.env.OUTCOME_ONLY ?? '');
  const within = new RegExp(process.env.OUTCOME_BUDGETS ?? '');
  for (const budget of (Object.keys(BUDGETS) as Budget[]).filter(name => within.test(name)))
    for (const one of outcomeCases().filter(({ name }) => only.test(name))) await fill(one, budget);
  return summary(stored());
};

const stored = (): Row[] =>
  existsSync(ROWS)
    ? readFileSync(ROWS, 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Row)
    : [];

/** Makes what is missing of one case with one budget. */
async function fill(one: OutcomeCase, budget: Budget): Promise<void> {
  const rowOf = (method: Method) =>
    stored().find(row => row.name === one.name && row.method === method && row.budget === budgetOf(method));
  const budgetOf = (method: Method) => (method === 'default' ? null : budget);
  const methods: readonly Method[] = ['default', 'tune', 'random'];
  if (methods.every(rowOf)) return;
  const source = one.source ?? largerData(one.name, join(FOLDER, 'data'));
  const { dataset: prepared } = await prepare(source, one.choice ?? {}, FOLDER, () => {});
  const proposed = planBase({}, prepared.facts);
  const dataset = openDataset(readFileSync(prepared.file), prepared.file, proposed.model);
  const given = BUDGETS[budget] * proposed.steps;
  const base = { ...proposed, learningRate: DEFAULT_CONFIGURATION.learningRate };
  const withDefault: Hyperparameters = { ...base, ...DEFAULT_CONFIGURATION };

  const add = async (method: Method, set: HyperparameterSet, search: Row['search'], least: number) => {
    const began = Date.now();
    // The horizon is the same for all.
    const chosen = { ...base, ...set, steps: proposed.steps } as Hyperparameters;
    const row: Row = {
      ...{ name: one.name, budget: budgetOf(method), method },
      ...{ metric: prepared.facts.metric, testRows: prepared.facts.rows.test, horizon: proposed.steps },
      ...{ given: least, used: search?.steps ?? 0, trials: search?.trials ?? 0, chosen, search },
      fresh: await freshRuns(dataset, chosen),
    };
    appendFileSync(ROWS, `${JSON.stringify(row)}\n`);
    console.error(`${one.name}, ${method}, ${budget}: ${row.used} steps, ${Math.round((Date.now() - began) / 1000)} s`);
    return row;
  };

  if (!rowOf('default')) await add('default', withDefault, null, 0);
  let tune = rowOf('tune');
  if (!tune) {
    const found = await guidedSearch(one, source, { search: given, horizon: proposed.steps }, join(FOLDER, 'home'));
    // Who is told nothing trains on with what they had.
    tune = await add('tune', found.set ?? withDefault, found, given);
  }
  // Where what is left over of the final runs went into the search, random search gets as much.
  const asMuch = Math.max(given, tune.used);
  if (!rowOf('random')) {
    const found = await randomSearch(dataset, base, asMuch, drawSeedOf(placeOf(one)));
    await add('random', found.point ?? withDefault, found, asMuch);
  }
}

/** Standard output may be asked for as JSON alone. */
const onStderr = new Console(process.stderr);

function summary(rows: readonly Row[]): Record<string, unknown> {
  const budgets = (Object.keys(BUDGETS) as Budget[]).flatMap(budget => {
    const cases = outcomeCases().flatMap(({ name }) => {
      const of = (method: Method) =>
        rows.find(row => row.name === name && row.method === method && (row.budget === budget || method === 'default'));
      const [none, random, tune] = [of('default'), of('random'), of('tune')];
      return none && random && tune ? [{ name, none, random, tune }] : [];
    });
    if (cases.length === 0) return [];
    const against = (method: 'none' | 'random') => {
      const differences = cases.map(one => differenceOf(one.tune.fresh, one[method].fresh));
      return { differences, found: outcomes(differences) };
    };
    const [random, none] = [against('random'), against('none')];
    const told = cases.map((one, i) => ({
      case: one.name,
      metric: one.tune.metric,
      'test rows': one.tune.testRows,
      ...Object.fromEntries(
        (['none', 'random', 'tune'] as const).flatMap(method => [
          [`${method}: chosen`, nameOf(one[method].chosen)],
          [`${method}: search steps`, one[method].used],
          [`${method}: test loss`, meanOf(one[method], 'test')],
          [`${method}: test metric`, meanOf(one[method], 'testMetric')],
        ]),
      ),
      'tune − random': random.differences[i],
      'against random': random.found[i],
      'tune − none': none.differences[i],
      'against none': none.found[i],
      stages: (one.tune.search as Guided).stages.map(({ kind, outcome: what, steps }) => `${kind} ${what} ${steps}`),
      why: (one.tune.search as Guided).why,
    }));
    console.error(`${budget}: ${BUDGETS[budget]} horizons of search`);
    onStderr.table(
      told.map(row => ({
        case: row.case,
        none: row['none: test loss' as keyof typeof row],
        random: row['random: test loss' as keyof typeof row],
        tune: row['tune: test loss' as keyof typeof row],
        'against random': row['against random'],
        'against none': row['against none'],
      })),
    );
    const counts = { 'tune against random': countsOf(random.found), 'tune against none': countsOf(none.found) };
    return [{ budget, horizons: BUDGETS[budget], cases: told, counts }];
  });
  return { budgets };
}

/** Mean ± standard deviation over the seeds that have the figure. */
function meanOf({ fresh }: Row, figure: 'test' | 'testMetric'): string {
  const values = fresh.flatMap(run => run?.[figure] ?? []);
  const known = tInterval(values);
  return known ? `${known.mean.toPrecision(4)} ± ${known.deviation.toPrecision(2)}` : '–';
}

function nameOf(chosen: Hyperparameters): string {
  const { optimizer, momentum, batchSize, learningRate, weightDecay, dropout, schedule } = chosen;
  const hasMomentum = optimizer === 'momentum' || optimizer === 'nesterov';
  return [
    `${optimizer}${hasMomentum ? ` ${momentum.toPrecision(3)}` : ''} @ ${learningRate.toPrecision(2)}, ${batchSize}`,
    weightDecay === DEFAULT_HYPERPARAMETERS.weightDecay ? '' : `weight decay ${weightDecay.toPrecision(2)}`,
    dropout === 0 ? '' : `dropout ${dropout}`,
    isConstant(schedule) ? '' : scheduleKey(schedule),
  ]
    .filter(part => part !== '')
    .join(', ');
}
