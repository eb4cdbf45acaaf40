import type { FinalAnswer, MeanSpread } from '../../domain/final-runs.ts';
import type { ReportRun, ReportStep } from '../../domain/report.ts';
import type { Trial } from '../../domain/trial.ts';
import type { Block, Inline, Section } from '../blocks.ts';
import { stepsTaken, type Writer } from '../writer.ts';
import { overruledText } from './stage.ts';
import { bestOf } from './trials-table.ts';

/** What came out, in a few lines: the verdict, or the best figure that there is and what it is worth; then the path to it. */
export function resultSection(write: Writer): Section {
  const { configuration, steps } = write.report;
  const isAccepted = steps.some(({ decision }) => decision !== null);
  const chosen: Block[] = isAccepted
    ? [{ kind: 'facts', rows: [{ term: write.say('report.result.chosen'), parts: [write.choice(configuration)] }] }]
    : [{ kind: 'notice', verdict: 'wait', parts: [write.say('report.result.nothing')] }];
  const { final } = write;
  const figures = final ? finalBlocks(write, final.answer, final.run) : bestBlocks(write);
  return {
    id: 'result',
    title: write.say('report.result.title'),
    question: null,
    blocks: [...figures, ...readingBlocks(write), ...chosen, ...guidedBlocks(write), pathTable(write)],
  };
}

const text = (...parts: Inline[]): Block => ({ kind: 'text', parts });

const VERDICTS = {
  test: {
    better: 'report.result.better',
    notDistinguishable: 'report.result.notDistinguishable',
    worse: 'report.result.worse',
  },
  dev: {
    better: 'report.result.betterOnDev',
    notDistinguishable: 'report.result.notDistinguishableOnDev',
    worse: 'report.result.worseOnDev',
  },
} as const;

/** The verdict of the final runs, its figure large. */
function finalBlocks(write: Writer, answer: FinalAnswer, { stage }: ReportRun): Block[] {
  const { conclusion, metric, chosen, default: other, rows } = answer;
  const part = conclusion?.part ?? (chosen.test ? 'test' : 'dev');
  const means = (part === 'test' ? chosen.test : chosen.dev) ?? chosen.dev;
  const others = other && (part === 'test' ? other.test : other.dev);
  const shown = metric === 'none' ? means.loss : means.metric;
  const saidBy = (by: 'loss' | 'metric', mean: MeanSpread | null) =>
    mean === null
      ? '–'
      : by === 'loss' || metric === 'none'
        ? write.withNoise(mean.mean, mean.spread)
        : write.metricWithNoise(metric, mean.mean, mean.spread);
  const said = (mean: typeof shown) => saidBy('metric', mean);
  const name = metric === 'none' ? write.say('report.final.loss') : write.metricName(metric);
  const values = { metric: name, value: said(shown) };
  const figure: Block[] = shown
    ? [
        {
          kind: 'figure',
          value: metric === 'none' ? write.number(shown.mean) : write.metric(metric, shown.mean),
          noise: shown.spread === null ? null : (said(shown).split(' ± ')[1] ?? null),
          label: write.say(`report.result.label.${part}`, { metric: name, count: shown.n }),
        },
      ]
    : [];
  if (answer.open > 0) return [...figure, text(write.say('report.result.running'))];
  if (!other) return [...figure, text(write.say('report.result.oneArm', values)), ...baselineBlocks(write)];
  if (!conclusion) {
    const isCut = stage.status !== 'finished' && stage.status !== 'running';
    const why = write.say(isCut ? 'report.result.cut' : 'report.result.noVerdict');
    return [...figure, { kind: 'notice', verdict: 'warn', parts: [why] }];
  }
  const comparison = part === 'test' ? answer.test : answer.dev;
  const difference = comparison?.[conclusion.figure];
  const figuresOf = (by: 'loss' | 'metric') => ({
    metric: by === 'loss' ? write.say('report.result.loss') : name,
    value: saidBy(by, means[by]),
    other: saidBy(by, others?.[by] ?? null),
  });
  const told = { ...figuresOf(conclusion.figure), rows: rows[part] === null ? '–' : write.count(rows[part]) };
  // Whoever reads the large figure wants to know what it says of the two.
  const also = conclusion.figure === 'loss' && metric !== 'none' ? (comparison?.metric ?? null) : null;
  const verdict = conclusion.verdict === 'better' ? 'good' : conclusion.verdict === 'worse' ? 'bad' : 'warn';
  return [
    ...figure,
    {
      kind: 'notice',
      verdict,
      parts: [
        { strong: write.say(VERDICTS[part][conclusion.verdict], told) },
        ...(also
          ? [write.say('page.words.separator'), write.say(`report.result.also.${also.verdict}`, figuresOf('metric'))]
          : []),
      ],
    },
    ...(part === 'dev'
      ? [
          {
            kind: 'notice',
            verdict: 'warn',
            parts: [write.say(write.report.project.command ? 'report.result.devOfCommand' : 'report.result.devOnly')],
          } as const,
        ]
      : []),
    ...(difference
      ? [
          text(
            write.say(difference.rowError === null ? 'report.result.seedsOnly' : 'report.result.difference', {
              metric: conclusion.figure === 'loss' ? write.say('report.result.loss') : name,
              ...differenceWords(write, conclusion.figure, metric, difference),
              pairs: difference.n,
            }),
            write.say('page.words.separator'),
            write.say(isLowerBetter(conclusion.figure, metric) ? 'report.result.lower' : 'report.result.higher'),
            write.say('page.words.separator'),
            write.say(`report.result.by.${conclusion.figure}`),
          ),
        ]
      : []),
    ...baselineBlocks(write),
  ];
}

const isLowerBetter = (figure: 'loss' | 'metric', metric: FinalAnswer['metric']): boolean =>
  figure === 'loss' || metric === 'rmse';

/** A difference and its interval as numbers of one kind. */
export function differenceWords(
  write: Writer,
  figure: 'loss' | 'metric',
  metric: FinalAnswer['metric'],
  { mean, low, high }: { mean: number; low: number; high: number },
): { difference: string; low: string; high: string } {
  const say = (value: number) => write.metricDifference(figure === 'metric' ? metric : 'rmse', value);
  const difference = say(mean);
  const isPoints = figure === 'metric' && metric === 'accuracy';
  return {
    difference: isPoints ? write.say('report.points', { value: difference }) : difference,
    low: say(low),
    high: say(high),
  };
}

/** Without final runs: the figure that was chosen by, and that it was. */
function bestBlocks(write: Writer): Block[] {
  const found = bestTrial(write.report.steps);
  if (!found) return [];
  const { step, run, trial } = found;
  const { facts, command } = write.report.project;
  const { devLoss, at, metric } = bestOf(trial);
  const name = write.metricName(trial.metric);
  const values = {
    loss: write.number(devLoss),
    at: at === null ? '–' : write.count(at),
    metric: name,
    value: write.metric(trial.metric, metric),
    trial: write.trialName(trial, run),
    step: write.stageName(step.kind),
  };
  const hasMetric = trial.metric !== 'none' && metric !== null;
  const sentence =
    devLoss === null
      ? write.say('report.result.bestTrain', { ...values, loss: write.number(trial.result?.trainLoss ?? null) })
      : write.say(hasMetric ? 'report.result.bestMetric' : 'report.result.best', values);
  return [
    {
      kind: 'notice',
      verdict: 'warn',
      parts: [write.say(command ? 'report.result.noneCommand' : 'report.result.none')],
    },
    text(sentence),
    ...(facts
      ? [
          ...baselineBlocks(write),
          ...(write.report.testReadings.some(({ dataDigest }) => dataDigest === write.report.project.dataDigest)
            ? []
            : [text(write.say('report.result.noneTest', { rows: write.count(facts.rows.test) }))]),
        ]
      : []),
  ];
}

/** What a network has to beat to have learnt anything. */
function baselineBlocks(write: Writer): Block[] {
  const { facts } = write.report.project;
  if (!facts) return [];
  const { floor, metric } = facts;
  const values = { metric: write.metricName(metric), value: write.metric(metric, floor.metric) };
  return [text(write.say('report.result.baseline', { loss: write.number(floor.loss), ...values }))];
}

/** That it was a guided run, and who decided in it. */
function guidedBlocks(write: Writer): Block[] {
  const { guided } = write.report;
  if (!guided) return [];
  const budget = write.say(`report.guided.${guided.budget.unit}`, { most: guided.budget.most });
  return [
    text(
      write.say(guided.auto ? 'report.guided.auto' : 'report.guided.asked', { budget }),
      ...(guided.isOver ? [] : [write.say('page.words.separator'), write.say('report.guided.open')]),
    ),
  ];
}

/** The first-ranked trial of the last step that was decided by a run, or else that was run. */
function bestTrial(steps: readonly ReportStep[]): { step: ReportStep; run: ReportRun; trial: Trial } | null {
  const found = steps.flatMap(step => {
    const { run } = step;
    const first = run?.recommendation?.ranking.find(({ rank }) => rank === 1);
    const trial = run?.trials.find(({ id }) => id === first?.trialId);
    // Of decay the first-ranked trial is one of many pairs; its figures are means, which the evidence tells.
    return run && trial && step.kind !== 'decay' ? [{ step, run, trial }] : [];
  });
  return found.findLast(({ step }) => step.decision?.standing === 'holds') ?? found.at(-1) ?? null;
}

/** How often the test rows were read: the same ones more than once is a warning [R2]. */
function readingBlocks(write: Writer): Block[] {
  const { project, testReadings } = write.report;
  if (project.command) return [];
  const own = testReadings.filter(({ dataDigest }) => dataDigest === project.dataDigest);
  const count = own.length;
  const before = testReadings.length - count;
  const others = before > 0 ? [text(write.say('report.readings.other', { count: before }))] : [];
  if (count > 1)
    return [{ kind: 'notice', verdict: 'warn', parts: [write.say('report.readings.many', { count })] }, ...others];
  if (count === 0) return write.final ? [text(write.say('report.readings.none')), ...others] : others;
  const isFinal = own[0]?.kind === 'finalRuns';
  return [text(write.say(isFinal ? 'report.readings.once' : 'report.readings.onceTrial')), ...others];
}

/** All steps of the method at a glance. */
function pathTable(write: Writer): Block {
  const { steps } = write.report;
  const runs = (step: ReportStep): ReportRun[] => [...step.others, ...(step.run ? [step.run] : [])];
  const trials = (some: readonly ReportRun[]): Trial[] => some.flatMap(one => one.trials);
  const all = trials(steps.flatMap(runs));
  return {
    kind: 'table',
    caption: write.say('report.sentences', {
      first: write.say('report.path.title'),
      second: write.say('report.path.caption'),
    }),
    columns: [
      { label: write.say('report.path.stage') },
      { label: write.say('report.path.chosen') },
      { label: write.say('report.path.rules') },
      { label: write.say('report.path.state') },
      { label: write.say('report.path.trials'), numeric: true },
      { label: write.say('report.path.steps'), numeric: true },
    ],
    rows: [
      ...steps.map((step): Inline[] => {
        const own = trials(runs(step));
        const set = step.decision?.decision.set;
        return [
          write.stageName(step.kind),
          set ? write.choice(set) : '–',
          rulesOf(step).join(' '),
          stateOf(write, step),
          own.length === 0 ? '–' : write.count(own.length),
          own.length === 0 ? '–' : write.count(stepsTaken(own)),
        ];
      }),
      [write.say('report.path.together'), '', '', '', write.count(all.length), write.count(stepsTaken(all))],
    ],
    folded: false,
    sum: true,
  };
}

/** The rules that spoke for what is recommended, each once. */
const rulesOf = ({ run }: ReportStep): string[] => [
  ...new Set((run?.recommendation?.evidence ?? []).map(({ rule }) => rule).filter(rule => rule !== 'prune')),
];

function stateOf(write: Writer, { run, decision, leftOut, kind, guided }: ReportStep): string {
  if (!decision) {
    if (leftOut) return write.say('report.path.leftOut');
    if (guided?.outcome === 'leftOut') return write.say('report.path.leftOut');
    if (guided?.outcome === 'skipped') return write.say('report.path.skipped');
    if (!run) return write.say('report.path.notRun');
    if (run.stage.status !== 'finished' && run.stage.status !== 'running') return write.say('report.path.cut');
    if (run.recommendation && run.recommendation.set === null && kind !== 'finalRuns')
      return write.say('report.path.nothing');
    // What is chosen by final runs is nothing.
    return write.say(
      kind === 'finalRuns' && run.stage.status === 'finished' ? 'report.path.done' : 'report.path.notDecided',
    );
  }
  if (decision.standing !== 'holds') return write.say('report.path.stale');
  if (decision.kept) return write.say('report.path.kept');
  if (decision.decision.stageId === null)
    return write.say(decision.decision.probeId === null ? 'report.path.byPerson' : 'report.path.byProbe');
  return write.say(overruledText(write, decision) === null ? 'report.path.accepted' : 'report.path.overruled');
}
