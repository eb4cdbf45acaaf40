import type { StageView } from '#shared/contract/requests.ts';
import type { Rung } from '#shared/domain/answer.ts';
import type { PreparationCheck } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision } from '#shared/domain/project.ts';
import { beatsBar, lossBar } from '#shared/method/bar.ts';
import { isBetter } from '#shared/method/metric.ts';
import { networkIn } from '#shared/method/networks/same-network.ts';
import { betterOnDev } from '#shared/method/overfitting.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { decisionSummary } from './decision-line.ts';
import { formatFit, formatMetric, formatNumber, formatRate } from './format.ts';
import { LANGUAGE, say } from './say.ts';
import { table } from './table.ts';

/** The rungs by rank, with the two numbers they were ranked by [L3]. */
export function rungTable({ answer, trials, project }: StageView): string {
  const rungs = [...answer.rungs].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || b.learningRate - a.learningRate);
  const head = (['rank', 'rate', 'state', 'steps', 'loss', 'noise', 'reach', 'devLoss', 'metric'] as const).map(key =>
    say(`cli.column.${key}`, { threshold: formatNumber(answer.threshold) }),
  );
  const metricName = trials[0] ? say(`metric.${trials[0].metric}`) : '';
  head[8] = metricName;
  const rows = rungs.map(r => [
    r.rank === null ? '–' : String(r.rank),
    formatRate(r.learningRate),
    say(`status.${r.status}`),
    String(r.steps),
    formatNumber(r.rank === null ? null : r.finalLoss),
    r.rank === null || r.noise === null ? '' : `± ${formatNumber(r.noise)}`,
    r.stepsToReach === null ? '–' : String(r.stepsToReach),
    formatNumber(r.devLoss),
    formatFit(r.metric.name, r.metric.value, r.devLoss, project.facts),
  ]);
  return table(head, rows, [0, 1, 3, 4, 6, 7, 8]);
}

/** What to use and why, in two or three sentences. */
export function advice({ answer, stage, project }: StageView): string {
  const { best, numSteps, rungs, threshold } = answer;
  const rung = rungs.find(r => r.trialId === best?.trialId);
  if (!best || !rung)
    return say(rungs.every(r => r.status === 'diverged') ? 'cli.advice.allDiverged' : 'cli.advice.none');
  const other = betterOnDev(answer);
  const steps = numSteps.value ?? stage.plan.base.steps;
  const values = {
    rate: formatRate(best.learningRate),
    steps,
    loss: formatNumber(rung.finalLoss),
    noise: formatNumber(rung.noise),
    reach: rung.stepsToReach ?? 0,
    threshold: formatNumber(threshold),
    convergedAt: numSteps.convergedAt ?? 0,
    bar: formatNumber(project.facts && lossBar(project.facts).loss),
  };
  return [
    ...(project.facts && !beatsBar(rung, project.facts) ? [say('cli.advice.noBetter', values)] : []),
    say(numSteps.converged ? 'cli.advice.use' : 'cli.advice.useRate', values),
    say(answer.tied.length > 0 ? 'cli.advice.fastest' : 'cli.advice.deepest', values),
    say(numSteps.converged ? 'cli.advice.converged' : 'cli.advice.notConverged', values),
    ...(other ? [byHeart(rung, other)] : []),
    ...(answer.atEdge ? [say(`cli.advice.edge.${answer.atEdge}`, values)] : []),
    ...(answer.extended.length > 0 ? [say('cli.advice.extended', { rates: rates(answer.extended) })] : []),
    ...(answer.refined.length > 0 ? [say('cli.advice.refined', { rates: rates(answer.refined) })] : []),
    ...(answer.pruned.length > 0 ? [say('cli.advice.pruned', { used: answer.stepsUsed, full: answer.stepsFull })] : []),
  ].join(LANGUAGE === 'zh-CN' ? '' : ' ');
}

/** The best rung learns its rows by heart: another does clearly better on dev by its loss, and perhaps by the metric too. */
function byHeart(best: Rung, other: Rung): string {
  const { name, value } = best.metric;
  return say(isBetter(best.metric, other.metric) ? 'cli.advice.surer' : 'cli.advice.overfits', {
    dev: formatNumber(best.devLoss),
    other: formatRate(other.learningRate),
    otherDev: formatNumber(other.devLoss),
    metric: say(`metric.${name}`),
    value: formatMetric(name, value),
    otherValue: formatMetric(name, other.metric.value),
  });
}

const rates = (some: readonly number[]): string => some.map(formatRate).join(LANGUAGE === 'zh-CN' ? '、' : ', ');

/** Decades by which probe and ladder may differ before that is pointed out [B8]. */
const MOST_DECADES = 1;

/** What a probe says beside the ladder [B8]; nothing where there is none, or no answer to compare it with. */
export function crossCheck({ answer: { best } }: StageView, probe: Probe | null): string[] {
  if (!probe || !best) return [];
  const apart = Math.abs(Math.log10(probe.answer.learningRate / best.learningRate));
  // The logarithm of 10 may have a last digit too many.
  const key = apart <= MOST_DECADES + 1e-9 ? 'cli.advice.probeAgrees' : 'cli.advice.probeDiffers';
  return [say(key, { rate: formatRate(estimateOf(probe.answer)), best: formatRate(best.learningRate) })];
}

/** What `ladder --json` prints where a check of the preparation says that nothing can be learnt. */
export function stoppedSummary(stops: readonly PreparationCheck[]): object {
  const checks = stops.map(({ id, verdict, key, values }) => ({ id, verdict, sentence: say(key, values) }));
  return { checks, rungs: [], best: null };
}

/** What `ladder --json` prints. */
export function ladderSummary(
  { answer, stage, project }: StageView,
  probe: Probe | null,
  decisions: readonly Decision[],
): object {
  const { rungs, best, numSteps } = answer;
  return {
    rungs: rungs.map(r => ({
      lr: r.learningRate,
      status: r.status,
      rank: r.rank,
      steps: r.steps,
      finalLoss: r.finalLoss,
      noise: r.noise,
      stepsToReach: r.stepsToReach,
      devLoss: r.devLoss,
      metric: r.metric,
      trialId: r.trialId,
    })),
    best: best && { lr: best.learningRate },
    numSteps: { value: numSteps.value, convergedAt: numSteps.convergedAt, converged: numSteps.converged },
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
    network: networkIn(stage.plan.base),
    stageId: stage.id,
  };
}
