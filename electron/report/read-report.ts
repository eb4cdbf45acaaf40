import { open } from 'node:fs/promises';
import { TRAINING_LOSS } from '#shared/domain/metrics.ts';
import { decodeHeader, HEADER_AT, headerLength, type PreparedFacts } from '#shared/domain/prepared-file.ts';
import type { Project, Stage } from '#shared/domain/project.ts';
import type { Report, ReportCurve, ReportRun } from '#shared/domain/report.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { createSmoother } from '#shared/method/curves/smoothing.ts';
import { assembleReport } from '#shared/report/assemble.ts';
import { preparedFiles } from '../store/project-files.ts';
import type { ReadOnlyStore } from '../store/store.ts';

/** A drawn curve has so many points at most: more can't be told apart on a page of paper. */
const MOST_POINTS = 120;
/** Rows that are read at a time. */
const ROWS = 20_000;
/** As the ranking smooths it [L3]. */
const SMOOTHING = 0.97;

/**
 * Everything that a report of a project tells [R3], from what is stored; nothing is computed that a stage has not.
 * @param home where the project's prepared file lies
 * @param version of the program
 */
export async function readReport(
  store: ReadOnlyStore,
  home: string,
  project: Project,
  version: string,
): Promise<Report> {
  const stages = await store.stages(project.id);
  const runs: Omit<ReportRun, 'standing'>[] = [];
  for (const stage of stages) runs.push(await readRun(store, stage));
  return assembleReport({
    version,
    madeAt: Date.now(),
    platform: process.platform,
    project,
    probes: await store.probes(project.id),
    read: project.dataDigest === null ? null : await readData(home, project.dataDigest),
    preparations: await store.preparations(project.id),
    decisions: await store.decisions(project.id),
    runs,
    tunes: await store.tunes(project.id),
    testReadings: await store.testReadings(project.id),
  });
}

async function readRun(store: ReadOnlyStore, stage: Stage): Promise<Omit<ReportRun, 'standing'>> {
  const trials = await store.trials(stage.id);
  const dev: ReportCurve[] = [];
  for (const trial of trials) dev.push(await devCurve(store, trial));
  // A command may tell a dev metric without a loss.
  const isEvaluated = dev.some(({ values }) => values.some(Number.isFinite));
  const curves = isEvaluated ? dev : [];
  if (!isEvaluated) for (const trial of trials) curves.push(await lossCurve(store, trial));
  return {
    stage,
    trials,
    recommendation: await store.recommendation(stage.id),
    curvesOf: isEvaluated ? 'dev' : 'train',
    curves: curves.filter(({ steps }) => steps.length > 0),
  };
}

/** The dev loss of every evaluation; of very many, evenly so many that can be drawn. What can't be read is left out. */
async function devCurve(store: ReadOnlyStore, { id: trialId }: Trial): Promise<ReportCurve> {
  const [steps, values]: number[][] = [[], []];
  for (let after: number | null = -1; after !== null; ) {
    const { points, next } = await store.slice(trialId, 'eval', after, ROWS);
    points.columns.devLoss?.forEach((value, i) => {
      steps!.push(points.steps[i]!);
      values!.push(value);
    });
    after = next;
  }
  return thinned(trialId, steps!, values!);
}

/** The smoothed training loss. */
async function lossCurve(store: ReadOnlyStore, { id: trialId }: Trial): Promise<ReportCurve> {
  const smoother = createSmoother(SMOOTHING);
  const [steps, values]: number[][] = [[], []];
  for (let after: number | null = -1; after !== null; ) {
    const short = await store.overview(trialId, TRAINING_LOSS, after);
    if (short) {
      const { steps: at, level, span } = short.points;
      level.forEach((value, i) => {
        steps!.push(at[i]!);
        values!.push(smoother.push(value, span[i]));
      });
      after = short.next;
      continue;
    }
    const { points, next } = await store.slice(trialId, 'step', after, ROWS);
    points.columns.loss?.forEach((value, i) => {
      steps!.push(points.steps[i]! + 1);
      values!.push(smoother.push(value));
    });
    after = next;
  }
  return thinned(trialId, steps!, values!);
}

/** As many points as can be drawn, evenly, the first, the last and the lowest among them. */
function thinned(trialId: string, steps: readonly number[], values: readonly number[]): ReportCurve {
  const every = Math.max(1, Math.ceil(steps.length / MOST_POINTS));
  const lowest = values.reduce((at, value, i) => (value < (values[at] ?? Number.POSITIVE_INFINITY) ? i : at), 0);
  const kept = steps.flatMap((_, i) => (i % every === 0 || i === steps.length - 1 || i === lowest ? [i] : []));
  return { trialId, steps: kept.map(i => steps[i]!), values: kept.map(i => values[i]!) };
}

/** What the reading of the data told, from the header of its prepared file; null: there is none that can be read. */
async function readData(home: string, digest: string): Promise<PreparedFacts['report'] | null> {
  const [file] = await preparedFiles(home, digest);
  if (file === undefined) return null;
  try {
    const handle = await open(file);
    try {
      const beginning = Buffer.alloc(HEADER_AT);
      await handle.read(beginning, 0, HEADER_AT, 0);
      const length = headerLength(beginning);
      if (length === null) return null;
      const header = Buffer.alloc(length);
      await handle.read(header, 0, length, HEADER_AT);
      return decodeHeader(header).report;
    } finally {
      await handle.close();
    }
  } catch {
    // A report without what was found in the data is better than none; the page and `descent data` say what is wrong with it.
    return null;
  }
}
