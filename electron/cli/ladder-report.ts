import type { Output, StageView } from '#shared/contract/requests.ts';
import { type Candidate, type LadderAnswer, ladderOf } from '#shared/domain/answer.ts';
import type { Evidence, Remedy, Verdict } from '#shared/domain/evidence.ts';
import type { PreparationCheck } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import { type Decision, StagePlan } from '#shared/domain/project.ts';
import { type Statement, written } from '#shared/domain/reason.ts';
import { networkIfAny } from '#shared/method/networks/same-network.ts';
import { evidenceOf } from '#shared/method/stages/learning-rate/evidence.ts';
import { decisionSummary } from './decision-line.ts';
import { formatFit, formatNumber, formatQuantity, formatRate } from './format.ts';
import { say } from './say.ts';
import { table } from './table.ts';

/** What a ladder says. @throws Error for a stage that is none */
export function ladderIn(view: StageView): LadderAnswer {
  const answer = ladderOf(view);
  if (!answer) throw new Error(`The stage ${view.stage.id} is no ladder.`);
  return answer;
}

/** A column of the table: what it is called, what stands in it, and whether it is a number. */
interface Column {
  head: string;
  cell: (candidate: Candidate) => string;
  isNumber: boolean;
}

/**
 * The candidates by rank, with what they were ranked by [L3]: the lowest dev loss (smoothed, the mean of their seeds), what is within noise
 * of the deepest, and the steps until they were; or where nothing was evaluated the training loss.
 */
export function candidateTable(view: StageView): string {
  const { trials, project } = view;
  const answer = ladderIn(view);
  const candidates = [...answer.candidates].sort(
    (a, b) => (a.rank ?? 99) - (b.rank ?? 99) || b.learningRate - a.learningRate,
  );
  const column = (key: (typeof COLUMNS)[number], cell: Column['cell'], isNumber = true): Column => ({
    head: say(`cli.column.${key}`, { threshold: formatNumber(answer.threshold) }),
    cell,
    isNumber,
  });
  const count = (value: number | null) => (value === null ? '–' : String(value));
  const ranked = (value: (r: Candidate) => number | null) => (r: Candidate) =>
    formatNumber(r.rank === null ? null : value(r));
  const noise = (value: number | null) => (value === null ? '' : `± ${formatNumber(value)}`);
  const seeds = new Set(candidates.map(({ seed }) => seed));
  const metricName = trials[0] ? say(`metric.${trials[0].metric}`) : '';
  const byDev = [
    column(
      'level',
      ranked(r => r.level),
    ),
    column('noise', r => (r.rank === null || r.devNoise === 0 ? '' : noise(r.devNoise)), false),
    column('within', r => count(r.stepsToReach)),
    column('lowest', r => formatNumber(r.lowestDevLoss)),
    column('lowestAt', r => count(r.lowestAt)),
    {
      ...column('metric', r => formatFit(r.metric.name, r.lowestMetric, r.lowestDevLoss, project.facts)),
      head: say('cli.column.there', { metric: metricName }),
    },
    ...(candidates.some(r => r.metricBest)
      ? [
          {
            head: say('cli.column.best', { metric: metricName }),
            cell: (r: Candidate) => (r.metricBest ? formatFit(r.metric.name, r.metricBest.metric, null, null) : ''),
            isNumber: true,
          },
          column('bestAt', r => count(r.metricBest?.at ?? null)),
        ]
      : []),
  ];
  const byTraining = [
    column(
      'loss',
      ranked(r => r.finalLoss),
    ),
    column('noise', r => (r.rank === null ? '' : noise(r.noise)), false),
    column('reach', r => count(r.stepsToReach)),
    column('devLoss', r => formatNumber(r.devLoss)),
    {
      ...column('metric', r => formatFit(r.metric.name, r.metric.value, r.devLoss, project.facts)),
      head: metricName,
    },
  ];
  const columns = [
    column('rank', r => count(r.rank)),
    column('rate', r => formatRate(r.learningRate)),
    ...(seeds.size > 1 ? [column('seed', r => count(r.seed))] : []),
    column('state', r => say(`status.${r.status}`), false),
    column('steps', r => String(r.steps)),
    ...(answer.by === 'dev' ? byDev : byTraining),
  ];
  return table(
    columns.map(({ head }) => head),
    candidates.map(candidate => columns.map(({ cell }) => cell(candidate))),
    columns.flatMap(({ isNumber }, i) => (isNumber ? [i] : [])),
  );
}

const COLUMNS = [
  ...(['rank', 'rate', 'seed', 'state', 'steps', 'loss', 'noise', 'reach', 'devLoss', 'metric'] as const),
  ...(['level', 'within', 'lowest', 'lowestAt', 'bestAt'] as const),
] as const;

const GLYPHS: Readonly<Record<Verdict, string>> = { good: '✓', warn: '!', bad: '✗', wait: '…' };

/**
 * What to use, and a line for each reason that the page gives too.
 * @param probe that was made for what the ladder trains [B8]; null: none
 */
export function advice(view: StageView, probe: Probe | null): string {
  const answer = ladderIn(view);
  const plan = StagePlan.parse(view.stage.plan);
  const reasons = evidenceOf({ plan, answer, facts: view.project.facts, probe });
  return [headline(answer), ...reasons.map(reasonLine)].join('\n');
}

function headline({ best, numSteps, candidates, beatsBaseline, open }: LadderAnswer): string {
  if (!best && open === 0 && beatsBaseline === false) return say('cli.advice.noBetter');
  if (!best) return say(candidates.every(r => r.status === 'diverged') ? 'cli.advice.allDiverged' : 'cli.advice.none');
  const rate = formatRate(best.learningRate);
  return numSteps.value === null
    ? say('cli.advice.useRate', { rate })
    : say('cli.advice.use', { rate, steps: numSteps.value });
}

/** One reason, with what to type where something can be done about it. */
export function reasonLine({ rule, verdict, title, body, remedy }: Evidence): string {
  const words = [said(title), said(body), ...(remedy ? [remedyWords(remedy)] : [])];
  return `  ${GLYPHS[verdict]} ${words.join(say('page.words.separator'))} [${rule}]`;
}

/** The same for programs. */
export const reasonSummary = ({ rule, verdict, title, body }: Evidence): object => ({
  rule,
  verdict,
  key: title.key,
  sentence: [said(title), said(body)].join(say('page.words.separator')),
});

/** What to type for it. */
function remedyWords(remedy: Remedy): string {
  if (remedy.kind === 'runLonger') return say('cli.remedy.runLonger', { steps: String(remedy.steps) });
  if (remedy.kind === 'addRate') return say('cli.remedy.addRate', { rate: formatRate(remedy.rate) });
  const { weightDecay = 0, dropout = 0, schedule } = remedy.set;
  return schedule
    ? say('cli.remedy.decay')
    : say('cli.remedy.regularised', { weightDecay: formatRate(weightDecay), dropout: formatRate(dropout) });
}

const said = (statement: Statement): string => say(statement.key, written(statement, formatQuantity));

/** How the ladder's best compares with that of another optimizer's ladder. */
export function optimizerLine({ stage }: StageView, other: Output<'ladder.optimizers'>[number]): string {
  const { optimizer } = StagePlan.parse(stage.plan).base;
  return say(`optimizers.${other.verdict}`, {
    own: say(`newLadder.optimizer.${optimizer}`),
    other: say(`newLadder.optimizer.${other.optimizer}`),
    rate: formatRate(other.learningRate),
    loss: formatNumber(other.devLoss),
    otherLoss: formatNumber(other.otherDevLoss),
    noise: formatNumber(other.noise),
  });
}

/** What `ladder --json` prints where a check of the preparation says that nothing can be learnt. */
export function stoppedSummary(stops: readonly PreparationCheck[]): object {
  const checks = stops.map(({ id, verdict, key, values }) => ({ id, verdict, sentence: say(key, values) }));
  return { checks, candidates: [], best: null };
}

/** Which evaluation counts, and by which figure: the lowest dev loss, or the metric where it is better elsewhere beyond noise. */
function bestEvaluationOf({ metricBest, lowestAt, lowestDevLoss, lowestMetric }: Candidate): object | null {
  if (metricBest) return { by: 'metric', ...metricBest };
  return lowestAt === null ? null : { by: 'devLoss', at: lowestAt, devLoss: lowestDevLoss, metric: lowestMetric };
}

/** What `ladder --json` prints. */
export function ladderSummary(view: StageView, probe: Probe | null, decisions: readonly Decision[]): object {
  const { stage, project } = view;
  const answer = ladderIn(view);
  const { candidates, best, numSteps } = answer;
  return {
    candidates: candidates.map(r => ({
      lr: r.learningRate,
      status: r.status,
      rank: r.rank,
      steps: r.steps,
      finalLoss: r.finalLoss,
      noise: r.noise,
      stepsToReach: r.stepsToReach,
      devLoss: r.devLoss,
      lowestDevLoss: r.lowestDevLoss,
      lowestAt: r.lowestAt,
      lowestMetric: r.lowestMetric,
      bestEvaluation: bestEvaluationOf(r),
      metric: r.metric,
      seed: r.seed,
      devNoise: r.devNoise,
      equal: r.equal,
      weakness: r.weakness,
      trialId: r.trialId,
    })),
    best: best && { lr: best.learningRate },
    numSteps: {
      value: numSteps.value,
      convergedAt: numSteps.convergedAt,
      converged: numSteps.converged,
      overfitsFrom: numSteps.overfitsFrom,
    },
    rankedBy: answer.by,
    noiseAssumed: answer.assumed,
    beatsBaseline: answer.beatsBaseline,
    beatsBy: answer.beatsBy ?? null,
    threshold: answer.threshold,
    atEdge: answer.atEdge,
    tied: answer.tied,
    extended: answer.extended,
    refined: answer.refined,
    pruned: answer.pruned,
    stepsUsed: answer.stepsUsed,
    stepsFull: answer.stepsFull,
    ...(probe && { probe: { lr: probe.answer.learningRate, confidence: probe.answer.confidence, probeId: probe.id } }),
    decision: decisionSummary(decisions, project),
    ...(project.command ? { command: project.source } : { network: networkIfAny(StagePlan.parse(stage.plan).base) }),
    stageId: stage.id,
  };
}
