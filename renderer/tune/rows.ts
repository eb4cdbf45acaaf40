import type { StageView } from '#shared/contract/requests.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import {
  outcomeKey,
  roundedMinutes,
  spareOf,
  type TuneBudget,
  type TunePlan,
  type TuneShare,
  type TuneStage,
  type TuneStatus,
  type TuneView,
  totalMs,
  totalSteps,
} from '#shared/domain/tune.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import { formatCount, formatShare, NONE } from '../format.ts';
import { statementText } from '../quantity.ts';
import { setText } from '../stage/plain-parts.tsx';
import { costText, stageName, type TuneRow } from './TuneTable.tsx';

type Unit = TuneBudget['unit'];

/** The two things that every text needs. */
export interface Words {
  t: Translate;
  language: Language;
}

/** The stages of a plan: each one's share, what it takes at most, what it does or why it is left out. */
export const planRows = ({ shares, available }: TunePlan, unit: Unit, words: Words): TuneRow[] =>
  shares.map(share => ({
    ...rowOf(share, words),
    ...{ stage: null, isCurrent: false },
    figures: [
      share.choice === null ? NONE : formatShare(costIn(share, unit) / available),
      plannedText(share, unit, words),
    ],
    says: statementText(share.says, words.t, words.language),
    note: share.without && words.t('tune.more', { more: statementText(share.without, words.t, words.language) }),
  }));

/** The same of their sum. */
export function planTotal(plan: TunePlan, unit: Unit, { t, language }: Words) {
  const { available, planned } = plan;
  const spare = spareOf(plan, unit);
  const sum = costText(unit === 'steps' ? { steps: planned, ms: null } : { steps: 0, ms: planned }, unit, t, language);
  return { figures: [formatShare(planned / available), sum], says: spare ? statementText(spare, t, language) : '' };
}

/**
 * The stages of a run: those whose turn has come with what they took and what became of them, those to come as they are planned now.
 * @param current the stage whose turn it is, as far as it is known
 */
export function runRows({ run, ahead }: TuneView, current: StageView | null, words: Words): TuneRow[] {
  const { unit } = run.budget;
  const { t, language } = words;
  const begun = run.stages.map((stage): TuneRow => {
    const { stageId, share, outcome } = stage;
    const isCurrent = outcome === 'pending';
    const view = isCurrent && current?.stage.id === stageId ? current : null;
    const has = stageId !== null && (!isCurrent || view !== null);
    return {
      ...{ ...rowOf(share, words), isCurrent, isLeftOut: outcome === 'leftOut' },
      stage: has ? { projectId: run.projectId, stageId } : null,
      figures: [plannedText(share, unit, words), usedText(stage, view, unit, words)],
      says: run.status === 'gate' && isCurrent ? t('tunePage.status.gate') : becameText(stage, run.status, view, words),
      note: outcome === 'leftOut' ? null : statementText(share.says, t, language),
    };
  });
  const toCome = (run.status === 'finished' ? [] : (ahead?.shares ?? [])).map(
    (share): TuneRow => ({
      ...rowOf(share, words),
      ...{ stage: null, isCurrent: false },
      figures: [plannedText(share, unit, words), ''],
      says: share.choice === null ? statementText(share.says, t, language) : t('tunePage.toCome'),
      note: share.choice === null ? null : statementText(share.says, t, language),
    }),
  );
  return [...begun, ...toCome];
}

/** What all stages of a run are planned to take together, over and to come: mostly less than its budget. */
export function plannedTotal({ run, ahead }: TuneView, { t, language }: Words): string {
  const toCome = run.status === 'finished' ? [] : (ahead?.shares ?? []);
  const costs = [...run.stages.map(({ share }) => share), ...toCome].map(({ about }) => about);
  const steps = costs.reduce((sum, cost) => sum + cost.steps, 0);
  const ms = costs.every(cost => cost.ms !== null) ? costs.reduce((sum, cost) => sum + (cost.ms ?? 0), 0) : null;
  return costText({ steps, ms }, run.budget.unit, t, language);
}

/** What a run has taken of its budget so far, in a sentence; of the stage under way as far as it is known. */
export function usedSentence(
  { stages, budget: { unit, most } }: TuneView['run'],
  current: StageView | null,
  { t, language }: Words,
): string {
  const steps = totalSteps(stages) + (current?.progress.stepsUsed ?? 0);
  const ms = totalMs(stages) + (current?.stage.tookMs ?? 0);
  if (current && !isTimed(current)) {
    return unit === 'steps'
      ? t('tunePage.used.steps', { used: formatCount(steps, language), most: formatCount(most, language) })
      : t('tunePage.used.minutes', { used: roundedMinutes(ms), most, steps: formatCount(steps, language) });
  }
  const time = costText({ steps, ms }, 'minutes', t, language);
  return unit === 'steps'
    ? t('tune.used.steps', { used: formatCount(steps, language), most: formatCount(most, language), time })
    : t('tune.used.minutes', { used: roundedMinutes(ms), most, steps: formatCount(steps, language) });
}

const rowOf = ({ line, kind, name, choice }: TuneShare, { t, language }: Words) => ({
  ...{ line, kind, name: stageName({ kind, name }, t, language), isLeftOut: choice === null },
});

const costIn = ({ about }: TuneShare, unit: Unit): number =>
  unit === 'steps' ? about.steps : (about.ms ?? Number.NaN);

const plannedText = ({ choice, about }: TuneShare, unit: Unit, { t, language }: Words): string =>
  costText(choice === null ? null : about, unit, t, language);

/** How long a stage takes is known once it rests. */
const isTimed = ({ stage: { tookMs, status } }: StageView): boolean => tookMs !== null && status !== 'running';

/** Of a stage under way, what its trials took so far; of one that took nothing, nothing. */
function usedText({ used }: TuneStage, view: StageView | null, unit: Unit, { t, language }: Words): string {
  if (used) return costText(used, unit, t, language);
  if (!view || (unit === 'minutes' && !isTimed(view))) return '';
  return costText({ steps: view.progress.stepsUsed, ms: view.stage.tookMs }, unit, t, language);
}

function becameText(stage: TuneStage, status: TuneStatus, view: StageView | null, { t, language }: Words): string {
  const { outcome, share, set, cutShort } = stage;
  if (outcome === 'leftOut') return statementText(share.says, t, language);
  const outcomeText = t(outcomeKey(stage, status));
  if (outcome === 'pending')
    return view
      ? t('tunePage.became.pending', { outcome: outcomeText, share: formatShare(view.progress.done) })
      : outcomeText;
  const { schedule, ...rest } = set ?? {};
  const isPlain = schedule && isConstant(schedule) && Object.keys(rest).length === 0;
  const words = isPlain ? t('report.choice.noDecay') : set && setText(set, t, language);
  const said = words ? t('tunePage.became', { outcome: outcomeText, set: words }) : outcomeText;
  // Of final runs the outcome says it.
  return cutShort && outcome !== 'reported' ? t('tunePage.became.cutShort', { said }) : said;
}
