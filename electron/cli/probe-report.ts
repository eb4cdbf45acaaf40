import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { estimateOf } from '#shared/method/probe/answer.ts';
import { formatDuration, formatNumber, formatRate } from './format.ts';
import { say } from './say.ts';
import { table } from './table.ts';

/** What its check found [B6]. */
function checkLine({ passed, halvings, lossBefore, lossAfter }: ProbeAnswer['check']): string {
  const losses = { before: formatNumber(lossBefore), after: formatNumber(lossAfter) };
  if (!passed) return say(halvings === 0 ? 'cli.probe.unchecked' : 'cli.probe.uncheckedHalved', losses);
  return halvings === 0 ? say('cli.probe.checked', losses) : say('cli.probe.halved', { ...losses, count: halvings });
}

/** What a probe found, for a person. */
export function probeReport({
  learningRate,
  confidence,
  ratioRule,
  rounds,
  layers,
  check,
  steps,
  seconds,
  ...rest
}: ProbeAnswer): string {
  const head = (['round', 'rate', 'ratio', 'unseenLoss', 'steps'] as const).map(key => say(`cli.probe.column.${key}`));
  const rows = rounds.map(round => [
    String(round.round),
    formatRate(Number(round.learningRate.toPrecision(2))),
    formatNumber(round.ratio),
    formatNumber(round.unseenLoss),
    String(round.steps),
  ]);
  const [low, high] = ratioRule.band;
  const lines = [
    table(head, rows, [0, 1, 2, 3, 4]),
    '',
    table(
      (['layer', 'ratio'] as const).map(key => say(`cli.probe.column.${key}`)),
      layers.map(({ name, ratio }) => [name, formatNumber(ratio)]),
      [1],
    ),
    '',
    say('cli.probe.rule', {
      ratio: formatNumber(ratioRule.ratio),
      at: formatRate(Number(ratioRule.learningRate.toPrecision(2))),
      low: formatNumber(low),
      high: formatNumber(high),
      estimate: ratioRule.estimate === null ? '–' : formatRate(Number(ratioRule.estimate.toPrecision(2))),
    }),
    say(`cli.probe.answer.${confidence}`, { rate: formatRate(estimateOf({ learningRate })) }),
    checkLine(check),
    say(rest.digestBefore === rest.digestAfter ? 'cli.probe.noTrace' : 'cli.probe.trace', {
      steps: steps === null ? '–' : Math.ceil(steps),
      seconds: formatDuration(seconds),
      digest: rest.digestAfter.slice(0, 12),
    }),
  ];
  return lines.join('\n');
}
