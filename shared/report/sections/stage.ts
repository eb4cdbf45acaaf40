import { decayOf } from '../../domain/decay.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import { finalOf } from '../../domain/final-runs.ts';
import { RULE_VERSION } from '../../domain/recommendation.ts';
import type { ReportDecision, ReportRun, ReportStep } from '../../domain/report.ts';
import { formatRate } from '../../messages/numbers.ts';
import type { MessageKey } from '../../messages/text.ts';
import type { Block, Inline, Section } from '../blocks.ts';
import { stepsTaken, type Writer } from '../writer.ts';
import { curvesOf } from './curves.ts';
import { stagePictures } from './stage-pictures.ts';
import { trialsTable } from './trials-table.ts';

/** What each kind of stage asks. */
const QUESTIONS: Readonly<Record<string, MessageKey>> = {
  learningRate: 'report.question.learningRate',
  batchMomentum: 'report.question.batchMomentum',
  decay: 'report.question.decay',
  regularisation: 'report.question.regularisation',
  finalRuns: 'report.question.finalRuns',
};

/** One stage: its question, the decision, the evidence, the curves and all trials. */
export function stageSection(write: Writer, step: ReportStep): Section {
  const { kind, run, others, leftOut } = step;
  const isOfCommand = write.report.project.command !== null;
  const question = isOfCommand && kind === 'finalRuns' ? 'report.question.finalRunsOfCommand' : QUESTIONS[kind];
  return {
    id: kind,
    title: write.stageName(kind),
    question: question ? write.say(question) : null,
    blocks: [
      ...(leftOut
        ? [plain(write.say('error.command.leftOut', { reason: write.say(leftOut.key, leftOut.values) }))]
        : []),
      ...(!run && !leftOut ? [plain(notRunText(write, step))] : []),
      ...decisionBlocks(write, step),
      ...(run ? runBlocks(write, run, step) : []),
      ...(others.length > 0 ? [othersBlock(write, others)] : []),
    ],
  };
}

/** That a stage was not run, and why, where a guided run says so. */
export function notRunText(write: Writer, { guided }: ReportStep): string {
  if (guided === null) return write.say('report.stage.notRun');
  return guided.outcome === 'leftOut'
    ? write.say('report.stage.guidedLeftOut', { why: write.statement(guided.says) })
    : write.say('report.stage.guidedNotReached');
}

const plain = (...parts: Inline[]): Block => ({ kind: 'text', parts });

function decisionBlocks(write: Writer, { run, decision, guided }: ReportStep): Block[] {
  const notices: Block[] = [];
  const staleOf = decision?.standing ?? run?.standing ?? 'holds';
  if (staleOf !== 'holds')
    notices.push({ kind: 'notice', verdict: 'warn', parts: [write.say(`report.stage.stale.${staleOf}`)] });
  if (decision?.kept) notices.push({ kind: 'notice', verdict: 'warn', parts: [write.say('report.stage.kept')] });
  const overruled = decision && overruledText(write, decision);
  if (overruled) notices.push({ kind: 'notice', verdict: 'warn', parts: [overruled] });
  if (guided?.cutShort) notices.push({ kind: 'notice', verdict: 'warn', parts: [write.say('report.stage.cutShort')] });
  if (!run && !decision) return notices;
  const set = run?.recommendation?.set ?? null;
  // Final runs measure: mostly there is nothing to accept.
  const measures = run !== null && finalOf(run) !== null && !decision && set === null;
  const rows = [...(measures ? [] : choiceRows()), ...(run ? [effortRow(write, run), sharedRow(write, run)] : [])];
  return [...notices, { kind: 'facts', rows }];

  /** Where nothing is recommended there is nothing to decide. */
  function undecided() {
    if (guided?.outcome === 'skipped') return 'report.stage.skipped' as const;
    const hasEnded = run?.stage.status === 'finished' || guided?.outcome === 'kept';
    return hasEnded && set === null ? ('report.stage.stays' as const) : ('report.stage.noDecision' as const);
  }

  function choiceRows() {
    return [
      {
        term: write.say('report.stage.decision'),
        parts: [decision ? { strong: write.choice(decision.decision.set) } : write.say(undecided())],
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

function runBlocks(write: Writer, run: ReportRun, step: ReportStep): Block[] {
  const { stage, recommendation } = run;
  const chart = curvesOf(write, run);
  return [
    ...(stage.status === 'running' ? [plain(write.say('report.stage.running'))] : []),
    ...(stage.status === 'paused' || stage.status === 'interrupted' || stage.status === 'stopped'
      ? [plain(write.say('report.stage.cut', { status: write.say(`status.${stage.status}`) }))]
      : []),
    ...(recommendation === null
      ? [plain(write.say('report.stage.noRecommendation'))]
      : evidenceBlocks(write, run, step)),
    ...[...stagePictures(write, run), ...(chart ? [chart] : [])].map(
      picture => ({ kind: 'picture', picture }) as const,
    ),
    ...decayBlocks(write, run),
    trialsTable(write, { ...step, run }),
  ];
}

function evidenceBlocks(write: Writer, { recommendation }: ReportRun, { compared }: ReportStep): Block[] {
  if (!recommendation || recommendation.evidence.length === 0) return [];
  const { ruleVersion } = recommendation;
  const ofOptimizers = compared && {
    verdict: 'good' as const,
    rule: 'S3' as const,
    title: write.say('report.compared.title'),
    body: write.say(compared.skipped ? 'report.compared.skipped' : 'report.compared.body', {
      says: write.statement(compared.says),
    }),
  };
  return [
    {
      kind: 'evidence',
      title: write.say('report.stage.evidence'),
      items: [
        ...recommendation.evidence.map(({ verdict, rule, title, body }) => ({
          verdict,
          rule,
          title: write.statement(title),
          body: write.statement(body),
        })),
        ...(ofOptimizers ? [ofOptimizers] : []),
      ],
    },
    ...(ruleVersion === RULE_VERSION
      ? []
      : [plain(write.say('report.stage.ruleVersion', { version: String(ruleVersion), now: String(RULE_VERSION) }))]),
  ];
}

/** What a stage of decay compared. */
function decayBlocks(write: Writer, run: ReportRun): Block[] {
  const answer = decayOf(run);
  if (!answer) return [];
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
        write.schedule(schedule),
        write.schedule(against),
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
