import type { Statement } from '#shared/domain/reason.ts';
import { written } from '#shared/domain/reason.ts';
import {
  outcomeKey,
  roundedMinutes,
  spareOf,
  type TuneBudget,
  type TuneCost,
  type TunePlan,
  type TuneRun,
  type TuneShare,
  type TuneStage,
  totalMs,
  totalSteps,
} from '#shared/domain/tune.ts';
import { nameOfStep } from '#shared/method/stages/definitions.ts';
import { formatCount, formatDuration, formatQuantity } from '../format.ts';
import { say } from '../say.ts';
import { table } from '../table.ts';
import { setName } from '../trial-name.ts';

type Unit = TuneBudget['unit'];

/** A statement in the terminal's language. */
export const said = (statement: Statement): string => say(statement.key, written(statement, formatQuantity));

/** What a stage is called, by its kind alone or as a run has it. */
export const stageName = (kind: string, own: Statement | null = null): string => {
  const name = nameOfStep(kind);
  return own ? said(own) : name ? say(name) : kind;
};

/** How a budget is shared out: each stage's share, what it does with it, what is left out and why. */
export function planLines(plan: TunePlan, unit: Unit): string {
  const { shares, available } = plan;
  const rows = shares.map(share => [
    stageName(share.kind, share.name),
    share.choice === null ? '–' : percent(costIn(share.about, unit) / available),
    share.choice === null ? '' : cost(share.about, unit),
    said(share.says) + moreOf(share),
  ]);
  const head = (['stage', 'share', 'planned', 'does'] as const).map(key => say(`cli.tune.column.${key}`));
  const spare = spareOf(plan, unit);
  return [table(head, rows, [1, 2]), ...(spare ? [said(spare)] : [])].join('\n');
}

const moreOf = ({ without }: TuneShare): string => (without ? ` ${say('cli.tune.more', { more: said(without) })}` : '');

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const costIn = ({ steps, ms }: TuneCost, unit: Unit): number => (unit === 'steps' ? steps : (ms ?? Number.NaN));

const cost = (of: TuneCost, unit: Unit): string =>
  unit === 'steps' ? say('cli.tune.steps', { steps: of.steps }) : formatDuration(of.ms === null ? null : of.ms / 1000);

function becameText(stage: TuneStage, status: TuneRun['status']): string {
  const outcome = say(outcomeKey(stage, status));
  return stage.set ? say('tunePage.became', { outcome, set: setName(stage.set) }) : outcome;
}

/** What became of each stage, with what it was given and what it took. */
export function usedLines({ stages, budget, status }: TuneRun): string {
  const { unit, most } = budget;
  const rows = stages.map(stage => {
    const { kind, share, used, outcome } = stage;
    return [
      stageName(kind, share.name),
      share.choice === null ? '–' : cost(share.about, unit),
      used ? cost(used, unit) : '–',
      outcome === 'leftOut' ? said(share.says) : becameText(stage, status),
    ];
  });
  const head = (['stage', 'planned', 'used', 'decision'] as const).map(key => say(`cli.tune.column.${key}`));
  const [steps, ms] = [totalSteps(stages), totalMs(stages)];
  const total =
    unit === 'steps'
      ? say('tune.used.steps', { used: steps, most, time: formatDuration(ms / 1000) })
      : say('tune.used.minutes', { used: roundedMinutes(ms), most, steps: formatCount(steps) });
  return `${table(head, rows, [1, 2])}\n${total}`;
}
