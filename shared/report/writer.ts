import { takenFrom } from '../command/run-values.ts';
import { batchMomentumOf } from '../domain/batch-momentum.ts';
import { dayTime } from '../domain/event-sentence.ts';
import type { HyperparameterSet } from '../domain/evidence.ts';
import { type FinalAnswer, finalOf } from '../domain/final-runs.ts';
import type { NetworkChoice } from '../domain/hyperparameters.ts';
import type { TrialMetric } from '../domain/metrics.ts';
import type { Statement } from '../domain/reason.ts';
import type { Report, ReportRun, ReportStep } from '../domain/report.ts';
import { isConstant, type Schedule } from '../domain/schedule.ts';
import type { Trial } from '../domain/trial.ts';
import { formatCount, formatMetric, formatNumber, formatRate, formatWithNoise } from '../messages/numbers.ts';
import { type Language, type MessageKey, text, type Values } from '../messages/text.ts';
import { networkIfAny, SIZES_OF } from '../method/networks/same-network.ts';
import { nameOf } from '../method/stages/batch-momentum/evidence/words.ts';
import { nameOfStep } from '../method/stages/definitions.ts';
import { withoutIdle } from './configuration.ts';
import { namesIn, setText, statementText, valueText } from './statement-text.ts';

/** Samples by their names in a person's language. */
const SAMPLES: Readonly<Record<string, MessageKey>> = {
  'sample:digits': 'dataStep.sample.digits',
  'sample:reviews': 'dataStep.sample.reviews',
  'sample:rings': 'dataStep.sample.rings',
  'sample:regression': 'dataStep.sample.regression',
};

/** Says parts of a report in a language: what all of its sections need. */
export class Writer {
  readonly report: Report;
  readonly language: Language;

  constructor(report: Report, language: Language) {
    this.report = report;
    this.language = language;
  }

  say<Key extends MessageKey>(key: Key, ...values: Values<Key>): string {
    return text(this.language, key, ...values);
  }

  statement(statement: Statement): string {
    return statementText(statement, this.language);
  }

  /** What the project is called. */
  get name(): string {
    const { name, source } = this.report.project;
    const sample = SAMPLES[source];
    return sample === undefined ? name : this.say(sample);
  }

  stageName(kind: string): string {
    const key = nameOfStep(kind);
    return key === null ? kind : this.say(key);
  }

  dayTime(at: number): string {
    return dayTime(at, this.language);
  }

  list(items: readonly string[]): string {
    return items.join(this.say('page.list.separator'));
  }

  count(value: number): string {
    return formatCount(value, this.language);
  }

  number(value: number | null): string {
    return formatNumber(value, this.language);
  }

  metric(name: TrialMetric, value: number | null): string {
    return formatMetric(name, value, this.language);
  }

  /** `accuracy`, `macro F1` */
  metricName(name: TrialMetric): string {
    return this.say(`metric.${name}`);
  }

  /** `0.028 ± 0.003` */
  withNoise(value: number | null, noise: number | null): string {
    const { value: shown, noise: around } = formatWithNoise(value, noise, this.language);
    return around === null ? shown : `${shown} ± ${around}`;
  }

  /** A metric with its noise: of an accuracy both in percent. */
  metricWithNoise(name: TrialMetric, value: number | null, noise: number | null): string {
    if (name !== 'accuracy' || value === null) return this.withNoise(value, noise);
    return `${this.withNoise(100 * value, noise === null ? null : 100 * noise)} %`;
  }

  /** A difference of two metrics, with its sign: of accuracies in percentage points. */
  metricDifference(name: TrialMetric, value: number): string {
    const shown = this.number(name === 'accuracy' ? 100 * value : value);
    return value > 0 ? `+${shown}` : shown;
  }

  /** Some hyperparameters with their values: the network and the optimizer by their names, and nothing that is off. */
  set(set: HyperparameterSet): string {
    const { model, hidden, filters, embedding, optimizer, weightDecay, dropout, ...rest } = this.counting(set);
    const network = model
      ? this.network({ model, hidden: hidden ?? [], filters: filters ?? [], embedding: embedding ?? 0 })
      : null;
    const left: HyperparameterSet = { ...rest, ...(weightDecay && { weightDecay }), ...(dropout && { dropout }) };
    return this.list(
      [network, optimizer && this.say(`newLadder.optimizer.${optimizer}`), setText(left, this.language)].filter(
        told => typeof told === 'string' && told !== '',
      ) as string[],
    );
  }

  /** What a decision chose, short: the rate, the batch size, the schedule. */
  choice(set: HyperparameterSet): string {
    const { schedule, ...rest } = this.counting(set);
    const told = this.set(rest);
    if (!schedule) return told;
    const words = isConstant(schedule)
      ? this.say('report.choice.noDecay')
      : this.say('report.choice.decay', { schedule: this.schedule(schedule) });
    return told === '' ? words : this.list([told, words]);
  }

  /** What of some hyperparameters counts: of a person's command what it takes, since its network and its optimizer are its own. */
  private counting(set: HyperparameterSet): HyperparameterSet {
    const { command } = this.report.project;
    return command ? takenFrom(command, set) : withoutIdle(set);
  }

  /** How the rate changes: `linear to 0, every 50 steps`, `no decay`. */
  schedule(schedule: Schedule): string {
    return isConstant(schedule)
      ? this.say('report.choice.noDecay')
      : valueText({ schedule }, 'schedule', this.language);
  }

  /** A network with its sizes. */
  network(network: NetworkChoice): string {
    const { model, hidden, filters, embedding } = network;
    const name = model === 'mlp' || model === 'cnn' ? model.toUpperCase() : this.say(`page.model.${model}`);
    if (model === 'fasttext') return this.say('page.network.fasttext', { model: name, embedding });
    if (model === 'textcnn')
      return this.say('page.network.textcnn', { model: name, embedding, filters: filters.join('-') });
    const sizes = SIZES_OF[model].includes('hidden') ? hidden : SIZES_OF[model].includes('filters') ? filters : [];
    return sizes.length === 0 ? name : `${name} ${sizes.join('-')}`;
  }

  networkIn(set: HyperparameterSet): string | null {
    const network = networkIfAny(set);
    return network && this.network(network);
  }

  /** What a trial is called beside those of its run: by what these differ in, without its seed. */
  trialName({ id, point: { set }, hyperparameters }: Trial, run: ReportRun): string {
    const { trials } = run;
    const own = this.pointsOf(run).get(id);
    if (own !== undefined) return own;
    const differs = (name: keyof HyperparameterSet) =>
      trials.some(({ point }) => JSON.stringify(point.set[name]) !== JSON.stringify(set[name]));
    const names = namesIn(set).filter(name => name !== 'seed' && (trials.length < 2 || differs(name)));
    // What follows from the rest of a point.
    const short = names.filter(name => name !== 'steps' && name !== 'evalEvery');
    if (short.length === 0) {
      const { seed: _, ...own } = set;
      return Object.keys(own).length > 0 ? this.choice(own) : formatRate(hyperparameters.learningRate);
    }
    if (short.length === 1 && short[0] === 'learningRate') return formatRate(hyperparameters.learningRate);
    if (short.length === 1 && set.schedule) return this.schedule(set.schedule);
    // No weight decay and no dropout are told of no configuration.
    return (
      this.choice(Object.fromEntries(short.map(name => [name, set[name]]))) ||
      this.say('report.choice.noRegularisation')
    );
  }

  private readonly named = new WeakMap<ReportRun, ReadonlyMap<string, string>>();

  /**
   * Trials that their kind of stage has a name for: the points of a search of batch size and momentum as its evidence names them, the sides and
   * folds of final runs.
   */
  private pointsOf(run: ReportRun): ReadonlyMap<string, string> {
    const known = this.named.get(run);
    if (known) return known;
    const points = (batchMomentumOf(run)?.points ?? []).map(point => [point.trialId, nameOf(point)] as const);
    const final = finalOf(run);
    const sides = (['chosen', 'default'] as const).flatMap(side =>
      (final?.[side]?.runs ?? []).map(({ trialId }) => [trialId, this.say(`report.final.arm.${side}`)] as const),
    );
    const folds = (['chosen', 'default'] as const).flatMap(side =>
      (final?.crossValidation?.[side]?.folds ?? []).map(({ trialId, fold }) => {
        const arm = this.say(`report.final.arm.${side}`);
        return [trialId, this.say('finalPage.arm.fold', { arm, fold: fold + 1 })] as const;
      }),
    );
    const names = new Map([...points, ...sides, ...folds]);
    this.named.set(run, names);
    return names;
  }

  /** What final runs of the project tell that hold; null: there are none. */
  get final(): { step: ReportStep; run: ReportRun; answer: FinalAnswer } | null {
    for (const step of this.report.steps) {
      const answer = step.run && finalOf(step.run);
      if (step.run && answer) return { step, run: step.run, answer };
    }
    return null;
  }
}

/** Steps that trials really took: of one that branched off, those after the branch. */
export const stepsTaken = (trials: readonly Trial[]): number =>
  trials.reduce((sum, { result, branch }) => sum + Math.max(0, (result?.steps ?? 0) - (branch?.step ?? 0)), 0);
