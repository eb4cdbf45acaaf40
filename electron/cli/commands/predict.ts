import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';
import type { Prediction, PredictionScore } from '#shared/domain/prediction.ts';
import { nodeHosts } from '../../hosts/node/node-hosts.ts';
import { defaultHome, fromOwnFolder } from '../../store/home.ts';
import { predictWith } from '../../trained/client.ts';
import { storedTrained } from '../../trained/trained-of.ts';
import { formatMetric } from '../format.ts';
import { addCommon, type CommonOptions } from '../options.ts';
import { ReadingProgress } from '../reading-progress.ts';
import { say, tell } from '../say.ts';
import { withStore } from '../session.ts';
import { findProject } from './projects.ts';

/** Bad rows that are named on the terminal; `--json` names up to a thousand. */
const BAD_SHOWN = 20;
/** Rows that `--json` holds at most; the CSV holds all. */
const ROWS_IN_JSON = 1000;

interface PredictOptions extends CommonOptions {
  out?: string;
  trial?: string;
}

/** `descent predict PROJECT FILE`: what a project's trained network says of new rows. */
export function addPredictCommand(program: Command): void {
  addCommon(
    program
      .command('predict')
      .argument('<project>', say('cli.flag.predictProject'))
      .argument('<file>', say('cli.flag.predictFile'))
      .description(say('cli.predict.about')),
  )
    .option('--out <csv>', say('cli.flag.predictOut'))
    .option('--trial <id>', say('cli.flag.predictTrial'))
    .action(async (named: string, source: string, options: PredictOptions) => {
      const folder = options.out === undefined ? await mkdtemp(join(tmpdir(), 'descent-')) : null;
      const out = folder === null ? resolve(options.out as string) : join(folder, 'predictions.csv');
      try {
        const prediction = await predicted(named, fromOwnFolder(source), out, options);
        if (options.json) {
          console.log(JSON.stringify(jsonOf(prediction, folder === null ? out : null)));
          return;
        }
        if (folder !== null) await print(out);
        for (const line of linesOf(prediction)) tell(line);
        if (folder === null) tell(say('cli.predict.written', { file: out }));
      } finally {
        if (folder !== null) await rm(folder, { recursive: true, force: true });
      }
    });
}

/** Puts a file on standard output, as far as somebody reads it. */
async function print(file: string): Promise<void> {
  for await (const piece of createReadStream(file)) {
    if (process.stdout.write(piece)) continue;
    try {
      await once(process.stdout, 'drain');
    } catch {
      return;
    }
  }
}

function predicted(named: string, source: string, out: string, options: PredictOptions): Promise<Prediction> {
  const home = options.home ?? defaultHome();
  return withStore(options, async store => {
    const project = findProject(await store.projects(), named);
    const trained = await storedTrained(store, project, options.trial);
    const progress = new ReadingProgress();
    const limits = { headRows: options.json ? ROWS_IN_JSON : 0, mostRows: null };
    const asked = { home, source, choice: project.choice, out, id: uuid(), ...limits };
    return predictWith(nodeHosts().startPredictor(), trained, asked, done => progress.show(done)).finally(() =>
      progress.end(),
    );
  });
}

/** What a person reads of it: the network, the rows, those that could not be predicted, how the others were taken, and the score. */
function linesOf({ by, trialId, rows, bad, badRows, notes, score }: Prediction): string[] {
  const shown = badRows.slice(0, BAD_SHOWN);
  return [
    say(`predict.by.${by}`, { id: trialId }),
    say('predict.rows', { count: rows - bad }),
    ...(bad > 0 ? [say('predict.bad', { count: bad })] : []),
    ...shown.map(row => `  ${badLine(row)}`),
    ...(bad > shown.length ? [`  ${say('predict.bad.more', { count: bad - shown.length })}`] : []),
    ...notes.map(({ key, values }) => say(key, values)),
    ...(score ? scoreLines(score) : []),
  ];
}

function badLine({ place: { file, line }, reason }: Prediction['badRows'][number]): string {
  const why = say(reason.key, reason.values);
  return line === null
    ? say('predict.bad.file', { file, reason: why })
    : say('predict.bad.line', { file, line, reason: why });
}

function scoreLines({ metric, value, rows, seen }: PredictionScore): string[] {
  const { train, dev } = seen;
  return [
    say(`predict.score.${metric}`, { count: rows, value: formatMetric(metric, value) }),
    train + dev > 0 ? say('predict.score.seen', { train, dev }) : say('predict.score.fresh'),
  ];
}

/** The same for a program; the first rows by the names of their columns. */
function jsonOf({ id: _, head, columns, bytes: __, badRows, notes, ...rest }: Prediction, file: string | null) {
  return {
    ...rest,
    file,
    badRows: badRows.map(({ place, reason }) => ({ ...place, reason: say(reason.key, reason.values) })),
    notes: notes.map(({ key, values }) => say(key, values)),
    columns,
    predictions: head.map(cells => Object.fromEntries(columns.map((name, i) => [name, cells[i]]))),
    isWhole: head.length === rest.rows,
  };
}
