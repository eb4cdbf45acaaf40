import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Project, Stage } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { ReadOnlyStore } from '../store/store.ts';
import { experimentEvent, type Setting, versionEvent } from './tensorboard/events.ts';
import { record } from './tensorboard/records.ts';
import { BEST_TAGS, settingsOf, trialEvents } from './tensorboard/trial-events.ts';
import { pointsAsCsv, pointsAsJson, trialPoints } from './trial-points.ts';

export const EXPORT_FORMATS = ['tensorboard', 'csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What was written. */
export interface Exported {
  folder: string;
  trials: number;
}

/**
 * Writes all trials of a project that began into a folder, which must be new or empty: for TensorBoard [M4] a folder each, in one of their
 * stage, with their hyperparameters; as CSV or JSON a file each.
 * @throws Refusal where the folder holds something already, or can't be written
 */
export async function exportProject(
  store: ReadOnlyStore,
  project: Project,
  format: ExportFormat,
  folder: string,
): Promise<Exported> {
  const named = namedTrials(await stagesOf(store, project));
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0) throw new Refusal('cli.export.notEmpty', { folder });
    if (format === 'tensorboard') await writeExperiment(folder, named);
    for (const { trial, name } of named) await writeTrial(store, trial, format, join(folder, name));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('cli.runs.cannotWrite', { file: folder, detail: (error as Error).message });
  }
  return { folder, trials: named.length };
}

interface StageTrials {
  stage: Stage;
  trials: Trial[];
}

const stagesOf = async (store: ReadOnlyStore, { id }: Project): Promise<StageTrials[]> =>
  Promise.all((await store.stages(id)).map(async stage => ({ stage, trials: await store.trials(stage.id) })));

interface NamedTrial {
  trial: Trial;
  /** Of its folder or file: `learningRate-1/00-learningRate=0.1`. */
  name: string;
}

/** Characters that a name of a file holds on every system. */
const UNSAFE = /[^\w.=,+-]+/g;
const LONGEST_NAME = 120;

/** Those that began, named by stage and point. */
function namedTrials(stages: readonly StageTrials[]): NamedTrial[] {
  const count = new Map<string, number>();
  return stages.flatMap(({ stage, trials }) => {
    const number = (count.get(stage.kind) ?? 0) + 1;
    count.set(stage.kind, number);
    return trials
      .filter(({ startedAt }) => startedAt !== null)
      .map(trial => {
        const position = String(trial.position).padStart(2, '0');
        const point = trial.point.key.replace(UNSAFE, '_').slice(0, LONGEST_NAME);
        return { trial, name: `${stage.kind}-${number}/${position}-${point}` };
      });
  });
}

const EVENT_FILE = 'events.out.tfevents';

/** In the folder of all: which hyperparameters and figures there are. */
async function writeExperiment(folder: string, named: readonly NamedTrial[]): Promise<void> {
  const settings = new Map<string, Setting>(named.flatMap(({ trial }) => [...settingsOf(trial)]));
  const seconds = Math.min(...named.map(({ trial }) => trial.createdAt)) / 1000;
  if (named.length === 0) return;
  const events = [versionEvent(seconds), experimentEvent(seconds, settings, Object.values(BEST_TAGS))];
  await writeFile(join(folder, `${EVENT_FILE}.${Math.floor(seconds)}.descent`), Buffer.concat(events.map(record)));
}

async function writeTrial(store: ReadOnlyStore, trial: Trial, format: ExportFormat, path: string): Promise<void> {
  if (format === 'tensorboard') {
    const seconds = Math.floor((trial.startedAt ?? trial.createdAt) / 1000);
    await mkdir(path, { recursive: true });
    await pipeline(
      Readable.from(recordsOf(trialEvents(store, trial))),
      createWriteStream(join(path, `${EVENT_FILE}.${seconds}.descent`)),
    );
    return;
  }
  const points = await trialPoints(store, trial.id);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${format}`, format === 'csv' ? pointsAsCsv(points) : pointsAsJson(trial, points));
}

async function* recordsOf(events: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const event of events) yield record(event);
}
