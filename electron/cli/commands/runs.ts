import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { scheduleWords } from '#shared/method/schedules/words.ts';
import { pointsAsCsv, pointsAsJson, trialPoints } from '../../report/trial-points.ts';
import type { ReadOnlyStore } from '../../store/store.ts';
import { decisionLine, decisionSummary } from '../decision-line.ts';
import { formatDuration, formatMetric, formatNumber, formatRate } from '../format.ts';
import { networkName } from '../network-name.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { withStore } from '../session.ts';
import { table } from '../table.ts';

/** `descent runs list|show|export`: what was trained before. */
export function addRunsCommand(program: Command): void {
  const runs = program.command('runs').description(say('cli.runs.about'));
  addCommon(runs.command('list').description(say('cli.runs.list.about'))).action(async (options: CommonOptions) => {
    const { trials, decided } = await stored(options);
    if (options.json) {
      const summaries = decided.flatMap(({ decisions, project }) => decisionSummary(decisions, project) ?? []);
      console.log(JSON.stringify({ trials, decisions: summaries }));
      return;
    }
    console.log(trials.length === 0 ? say('cli.runs.none') : listOf(trials));
    for (const line of decided.flatMap(({ decisions, project }) => decisionLine(decisions, project) ?? []))
      console.log(`\n${line}`);
  });
  addCommon(
    runs.command('show').argument('<trial>', say('cli.flag.trial')).description(say('cli.runs.show.about')),
  ).action((id: string, options: CommonOptions) =>
    withStore(options, async store => {
      const trial = await findTrial(store, id);
      const reason = trial.reason && say(trial.reason.key, trial.reason.values);
      const note = trial.note && say(trial.note.key, trial.note.values);
      if (options.json) console.log(JSON.stringify({ ...trial, reason, note }));
      else console.log([detailsOf(trial, reason), ...(note ? ['', say('cli.runs.note', { note })] : [])].join('\n'));
    }),
  );
  addCommon(runs.command('export').argument('<trial>', say('cli.flag.trial')).description(say('cli.runs.export.about')))
    .addOption(new Option('--format <name>', say('cli.flag.format')).choices(['csv', 'json']).default('csv'))
    .option('--out <file>', say('cli.flag.out'))
    .action((id: string, options: CommonOptions & { format: 'csv' | 'json'; out?: string }) =>
      withStore(options, async store => {
        const trial = await findTrial(store, id);
        const points = await trialPoints(store, trial.id);
        // With --json alone, the export itself is the one object on standard output.
        const asJson = options.format === 'json' || (options.json && !options.out);
        const content = asJson ? pointsAsJson(trial, points) : pointsAsCsv(points);
        if (!options.out) {
          process.stdout.write(content);
          return;
        }
        writeOut(options.out, content);
        tell(say('cli.runs.exported', { file: options.out }));
        if (options.json) console.log(JSON.stringify({ trialId: trial.id, file: options.out }));
      }),
    );
}

interface Stored {
  trials: Trial[];
  /** What was accepted for each project, newest last. */
  decided: { decisions: Decision[]; project: Project }[];
}

/** All trials of a home, and what was accepted; a home in which nothing was ever kept has none. */
async function stored(options: CommonOptions): Promise<Stored> {
  try {
    return await withStore(options, async store => {
      const projects = await store.projects();
      const decided = await Promise.all(
        projects.map(async project => ({ decisions: await store.decisions(project.id), project })),
      );
      return { trials: await store.allTrials(), decided };
    });
  } catch (error) {
    if (error instanceof Refusal && error.record.key === 'error.store.absent') return { trials: [], decided: [] };
    throw error;
  }
}

/** @throws Refusal where the file can't be written. */
function writeOut(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Refusal('cli.runs.cannotWrite', { file, detail: (error as Error).message });
  }
}

/**
 * A trial by its id or by the id's last characters, as the list shows them.
 * @throws Refusal where none or more than one is meant.
 */
async function findTrial(store: ReadOnlyStore, id: string): Promise<Trial> {
  const [found, another] = (await store.allTrials()).filter(t => t.id.endsWith(id));
  if (!found || another) throw new Refusal('error.trial.unknown', { id });
  return found;
}

const ID_SHOWN = 12;

function listOf(trials: readonly Trial[]): string {
  const head = ['trial', 'started', 'model', 'optimizer', 'rate', 'state', 'steps', 'devLoss', 'metric'] as const;
  const rows = trials.map(t => [
    t.id.slice(-ID_SHOWN),
    t.startedAt === null ? '–' : new Date(t.startedAt).toISOString().slice(0, 16).replace('T', ' '),
    t.hyperparameters.model,
    t.hyperparameters.optimizer,
    formatRate(t.hyperparameters.learningRate),
    say(`status.${t.status}`),
    String(t.result?.steps ?? 0),
    formatNumber(t.result?.devLoss ?? null),
    metricOf(t),
  ]);
  return table(
    head.map(key => say(`cli.column.${key}`)),
    rows,
    [4, 6, 7, 8],
  );
}

/** `96.9 % accuracy`, `0.641 RMSE` */
function metricOf({ metric, result }: Trial): string {
  const value = result?.devMetric ?? null;
  return value === null ? formatMetric(metric, null) : `${formatMetric(metric, value)} ${say(`metric.${metric}`)}`;
}

function detailsOf(trial: Trial, reason: string | null): string {
  const { result, hyperparameters: h } = trial;
  const schedule = scheduleWords(h.schedule);
  const rows = [
    ['trial', trial.id],
    ['state', say(`status.${trial.status}`) + (reason ? `. ${reason}` : '')],
    ['model', networkName(h)],
    ['optimizer', h.optimizer],
    ['rate', formatRate(h.learningRate)],
    ['schedule', say(schedule.key, schedule.values)],
    ['batchSize', String(h.batchSize)],
    ['seed', String(h.seed)],
    ['backend', trial.backend],
    ['steps', `${result?.steps ?? 0} / ${h.steps}`],
    ['trainLoss', formatNumber(result?.trainLoss ?? null)],
    ['devLoss', formatNumber(result?.devLoss ?? null)],
    ['metric', metricOf(trial)],
    ['ratio', formatNumber(result?.ratioMedian ?? null)],
    ['seconds', result ? formatDuration(result.seconds) : '–'],
    ['dataDigest', trial.dataDigest],
    ['log', trial.logFile],
  ] as const;
  return table(
    (['what', 'value'] as const).map(key => say(`cli.column.${key}`)),
    rows.map(([key, value]) => [say(`cli.column.${key}`), value]),
    [],
  );
}
