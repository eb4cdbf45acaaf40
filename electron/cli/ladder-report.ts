import type { StageView } from '#shared/contract/requests.ts';
import { beatsBar, lossBar } from '#shared/method/bar.ts';
import { formatFit, formatNumber, formatRate } from './format.ts';
import { LANGUAGE, say } from './say.ts';
import { table } from './table.ts';

/** The rungs by rank, with the two numbers they were ranked by [L3]. */
export function rungTable({ answer, trials, project }: StageView): string {
  const rungs = [...answer.rungs].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || b.learningRate - a.learningRate);
  const head = ['rank', 'rate', 'state', 'steps', 'loss', 'noise', 'reach', 'devLoss', 'metric'].map(key =>
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
    ...(answer.atEdge ? [say(`cli.advice.edge.${answer.atEdge}`, values)] : []),
  ].join(LANGUAGE === 'zh-CN' ? '' : ' ');
}
