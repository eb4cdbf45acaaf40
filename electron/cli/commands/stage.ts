import type { Command } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { StageEstimate, StageView } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { questionOf, STAGES } from '#shared/method/stages/definitions.ts';
import type { Core } from '../../core/core.ts';
import { acceptSet } from '../accept.ts';
import { formatCount, formatNumber } from '../format.ts';
import { reasonLine, reasonSummary } from '../ladder-report.ts';
import { addCommon, addDataChoice, type CommonOptions, type DataOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { createProject, follow, withTrainer } from '../session.ts';
import { table } from '../table.ts';
import { setName } from '../trial-name.ts';
import { showBatchMomentum } from './batch-momentum.ts';
import { showDecay } from './decay.ts';
import { showFinal } from './final.ts';
import { showLadder } from './ladder.ts';
import { showRegularisation } from './regularise.ts';

interface StageOptions extends DataOptions {
  data: string;
  choice?: string;
  accept?: boolean;
}

/** `descent stage KIND`: any stage of the method, by its own rules alone. */
export function addStageCommand(program: Command): void {
  const kinds = STAGES.map(({ kind }) => kind).join(', ');
  addDataChoice(addCommon(program.command('stage <kind>').description(say('cli.stage.about', { kinds }))))
    .requiredOption('--data <path>', say('cli.flag.data'))
    .option('--choice <json>', say('cli.flag.choice'))
    .option('--accept', say('cli.flag.accept'))
    .action(async (kind: string, options: StageOptions) => {
      process.exitCode = await withTrainer(options, async core => {
        const { id: projectId } = await createProject(core, options);
        const asked = { projectId, kind, choice: parsed(options.choice ?? '{}') };
        tell(costLine(await core.ask('stages.estimate', asked)));
        const stage = await core.ask('stages.start', asked);
        // For programs all kinds are told in one form.
        return options.json ? showPlain(core, stage.id, options) : showStage(core, stage, options);
      });
    });
}

/** Follows a stage of any kind to its end and prints its answer. Returns the exit code. */
export function showStage(
  core: Core,
  { id, kind }: Pick<Stage, 'id' | 'kind'>,
  options: CommonOptions & { accept?: boolean },
): Promise<number> {
  if (kind === 'batchMomentum') return showBatchMomentum(core, id, options);
  if (kind === 'decay') return showDecay(core, id, options);
  if (kind === 'finalRuns') return showFinal(core, id, options);
  if (kind === 'regularisation') return showRegularisation(core, id, options);
  return questionOf({ kind }) === 'learningRate'
    ? showLadder(core, id, {
        json: options.json === true,
        withCurves: false,
        probe: null,
        accept: options.accept === true,
      })
    : showPlain(core, id, options);
}

/** As the rules of its kind alone tell it. */
async function showPlain(core: Core, stageId: string, options: CommonOptions & { accept?: boolean }): Promise<number> {
  const { view, interrupted } = await follow(core, stageId);
  const { set } = view.recommendation;
  if (options.json) console.log(JSON.stringify(summary(view)));
  else console.log(plainReport(view));
  if (interrupted !== null) {
    if (view.trials.some(({ status }) => RESUMABLE.has(status))) tell(say('cli.resume.left', { id: stageId }));
    return interrupted;
  }
  // Not of one that was cut short: whoever asked for it meant what it says in the end.
  if (options.accept) await acceptSet(core, view);
  return set === null || view.trials.some(({ status }) => status === 'failed') ? 1 : 0;
}

/** What any stage tells, by the rules of its kind alone. */
export const plainReport = (view: StageView): string => [rankingTable(view), '', ...advice(view)].join('\n');

function parsed(choice: string): unknown {
  try {
    return JSON.parse(choice);
  } catch (error) {
    throw new Refusal('error.request.invalid', { detail: `--choice: ${(error as Error).message}` });
  }
}

const costLine = ({ trials, steps }: StageEstimate): string => say('cli.stage.cost', { trials, steps });

/** The points by rank, with the figures that they were ranked by. */
function rankingTable({ trials, recommendation: { ranking } }: StageView): string {
  const figures = FIGURES.filter(({ key }) => ranking.some(one => one.figures[key] !== undefined));
  const inOrder = [...ranking].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  const rows = inOrder.map(({ trialId, rank, figures: values }) => {
    const trial = trials.find(({ id }) => id === trialId);
    return [
      rank === null ? '–' : String(rank),
      trial ? setName(trial.point.set) : '',
      trial ? say(`status.${trial.status}`) : '',
      ...figures.map(({ key }) => figureText(values[key] ?? null)),
    ];
  });
  const head = [
    say('cli.column.rank'),
    say('cli.column.point'),
    say('cli.column.state'),
    ...figures.map(({ head }) => say(head)),
  ];
  return table(head, rows, [0, ...figures.map((_, i) => 3 + i)]);
}

/** The figures of a ranking that have a name for a person. */
const FIGURES = [
  { key: 'steps', head: 'cli.column.steps' },
  { key: 'finalLoss', head: 'stage.figure.finalLoss' },
  { key: 'stepsToReach', head: 'stage.figure.stepsToReach' },
  { key: 'devLoss', head: 'stage.figure.devLoss' },
  { key: 'lowestDevLoss', head: 'cli.column.lowest' },
  { key: 'lowestAt', head: 'cli.column.lowestAt' },
] as const satisfies readonly { key: string; head: MessageKey }[];

/** A count, or something measured. */
const figureText = (value: number | null): string =>
  value !== null && Number.isInteger(value) ? formatCount(value) : formatNumber(value);

/** What to accept, and why. */
function advice({ recommendation: { set, evidence } }: StageView): string[] {
  const headline = set ? say('cli.stage.use', { set: setName(set) }) : say('cli.stage.none');
  return [headline, ...evidence.map(reasonLine)];
}

/** What `stage --json` prints. */
const summary = ({ stage, trials, recommendation: { ranking, set, evidence, detail } }: StageView): object => ({
  stageId: stage.id,
  kind: stage.kind,
  status: stage.status,
  ranking: ranking.map(one => ({ ...one, point: trials.find(({ id }) => id === one.trialId)?.point.set ?? null })),
  set,
  evidence: evidence.map(reasonSummary),
  detail,
});
