import type { Evidence, Verdict } from '../../../domain/evidence.ts';
import type { FinalAnswer, FinalConclusion, FinalPlan, FinalVerdict, MeanSpread } from '../../../domain/final-runs.ts';
import type { Quantity, Statement } from '../../../domain/reason.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import type { MessageKey } from '../../../messages/text.ts';
import { evidence, number, say } from '../quantities.ts';
import type { StageRecord } from '../stage-definition.ts';
import { conclude, contradicts } from './comparison.ts';
import { errorEvidence } from './errors.ts';
import { foldEvidence } from './folds.ts';
import { isOver, pointsOf } from './runs.ts';

type Part = FinalConclusion['part'];
type Figure = FinalConclusion['figure'];

const piece = (verdict: Verdict, title: Statement, body: Statement): Evidence => evidence('R2', verdict, title, body);

/** The reasons that final runs bring along: the verdict and what it is of, what else the runs say, and what their figures are worth. */
export function evidenceOf(plan: FinalPlan, record: StageRecord, answer: FinalAnswer): Evidence[] {
  return [
    open(plan, record),
    ...verdicts(answer),
    alone(plan, answer),
    asWritten(plan),
    advice(answer),
    ...foldEvidence(plan, answer),
    ...errorEvidence(answer),
    testRows(plan, record, answer),
    seedsOnly(plan),
    checkpoints(plan),
    seeds(plan),
    diverged(plan, answer),
    horizon(plan),
    cutShort(record),
  ].filter(one => one !== null);
}

function open(plan: FinalPlan, { trials }: StageRecord): Evidence | null {
  const planned = pointsOf(plan).length;
  const ended = trials.filter(isOver).length;
  if (ended === planned) return null;
  return piece('wait', say('evidence.final.open'), say('evidence.final.openRuns', { ended, planned }));
}

const TITLES = {
  better: 'evidence.final.better',
  notDistinguishable: 'evidence.final.notDistinguishable',
  worse: 'evidence.final.worse',
} as const satisfies Record<FinalVerdict, MessageKey>;
const SPEAKS = { better: 'good', notDistinguishable: 'warn', worse: 'bad' } as const;
const BODIES = {
  test: { loss: 'evidence.final.lossOnTest', metric: 'evidence.final.metricOnTest' },
  dev: { loss: 'evidence.final.lossOnDev', metric: 'evidence.final.metricOnDev' },
} as const satisfies Record<Part, Record<Figure, MessageKey>>;

/** The conclusion with the figure that it is of, the other figure, and dev, where that isn't it. */
function verdicts(answer: FinalAnswer): Evidence[] {
  const { conclusion, dev, test } = answer;
  if (!conclusion || !answer.default) return [];
  const { part, figure, verdict } = conclusion;
  const own = part === 'test' ? test : dev;
  const first = difference(answer, part, figure);
  const second = difference(answer, part, figure === 'loss' ? 'metric' : 'loss');
  const isContradicted = own !== null && contradicts(own);
  const otherTitle: MessageKey = figure === 'loss' ? 'evidence.final.metric' : 'evidence.final.loss';
  const onDev = part === 'test' ? difference(answer, 'dev', 'loss') : null;
  return [
    first && piece(SPEAKS[verdict], say(TITLES[verdict]), first),
    second && piece(isContradicted ? 'warn' : 'good', say(otherTitle), second),
    isContradicted ? piece('warn', say('evidence.final.contradicts'), say('evidence.final.contradictsBy')) : null,
    onDev && piece('good', say('evidence.final.dev'), onDev),
  ].filter(one => one !== null);
}

/** Both arms' mean ± spread and their difference with its interval. Null: it isn't known. */
function difference(answer: FinalAnswer, part: Part, figure: Figure): Statement | null {
  const found = answer[part]?.[figure];
  const [chosen, other] = [answer.chosen[part]?.[figure], answer.default?.[part]?.[figure]];
  if (!found || !chosen || !other) return null;
  const { mean, low, high, n } = found;
  const write = inUnitsOf(answer, figure);
  return say(BODIES[part][figure], {
    ...values('chosen', write, chosen),
    ...values('other', write, other),
    reasonKey: nameOf(answer),
    mean: write(mean),
    low: write(low),
    high: write(high),
    pairs: n,
  });
}

const nameOf = ({ metric }: FinalAnswer): MessageKey => `metric.${metric}`;

/** How values of a figure, their spreads and their differences are written. */
const inUnitsOf =
  ({ metric }: FinalAnswer, figure: Figure) =>
  (value: number | null): Quantity =>
    figure === 'metric' ? { as: 'metric', name: metric, value } : number(value);

/** A mean and its spread by these names: `chosen`, `chosenSpread`. */
const values = (
  name: string,
  write: (value: number | null) => Quantity,
  { mean, spread }: MeanSpread,
): Statement['values'] => ({ [name]: write(mean), [`${name}Spread`]: write(spread) });

/** Of one arm: its figures, since there is nothing to compare them with. */
function alone({ ofCommand }: FinalPlan, answer: FinalAnswer): Evidence | null {
  if (answer.default) return null;
  if (ofCommand) return piece('good', say('evidence.final.isDefault'), say('evidence.final.isAsWritten'));
  const part: Part = answer.chosen.test ? 'test' : 'dev';
  const { loss = null, metric = null } = answer.chosen[part] ?? {};
  if (!loss || !metric) return piece('good', say('evidence.final.isDefault'), say('evidence.final.isDefaultSo'));
  const key: MessageKey = part === 'test' ? 'evidence.final.aloneOnTest' : 'evidence.final.aloneOnDev';
  return piece(
    'good',
    say('evidence.final.isDefault'),
    say(key, {
      ...values('loss', inUnitsOf(answer, 'loss'), loss),
      ...values('value', inUnitsOf(answer, 'metric'), metric),
      reasonKey: nameOf(answer),
      count: loss.n,
    }),
  );
}

/** What the default configuration of a person's own command is. */
function asWritten({ ofCommand, default: other }: FinalPlan): Evidence | null {
  if (!ofCommand || !other) return null;
  const { learningRate } = other;
  const values = { rate: learningRate === undefined ? number(null) : ({ as: 'rate', value: learningRate } as const) };
  return piece('good', say('evidence.final.asWritten'), say('evidence.final.asWrittenAt', values));
}

/** A script tells its figures, not its rows. */
const seedsOnly = ({ ofCommand }: FinalPlan): Evidence | null =>
  ofCommand ? piece('warn', say('evidence.seedsAlone'), say('evidence.seedsAloneOf')) : null;

/** Where the weights of a script's runs are to be looked for. */
const checkpoints = ({ ofCommand }: FinalPlan): Evidence | null =>
  ofCommand ? piece('good', say('evidence.final.ownWeights'), say('evidence.final.ownWeightsAt')) : null;

/** What follows for the configuration: it stays, or dev says that the default one should take its place. */
function advice({ dev, default: other, conclusion, open }: FinalAnswer): Evidence | null {
  if (!conclusion || !other || !dev || open > 0) return null;
  if (conclude('dev', dev)?.verdict === 'worse')
    return piece('bad', say('evidence.final.takeDefault'), say('evidence.final.takeDefaultSince'));
  if (conclusion.verdict === 'worse')
    return piece('warn', say('evidence.final.testOnly'), say('evidence.final.testOnlySo'));
  return piece('good', say('evidence.final.stays'), say('evidence.final.staysSo'));
}

/** How often the test rows have been read, and whether they were here. */
function testRows(plan: FinalPlan, { trials }: StageRecord, { readings, open, rows }: FinalAnswer): Evidence {
  if (!plan.readsTest) {
    const key: MessageKey = plan.ofCommand ? 'evidence.final.noTestOfCommand' : 'evidence.final.noTestSo';
    return piece('warn', say('evidence.final.noTest'), say(key));
  }
  if (rows.test === null || open > 0) {
    const isNext = trials.length > 0 && trials.every(isOver);
    const key: MessageKey = isNext ? 'evidence.final.unreadNext' : 'evidence.final.unreadLater';
    return piece('wait', say('evidence.final.unread'), say(key));
  }
  const byFinals = readings.filter(({ kind }) => kind === 'finalRuns').length;
  const of = { count: readings.length, finals: byFinals, others: readings.length - byFinals };
  return readings.length > 1
    ? piece('warn', say('evidence.final.readOften'), say('evidence.final.readOftenBy', of))
    : piece('good', say('evidence.final.readOnce'), say('evidence.final.readOnceOf', { rows: rows.test }));
}

const seeds = ({ seeds: of, default: other }: FinalPlan): Evidence =>
  piece(
    'good',
    say('evidence.final.seeds'),
    say(other ? 'evidence.final.seedsPaired' : 'evidence.final.seedsAlone', { count: of.length }),
  );

function diverged({ seeds: planned }: FinalPlan, answer: FinalAnswer): Evidence | null {
  const count = (runs: FinalAnswer['chosen']['runs'] = []) => runs.filter(({ status }) => status === 'diverged').length;
  const [chosen, other] = [count(answer.chosen.runs), count(answer.default?.runs)];
  if (chosen + other === 0) return null;
  const body = say('evidence.final.divergedRuns', { count: planned.length, chosen, other });
  return piece(chosen > 0 ? 'bad' : 'warn', say('evidence.final.diverged'), body);
}

function horizon({ base: { steps = 0 }, numSteps }: FinalPlan): Evidence | null {
  if (numSteps === null || numSteps === steps) return null;
  return piece('good', say('evidence.final.horizon'), say('evidence.final.horizonBy', { steps, numSteps }));
}

function cutShort({ trials }: StageRecord): Evidence | null {
  const count = trials.filter(({ trial }) => RESUMABLE.has(trial.status)).length;
  return count === 0
    ? null
    : piece('warn', say('evidence.final.cutShort'), say('evidence.final.cutShortRuns', { count }));
}
