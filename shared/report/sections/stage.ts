import { ladderOf } from '../../domain/answer.ts';
import { batchMomentumOf } from '../../domain/batch-momentum.ts';
import { decayOf } from '../../domain/decay.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import { finalOf } from '../../domain/final-runs.ts';
import { RULE_VERSION } from '../../domain/recommendation.ts';
import type { ReportDecision, ReportRun, ReportStep } from '../../domain/report.ts';
import type { Trial } from '../../domain/trial.ts';
import { formatRate } from '../../messages/numbers.ts';
import type { MessageKey } from '../../messages/text.ts';
import type { Block, Inline, Section } from '../blocks.ts';
import { valueText } from '../statement-text.ts';
import { stepsTaken, type Writer } from '../writer.ts';
import { curvesOf } from './curves.ts';

/** What each kind of stage asks. */
const QUESTIONS: Readonly<Record<string, MessageKey>> = {
  learningRate: 'report.question.learningRate',
  batchMomentum: 'report.question.batchMomentum',
  decay: 'report.question.decay',
  regularisation: 'report.question.regularisation',
  finalRuns: 'report.question.finalRuns',
};

/** Longer tables are folded. */
const MANY_ROWS = 12;

/** One stage: its question, the decision, the evidence, the curves and all trials. */
export function stageSection(write: Writer, step: ReportStep): Section {
  const { kind, run, others, leftOut } = step;
  const question = QUESTIONS[kind];
  return {
    id: kind,
    title: write.stageName(kind),
    question: question ? write.say(question) : null,
    blocks: [
      ...(leftOut ? [plain(write.say(leftOut.key, leftOut.values))] : []),
      ...(!run && !leftOut ? [plain(write.say('report.stage.notRun'))] : []),
      ...decisionBlocks(write, step),
      ...(run ? runBlocks(write, run) : []),
      ...(others.length > 0 ? [othersBlock(write, others)] : []),
    ],
  };
}

const plain = (...parts: Inline[]): Block => ({ kind: 'text', parts });

function decisionBlocks(write: Writer, { run, decision }: ReportStep): Block[] {
  const notices: Block[] = [];
  const staleOf = decision?.standing ?? run?.standing ?? 'holds';
  if (staleOf !== 'holds')
    notices.push({ kind: 'notice', verdict: 'warn', parts: [write.say(`report.stage.stale.${staleOf}`)] });
  if (decision?.kept) notices.push({ kind: 'notice', verdict: 'warn', parts: [write.say('report.stage.kept')] });
  const overruled = decision && overruledText(write, decision);
  if (overruled) notices.push({ kind: 'notice', verdict: 'warn', parts: [overruled] });
  if (!run && !decision) return notices;
  const set = run?.recommendation?.set ?? null;
  // Final runs measure: mostly there is nothing to accept.
  const measures = run !== null && finalOf(run) !== null && !decision && set === null;
  const rows = [...(measures ? [] : choiceRows()), ...(run ? [effortRow(write, run), sharedRow(write, run)] : [])];
  return [...notices, { kind: 'facts', rows }];

  function choiceRows() {
    return [
      {
        term: write.say('report.stage.decision'),
        parts: [decision ? { strong: write.choice(decision.decision.set) } : write.say('report.stage.noDecision')],
      },
      ...(run?.recommendation && !decision?.decision.recommended
        ? [
            {
              term: write.say('report.stage.recommendation'),
              parts: [set ? write.choice(set) : write.say('report.stage.nothing')],
            },
          ]
        : []),
    ];
  }
}

/** What a person took in place of what was recommended; null: they took that. */
export function overruledText(write: Writer, { decision, recommended, kept }: ReportDecision): string | null {
  if (decision.recommended || kept) return null;
  if (decision.probeId !== null && recommended?.steps === decision.set.steps) return write.say('report.stage.byProbe');
  if (decision.stageId === null && decision.probeId === null) return write.say('report.stage.byPerson');
  const chosen = write.choice(decision.set);
  return recommended
    ? write.say('report.stage.overruled', { chosen, recommended: write.choice(recommended) })
    : write.say('report.stage.overruledNothing', { chosen });
}

const effortRow = (write: Writer, { stage, trials }: ReportRun) => {
  const values = { trials: trials.length, steps: stepsTaken(trials) };
  const time = stage.tookMs === null ? null : durationText(write, stage.tookMs);
  return {
    term: write.say('report.stage.effort'),
    parts: [
      time === null
        ? write.say('report.stage.effortValue', values)
        : write.say('report.stage.effortTime', { ...values, time }),
    ],
  };
};

/** `3.1 s`, `8 min`, `2 h 5 min` */
function durationText(write: Writer, ms: number): string | null {
  const seconds = ms / 1000;
  // One that ended long ago by an older version.
  if (!(seconds > 0)) return null;
  if (seconds < 60) return write.say('page.duration.seconds', { seconds: Number(seconds.toPrecision(2)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return write.say('page.duration.minutes', { minutes });
  return write.say('page.duration.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** What all trials had in common, as far as none of their points says it. */
function sharedRow(write: Writer, { stage, trials }: ReportRun) {
  const varied = new Set(trials.flatMap(({ point }) => Object.keys(point.set)));
  // Of another optimizer the base's momentum says nothing.
  const idle = new Set(['evalEvery', 'seed', ...varied, ...(varied.has('optimizer') ? ['momentum'] : [])]);
  const { weightDecay = 0, dropout = 0 } = stage.plan.base;
  const off = [...(weightDecay === 0 ? ['weightDecay'] : []), ...(dropout === 0 ? ['dropout'] : [])];
  const shared = Object.entries(stage.plan.base).filter(([name]) => !idle.has(name) && !off.includes(name));
  return {
    term: write.say('report.stage.shared'),
    parts: [write.choice(Object.fromEntries(shared) as HyperparameterSet)],
  };
}

function runBlocks(write: Writer, run: ReportRun): Block[] {
  const { stage, recommendation } = run;
  const chart = curvesOf(write, run);
  return [
    ...(stage.status === 'running' ? [plain(write.say('report.stage.running'))] : []),
    ...(stage.status === 'paused' || stage.status === 'interrupted' || stage.status === 'stopped'
      ? [plain(write.say('report.stage.cut', { status: write.say(`status.${stage.status}`) }))]
      : []),
    ...(recommendation === null ? [plain(write.say('report.stage.noRecommendation'))] : evidenceBlocks(write, run)),
    ...(chart ? [{ kind: 'picture', picture: chart } as const] : []),
    ...decayBlocks(write, run),
    trialsTable(write, run),
  ];
}

function evidenceBlocks(write: Writer, { recommendation }: ReportRun): Block[] {
  if (!recommendation || recommendation.evidence.length === 0) return [];
  const { ruleVersion } = recommendation;
  return [
    {
      kind: 'evidence',
      title: write.say('report.stage.evidence'),
      items: recommendation.evidence.map(({ verdict, rule, title, body }) => ({
        verdict,
        rule,
        title: write.statement(title),
        body: write.statement(body),
      })),
    },
    ...(ruleVersion === RULE_VERSION
      ? []
      : [plain(write.say('report.stage.ruleVersion', { version: String(ruleVersion), now: String(RULE_VERSION) }))]),
  ];
}

/** What a trial was ranked by, where its kind of stage tells. */
interface Level {
  level: number | null;
  noise: number | null;
  equal: boolean;
}

function levelsOf(run: ReportRun): Map<string, Level> {
  const ladder = ladderOf(run);
  const grid = batchMomentumOf(run);
  return new Map([
    ...(ladder?.candidates ?? []).map(
      ({ trialId, level, devNoise: noise, equal }) => [trialId, { level, noise, equal }] as const,
    ),
    ...(grid?.points ?? []).map(({ trialId, level, noise, equal }) => [trialId, { level, noise, equal }] as const),
  ]);
}

/** All trials of a run as a table, the best first. */
function trialsTable(write: Writer, run: ReportRun): Block {
  const { trials, recommendation } = run;
  const ranks = new Map(recommendation?.ranking.map(({ trialId, rank }) => [trialId, rank] as const));
  const rankOf = ({ id }: Trial): number => ranks.get(id) ?? Number.POSITIVE_INFINITY;
  const ordered = [...trials].sort((a, b) => {
    const [one, other] = [rankOf(a), rankOf(b)];
    return one === other ? a.position - b.position : one - other;
  });
  const levels = levelsOf(run);
  const hasLevels = [...levels.values()].some(({ level }) => level !== null);
  const hasSeeds = new Set(trials.map(({ hyperparameters }) => hyperparameters.seed)).size > 1;
  const hasDev = trials.some(({ result }) => result?.lowestDevLoss != null || result?.devLoss != null);
  const metric = trials[0]?.metric ?? 'none';
  const columns = [
    { label: write.say('report.column.rank'), numeric: true },
    { label: write.say('stage.column.point') },
    ...(hasSeeds ? [{ label: write.say('report.column.seed'), numeric: true }] : []),
    { label: write.say('report.column.state') },
    { label: write.say('report.column.steps'), numeric: true },
    ...(hasLevels ? [{ label: write.say('report.column.level'), numeric: true }] : []),
    ...(hasDev
      ? [
          { label: write.say('report.column.devLoss'), numeric: true },
          { label: write.say('report.column.at'), numeric: true },
          ...(metric === 'none'
            ? []
            : [{ label: write.say('report.column.metric', { metric: write.metricName(metric) }), numeric: true }]),
        ]
      : [{ label: write.say('report.column.trainLoss'), numeric: true }]),
  ];
  const rows = ordered.map((trial): Inline[] => {
    const rank = ranks.get(trial.id) ?? null;
    const best = bestOf(trial);
    return [
      rank === null ? '–' : String(rank),
      rank === 1 ? { strong: write.trialName(trial, run) } : write.trialName(trial, run),
      ...(hasSeeds ? [String(trial.hyperparameters.seed)] : []),
      stateText(write, trial),
      write.count(trial.result?.steps ?? 0),
      ...(hasLevels ? [levelText(write, levels.get(trial.id))] : []),
      ...(hasDev
        ? [
            write.number(best.devLoss),
            best.at === null ? '–' : write.count(best.at),
            ...(metric === 'none' ? [] : [write.metric(metric, best.metric)]),
          ]
        : [write.number(trial.result?.trainLoss ?? null)]),
    ];
  });
  const caption = write.say('report.stage.trialsShown', { count: trials.length });
  return {
    kind: 'table',
    caption: hasLevels
      ? write.say('report.sentences', { first: caption, second: write.say('report.level.note') })
      : caption,
    columns,
    rows,
    folded: rows.length > MANY_ROWS,
  };
}

/** A trial's figures at its best evaluation; of one without, at its end, and so of a fold, whose steps were fixed before [M9]. */
export function bestOf({ result, point }: Trial): { devLoss: number | null; at: number | null; metric: number | null } {
  if (!result) return { devLoss: null, at: null, metric: null };
  const { metricBest, lowestDevLoss, lowestAt, lowestMetric, devLoss, devMetric, steps } = result;
  if (point.fold !== undefined) return { devLoss, at: devLoss === null ? null : steps, metric: devMetric };
  if (metricBest) return { devLoss: metricBest.devLoss, at: metricBest.at, metric: metricBest.metric };
  if (lowestDevLoss !== null) return { devLoss: lowestDevLoss, at: lowestAt, metric: lowestMetric };
  return { devLoss, at: devLoss === null ? null : steps, metric: devMetric };
}

function levelText(write: Writer, found: Level | undefined): string {
  if (!found || found.level === null) return '–';
  if (found.noise === 0) return `${write.number(found.level)} ${write.say('report.lowest')}`;
  return `${write.withNoise(found.level, found.noise)}${found.equal ? ' ≈' : ''}`;
}

function stateText(write: Writer, { status, reason, point }: Trial): string {
  const told = status === 'diverged' || status === 'failed' ? reason : null;
  const state = told
    ? `${write.say(`status.${status}`)}: ${write.say(told.key, told.values)}`
    : write.say(`status.${status}`);
  return point.origin === 'person' ? write.list([state, write.say('report.byYou')]) : state;
}

/** What a stage of decay compared. */
function decayBlocks(write: Writer, run: ReportRun): Block[] {
  const answer = decayOf(run);
  if (!answer) return [];
  const name = (schedule: Parameters<typeof valueText>[0]['schedule']) =>
    valueText({ schedule }, 'schedule', write.language);
  const compared = [answer.lazy, ...answer.variants, ...answer.againstBest];
  return [
    {
      kind: 'table',
      caption: write.say('report.decay.comparisons'),
      columns: [
        { label: write.say('report.decay.schedule') },
        { label: write.say('report.decay.against') },
        { label: write.say('report.decay.pairs'), numeric: true },
        { label: write.say('report.decay.difference'), numeric: true },
        { label: write.say('report.decay.interval'), numeric: true },
        { label: write.say('report.decay.verdict') },
      ],
      rows: compared.map(({ schedule, against, n, difference, verdict }) => [
        name(schedule),
        name(against),
        String(n),
        write.number(difference?.mean ?? null),
        difference
          ? write.say('report.interval', { low: write.number(difference.low), high: write.number(difference.high) })
          : '–',
        write.say(`report.decay.verdict.${verdict ?? 'open'}`),
      ]),
      folded: false,
    },
  ];
}

/** Runs of a stage that nothing rests on. */
const othersBlock = (write: Writer, others: readonly ReportRun[]): Block => ({
  kind: 'list',
  title: write.say('report.stage.others'),
  items: others.map(({ stage, trials, recommendation }) => {
    const set = recommendation?.set;
    const { optimizer, learningRate } = stage.plan.base;
    const words = set
      ? write.say('report.stage.other.recommended', { set: write.choice({ ...(optimizer && { optimizer }), ...set }) })
      : recommendation
        ? write.say('report.stage.other.nothing')
        : write.say('report.stage.noRecommendation');
    const values = { date: write.dayTime(stage.createdAt), trials: trials.length, steps: stepsTaken(trials) };
    return write.say('report.stage.other', {
      ...values,
      words: learningRate === undefined || set ? words : `${formatRate(learningRate)}: ${words}`,
    });
  }),
});
