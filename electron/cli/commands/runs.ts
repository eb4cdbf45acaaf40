import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Output } from '#shared/contract/requests.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { readCurves } from '../../conductor/curves.ts';
import type { ReadOnlyStore } from '../../store/store.ts';
import { formatDuration, formatNumber, formatPercent, formatRate } from '../format.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { say, tell } from '../say.ts';
import { withStore } from '../session.ts';
import { table } from '../table.ts';

/** `descent runs list|show|export`: what was trained before. */
export function addRunsCommand(program: Command): void {
  const runs = program.command('runs').description(say('cli.runs.about'));
  addCommon(runs.command('list').description(say('cli.runs.list.about'))).action((options: CommonOptions) =>
    withStore(options, async store => {
      const trials = await store.allTrials();
      if (options.json) console.log(JSON.stringify({ trials }));
      else console.log(trials.length === 0 ? say('cli.runs.none') : listOf(trials));
    }),
  );
  addCommon(
    runs.command('show').argument('<trial>', say('cli.flag.trial')).description(say('cli.runs.show.about')),
  ).action((id: string, options: CommonOptions) =>
    withStore(options, async store => {
      const trial = await findTrial(store, id);
      const reason = trial.reason && say(trial.reason.key, trial.reason.values);
      if (options.json) console.log(JSON.stringify({ ...trial, reason }));
      else console.log(detailsOf(trial, reason));
    }),
  );
  addCommon(runs.command('export').argument('<trial>', say('cli.flag.trial')).description(say('cli.runs.export.about')))
    .addOption(new Option('--format <name>', say('cli.flag.format')).choices(['csv', 'json']).default('csv'))
    .option('--out <file>', say('cli.flag.out'))
    .action((id: string, options: CommonOptions & { format: 'csv' | 'json'; out?: string }) =>
      withStore(options, async store => {
        const trial = await findTrial(store, id);
        const curves = await readCurves(store, trial.stageId, []);
        const points = curves.find(c => c.trialId === trial.id)?.batches ?? [];
        const content = options.format === 'json' ? asJson(trial, points) : asCsv(points);
        if (options.out) {
          writeFileSync(options.out, content);
          tell(say('cli.runs.exported', { file: options.out }));
        }
        if (options.json)
          console.log(JSON.stringify({ trialId: trial.id, format: options.format, file: options.out ?? null }));
        else if (!options.out) process.stdout.write(content);
      }),
    );
}

type Batches = Output<'curves.read'>[number]['batches'];

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
  const head = ['trial', 'started', 'model', 'optimizer', 'rate', 'state', 'steps', 'devLoss', 'metric'];
  const rows = trials.map(t => [
    t.id.slice(-ID_SHOWN),
    t.startedAt === null ? '–' : new Date(t.startedAt).toISOString().slice(0, 16).replace('T', ' '),
    t.hyperparameters.model,
    t.hyperparameters.optimizer,
    formatRate(t.hyperparameters.learningRate),
    say(`status.${t.status}`),
    String(t.result?.steps ?? 0),
    formatNumber(t.result?.devLoss ?? null),
    formatPercent(t.result?.devMetric ?? null),
  ]);
  return table(
    head.map(key => say(`cli.column.${key}`)),
    rows,
    [4, 6, 7, 8],
  );
}

function detailsOf(trial: Trial, reason: string | null): string {
  const { result, hyperparameters: h } = trial;
  const rows: [string, string][] = [
    ['trial', trial.id],
    ['state', say(`status.${trial.status}`) + (reason ? `. ${reason}` : '')],
    ['model', h.model === 'mlp' ? `${h.model} ${h.hidden.join('-')}` : h.model],
    ['optimizer', h.optimizer],
    ['rate', formatRate(h.learningRate)],
    ['batchSize', String(h.batchSize)],
    ['seed', String(h.seed)],
    ['backend', trial.backend],
    ['steps', `${result?.steps ?? 0} / ${h.steps}`],
    ['trainLoss', formatNumber(result?.trainLoss ?? null)],
    ['devLoss', formatNumber(result?.devLoss ?? null)],
    ['metric', `${formatPercent(result?.devMetric ?? null)} (${say(`metric.${trial.metric}`)})`],
    ['ratio', formatNumber(result?.ratioMedian ?? null)],
    ['seconds', result ? formatDuration(result.seconds) : '–'],
    ['dataDigest', trial.dataDigest],
    ['log', trial.logFile],
  ];
  return table(
    ['what', 'value'].map(key => say(`cli.column.${key}`)),
    rows.map(([key, value]) => [say(`cli.column.${key}`), value]),
    [],
  );
}

/** One line a point of the `step` series; evaluations stand in their own columns at their steps. */
function asCsv(batches: Batches): string {
  const steps = batches.find(b => b.series === 'step');
  const evals = batches.find(b => b.series === 'eval');
  const [stepNames, evalNames] = [Object.keys(steps?.columns ?? {}), Object.keys(evals?.columns ?? {})];
  const rowAt = (batch: Batches[number] | undefined, names: string[], step: number): (number | string)[] => {
    const i = batch ? batch.steps.indexOf(step) : -1;
    return names.map(name => (i < 0 ? '' : (batch?.columns[name]?.[i] ?? '')));
  };
  const all = [...new Set([...(steps?.steps ?? []), ...(evals?.steps ?? [])])].sort((a, b) => a - b);
  // Steps ascend by one from the first, so a row's place follows from its step.
  const first = steps?.steps[0] ?? 0;
  const lines = all.map(step => {
    const i = step - first;
    const own = stepNames.map(name => steps?.columns[name]?.[i] ?? '');
    return [step, ...own, ...rowAt(evals, evalNames, step)].join(',');
  });
  return `${['step', ...stepNames, ...evalNames].join(',')}\n${lines.join('\n')}\n`;
}

function asJson(trial: Trial, batches: Batches): string {
  const series = batches.map(b => ({
    series: b.series,
    steps: [...b.steps],
    columns: Object.fromEntries(Object.entries(b.columns).map(([name, values]) => [name, [...values]])),
  }));
  return `${JSON.stringify({ trial, series })}\n`;
}
