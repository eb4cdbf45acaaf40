import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Input } from '#shared/contract/requests.ts';
import { type BatchMomentumChoice, MOST_VALUES } from '#shared/domain/batch-momentum.ts';
import { FEWEST_SEEDS, MOST_SEEDS } from '#shared/domain/final-runs.ts';
import { BackendId, MOST, ModelKind, OptimizerKind } from '#shared/domain/hyperparameters.ts';
import { MOST_PAIRS } from '#shared/domain/paired-runs.ts';
import { MOST_POINTS, type RegularisationChoice } from '#shared/domain/regularisation.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import { FULL_LADDER, LADDER, MOST_CANDIDATES } from '#shared/method/stages/learning-rate/candidates.ts';
import { addCommon, addDataChoice, type DataOptions, list, number } from './options.ts';
import { say } from './say.ts';

/** The flags of `trial` and `ladder`, as parsed. */
export interface TrainOptions extends DataOptions {
  data: string;
  model?: ModelKind;
  hidden?: number[];
  filters?: number[];
  embedding?: number;
  weightDecay?: number;
  dropout?: number;
  optimizer?: OptimizerKind;
  momentum?: number;
  batchSize?: number;
  steps?: number;
  seed?: number;
  backend?: BackendId;
  evalEvery?: number;
  lr?: number;
  rates?: number[];
  full?: boolean;
  parallel?: number;
  prune?: boolean;
  extend?: boolean;
  refine?: boolean;
  secondSeed?: boolean;
  prepare?: boolean;
  probe?: boolean;
  accept?: boolean;
}

/** The flags of `decay`, as parsed. */
export interface DecayOptions extends DataOptions {
  data: string;
  seeds?: number;
  classic?: boolean;
  interval?: number;
  backend?: BackendId;
  parallel?: number;
  accept?: boolean;
}

/** The flags of `final`, as parsed; its project is named, or found by its data. */
export interface FinalOptions extends DataOptions {
  data?: string;
  seeds?: number;
  backend?: BackendId;
  parallel?: number;
  accept?: boolean;
}

function rate(given: string): number {
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (value > 0 && value <= MOST.learningRate) return value;
  throw new InvalidArgumentError(say('cli.badRate'));
}

function rates(given: string): number[] {
  const some = list(rate)(given);
  if (some.length <= MOST_CANDIDATES) return some;
  throw new InvalidArgumentError(say('cli.tooManyRates', { most: MOST_CANDIDATES }));
}

/** Adds what `trial` and `ladder` share. */
export function addTraining(command: Command): Command {
  return addDataChoice(addCommon(command).requiredOption('--data <path>', say('cli.flag.data')))
    .addOption(new Option('--model <name>', say('cli.flag.model')).choices(ModelKind.options))
    .option('--hidden <sizes>', say('cli.flag.hidden'), list(number(1, MOST.hidden, true)))
    .option('--filters <counts>', say('cli.flag.filters'), list(number(1, 1024, true)))
    .option('--embedding <n>', say('cli.flag.embedding'), number(1, 1024, true))
    .option('--weight-decay <x>', say('cli.flag.weightDecay'), number(0, 1, false))
    .option('--dropout <p>', say('cli.flag.dropout'), number(0, 0.95, false))
    .addOption(new Option('--optimizer <name>', say('cli.flag.optimizer')).choices(OptimizerKind.options))
    .option('--momentum <m>', say('cli.flag.momentum'), number(0, 0.9999, false))
    .option('--batch-size <n>', say('cli.flag.batchSize'), number(1, MOST.batchSize, true))
    .option('--steps <n>', say('cli.flag.steps'), number(1, MOST.steps, true))
    .option('--seed <n>', say('cli.flag.seed'), number(0, 2 ** 31 - 1, true))
    .addOption(new Option('--backend <name>', say('cli.flag.backend')).choices(BackendId.options))
    .option('--eval-every <n>', say('cli.flag.evalEvery'), number(1, MOST.steps, true));
}

export function addRate(command: Command): Command {
  return command.requiredOption('--lr <rate>', say('cli.flag.lr'), rate);
}

export function addLadder(command: Command): Command {
  return command
    .addOption(
      new Option('--rates <list>', say('cli.flag.rates', { rates: LADDER.join(',') }))
        .argParser(rates)
        .conflicts('full'),
    )
    .option('--full', say('cli.flag.full'))
    .option('--refine', say('cli.flag.refine'))
    .option('--no-second-seed', say('cli.flag.noSecondSeed'))
    .option('--no-extend', say('cli.flag.noExtend'))
    .option('--no-prune', say('cli.flag.noPrune'))
    .option('--probe', say('cli.flag.probe'))
    .option('--no-prepare', say('cli.flag.noPrepare'))
    .option('--accept', say('cli.flag.accept'))
    .option('--parallel <n>', say('cli.flag.parallel'), number(1, 64, true));
}

/** Adds what `decay` takes; all else is what was accepted for the data's project. */
export function addDecay(command: Command): Command {
  return addDataChoice(addCommon(command).requiredOption('--data <path>', say('cli.flag.data')))
    .option('--seeds <n>', say('cli.flag.seeds'), number(2, MOST_PAIRS, true))
    .option('--classic', say('cli.flag.classic'))
    .option('--interval <n>', say('cli.flag.interval'), number(1, MOST.steps, true))
    .option('--accept', say('cli.flag.accept'))
    .addOption(new Option('--backend <name>', say('cli.flag.backend')).choices(BackendId.options))
    .option('--parallel <n>', say('cli.flag.parallel'), number(1, 64, true));
}

/** Adds what `final` takes; all else is what was accepted for the project. */
export function addFinal(command: Command): Command {
  return addDataChoice(addCommon(command.argument('[project]', say('cli.flag.project'))))
    .option('--data <path>', say('cli.flag.data'))
    .option('--seeds <n>', say('cli.final.seeds'), number(FEWEST_SEEDS, MOST_SEEDS, true))
    .option('--accept', say('cli.flag.accept'))
    .addOption(new Option('--backend <name>', say('cli.flag.backend')).choices(BackendId.options))
    .option('--parallel <n>', say('cli.flag.parallel'), number(1, 64, true));
}

/** The flags of `batch-momentum`, as parsed. */
export interface BatchMomentumOptions extends TrainOptions {
  grid?: boolean;
  random?: number;
  batchSizes?: number[];
  momenta?: number[];
  nesterov?: boolean;
  holdLr?: boolean;
  race?: boolean;
  minutes?: number;
  searchSeed?: number;
}

/** A list of at most so many numbers, each within bounds. */
const values =
  (item: (given: string) => number) =>
  (given: string): number[] => {
    const some = list(item)(given);
    if (some.length <= MOST_VALUES) return some;
    throw new InvalidArgumentError(say('cli.tooManyValues', { most: MOST_VALUES }));
  };

export function addBatchMomentum(command: Command): Command {
  return addDataChoice(addCommon(command).requiredOption('--data <path>', say('cli.flag.data')))
    .addOption(new Option('--grid', say('cli.flag.grid')).conflicts('random'))
    .option('--random <n>', say('cli.flag.random'), number(1, MOST_VALUES ** 2, true))
    .option('--search-seed <n>', say('cli.flag.searchSeed'), number(0, 2 ** 31 - 1, true))
    .option('--batch-sizes <list>', say('cli.flag.batchSizes'), values(number(1, MOST.batchSize, true)))
    .option('--momenta <list>', say('cli.flag.momenta'), values(number(0, 0.9999, false)))
    .option('--nesterov', say('cli.flag.nesterov'))
    .option('--hold-lr', say('cli.flag.holdLr'))
    .option('--race', say('cli.flag.race'))
    .option('--minutes <m>', say('cli.flag.minutes'), number(0.1, 100_000, false))
    .option('--no-prune', say('cli.flag.noPrune'))
    .option('--no-second-seed', say('cli.flag.noSecondSeed'))
    .option('--no-prepare', say('cli.flag.noPrepare'))
    .option('--parallel <n>', say('cli.flag.parallel'), number(1, 64, true))
    .option('--accept', say('cli.flag.accept'));
}

/** What the person chose of the stage. */
export function batchMomentumChoiceOf(options: BatchMomentumOptions): BatchMomentumChoice {
  const { batchSizes, momenta, nesterov, race, minutes, searchSeed, parallel, prune, secondSeed } = options;
  const search = options.grid ? ('grid' as const) : options.random === undefined ? undefined : ('random' as const);
  // Commander says true of what nobody said.
  const off = (flag: boolean | undefined) => (flag === false ? false : undefined);
  return {
    ...{ search, trials: options.random, searchSeed, batchSizes, momenta, nesterov, holdRate: options.holdLr, race },
    ...{ minutes, parallel, prune: off(prune), secondSeed: off(secondSeed) },
  };
}

/** The flags of `regularise`, as parsed. */
export interface RegulariseOptions extends DataOptions {
  data: string;
  random?: number;
  weightDecays?: number[];
  dropouts?: number[];
  searchSeed?: number;
  seeds?: number;
  decayAgain?: boolean;
  minutes?: number;
  steps?: number;
  backend?: BackendId;
  parallel?: number;
  accept?: boolean;
}

/** Adds what `regularise` takes; all else is what was accepted for the data's project. */
export function addRegularise(command: Command): Command {
  return addDataChoice(addCommon(command).requiredOption('--data <path>', say('cli.flag.data')))
    .option('--random <n>', say('cli.flag.regRandom'), number(1, MOST_POINTS, true))
    .option('--weight-decays <list>', say('cli.flag.weightDecays'), values(number(0, 1, false)))
    .option('--dropouts <list>', say('cli.flag.dropouts'), values(number(0, 0.95, false)))
    .option('--search-seed <n>', say('cli.flag.searchSeed'), number(0, 2 ** 31 - 1, true))
    .option('--seeds <n>', say('cli.flag.seeds'), number(2, MOST_PAIRS, true))
    .option('--no-decay-again', say('cli.flag.noDecayAgain'))
    .option('--minutes <m>', say('cli.flag.regMinutes'), number(0.1, 100_000, false))
    .option('--steps <n>', say('cli.flag.regSteps'), number(1, MOST.steps, true))
    .option('--accept', say('cli.flag.accept'))
    .addOption(new Option('--backend <name>', say('cli.flag.backend')).choices(BackendId.options))
    .option('--parallel <n>', say('cli.flag.parallel'), number(1, 64, true));
}

/** What the person chose of the stage. */
export function regulariseChoiceOf(options: RegulariseOptions): RegularisationChoice {
  const { random, weightDecays, dropouts, searchSeed, seeds, decayAgain, minutes, steps, backend, parallel } = options;
  // Commander says true of what nobody said.
  const again = decayAgain === false ? false : undefined;
  return {
    trials: random,
    weightDecays,
    dropouts,
    searchSeed,
    seeds,
    decayAgain: again,
    minutes,
    steps,
    backend,
    parallel,
  };
}

/** What the person chose, as the contract wants it. */
export function choiceOf(options: TrainOptions, schedule?: Schedule): Input<'ladder.start'>['choice'] {
  const { model, hidden, filters, embedding, weightDecay, dropout, optimizer, momentum, batchSize } = options;
  const { steps, seed, backend, evalEvery, parallel, prune, extend, refine, secondSeed } = options;
  const rates = options.full ? [...FULL_LADDER] : options.rates;
  const network = { model, hidden, filters, embedding, weightDecay, dropout };
  const training = { ...network, optimizer, momentum, batchSize, steps, seed, backend, evalEvery, schedule };
  // Commander says true of what nobody said.
  return { ...training, rates, parallel, prune, extend, refine, secondSeed: secondSeed === false ? false : undefined };
}
