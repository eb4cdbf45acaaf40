import { ladderOf } from '../../domain/answer.ts';
import { batchMomentumOf } from '../../domain/batch-momentum.ts';
import type { HyperparameterSet } from '../../domain/evidence.ts';
import type { ReportRun, ReportStep } from '../../domain/report.ts';
import type { Trial } from '../../domain/trial.ts';
import type { Block, Inline } from '../blocks.ts';
import type { Writer } from '../writer.ts';

/** Longer tables are folded. */
const MANY_ROWS = 12;

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

/** All trials of a step's run as a table, the best first; what was chosen is strong. */
export function trialsTable(write: Writer, step: ReportStep & { run: ReportRun }): Block {
  const { run } = step;
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
  const hasRanks = ordered.some(trial => Number.isFinite(rankOf(trial)));
  const chosen = step.decision?.decision.set ?? recommendation?.set ?? null;
  const metric = trials[0]?.metric ?? 'none';
  const columns = [
    ...(hasRanks ? [{ label: write.say('report.column.rank'), numeric: true }] : []),
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
      ...(hasRanks ? [rank === null ? '–' : String(rank)] : []),
      isOf(trial, chosen) ? { strong: write.trialName(trial, run) } : write.trialName(trial, run),
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
  const caption = write.say(hasRanks ? 'report.stage.trialsShown' : 'report.stage.trials', { count: trials.length });
  const notes = [
    ...(hasLevels ? [write.say('report.level.note')] : []),
    ...(batchMomentumOf(run) ? [write.say('report.point.note')] : []),
  ];
  return {
    kind: 'table',
    caption:
      notes.length > 0
        ? write.say('report.sentences', { first: caption, second: notes.join(write.say('page.words.separator')) })
        : caption,
    columns,
    rows,
    folded: rows.length > MANY_ROWS,
  };
}

/** Whether a trial is of what was chosen; how long it trained is not compared, since num_steps is chosen from longer ones. */
function isOf({ hyperparameters }: Trial, chosen: HyperparameterSet | null): boolean {
  const names = Object.keys(chosen ?? {}).filter(name => name !== 'steps') as (keyof HyperparameterSet)[];
  const differs = (name: keyof HyperparameterSet) =>
    JSON.stringify(hyperparameters[name]) !== JSON.stringify(chosen?.[name]);
  return names.length > 0 && !names.some(differs);
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
