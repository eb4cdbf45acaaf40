import type { Database } from 'better-sqlite3';
import { DatasetFacts } from '#shared/domain/dataset.ts';
import { isTrained, type SeriesName } from '#shared/domain/metrics.ts';
import { Probe } from '#shared/domain/probe.ts';
import { RULE_VERSION, type StageRecommendation } from '#shared/domain/recommendation.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { probeFor } from '#shared/method/probe/made-for.ts';
import { stageOf } from '#shared/method/stages/definitions.ts';
import { type PointOrigin, pointOf, type TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { fromJson, toJson } from '../rows/json.ts';
import { PointsReader } from '../rows/points-reader.ts';

const TABLES = `
-- The point of its stage that a trial tries; filled below for those that are there.
ALTER TABLE trials ADD COLUMN point TEXT NOT NULL DEFAULT '{}';

-- What a stage's results said when it ended, and by which rules: lists of projects are made of it.
CREATE TABLE recommendations (
  stage_id TEXT PRIMARY KEY REFERENCES stages (id),
  project_id TEXT NOT NULL REFERENCES projects (id),
  rule_version INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX recommendations_by_project ON recommendations (project_id);

-- A decision on whatever kind of stage: what it sets, and what it was made from (data_digest, network, configuration).
CREATE TABLE decisions_of_kinds (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  stage_id TEXT REFERENCES stages (id),
  probe_id TEXT REFERENCES probes (id),
  kind TEXT NOT NULL,
  "set" TEXT NOT NULL,
  recommended TEXT NOT NULL,
  evidence TEXT,
  data_digest TEXT,
  network TEXT,
  configuration TEXT,
  rule_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
`;

const DECISIONS = `
DROP TABLE decisions;
ALTER TABLE decisions_of_kinds RENAME TO decisions;
CREATE UNIQUE INDEX decisions_by_sequence ON decisions (sequence);
CREATE INDEX decisions_by_project ON decisions (project_id, sequence);
`;

/** The rules by which what is there was evaluated. */
const OLD_RULES = 1;
/** Rows of points read at once. */
const ROWS = 20_000;

interface StageRow {
  id: string;
  project_id: string;
  kind: string;
  status: string;
  plan: string;
}

interface TrialRow {
  id: string;
  position: number;
  status: string;
  hyperparameters: string;
  metric: string;
  data_digest: string;
}

/**
 * Stages of any kind: trials know their points, decisions what they set, and what each stage's results say is kept. Of those that are there
 * that is found out here, once, from their points; they were evaluated by the rules of version 1.
 */
export function stagesByDefinition(db: Database): void {
  db.exec(TABLES);
  for (const stage of db.prepare<[], StageRow>('SELECT * FROM stages').all()) {
    const trials = db
      .prepare<[string], TrialRow>('SELECT * FROM trials WHERE stage_id = ? ORDER BY position, sequence')
      .all(stage.id);
    const record = trials.flatMap(row => recordOf(db, stage, row) ?? []);
    const save = db.prepare('UPDATE trials SET point = ? WHERE id = ?');
    for (const { trial, point } of record) save.run(toJson(point), trial.id);
    // Where a trial can't be read, the others alone would tell another answer.
    const isEvaluated = stage.status !== 'running' && record.length === trials.length;
    const kept = isEvaluated ? recommendationOf(db, stage, record) : null;
    if (kept)
      db.prepare('INSERT INTO recommendations (stage_id, project_id, rule_version, content) VALUES (?, ?, ?, ?)').run(
        stage.id,
        stage.project_id,
        OLD_RULES,
        toJson(kept),
      );
  }
  const move = db.prepare(
    `INSERT INTO decisions_of_kinds
     SELECT id, project_id, stage_id, probe_id, 'learningRate', ?, recommended, evidence, data_digest, network, NULL, ${OLD_RULES},
       created_at, sequence
     FROM decisions WHERE id = ?`,
  );
  const decided = db.prepare<[], { id: string; learning_rate: number; num_steps: number }>('SELECT * FROM decisions');
  for (const { id, learning_rate: learningRate, num_steps: steps } of decided.all())
    move.run(toJson({ learningRate, steps }), id);
  db.exec(DECISIONS);
}

/** A trial with its curve. Only what rules of version 1 look at is read: later programs have other records. */
function recordOf(db: Database, stage: StageRow, row: TrialRow): TrialRecord | null {
  const hyperparameters = parsed(row.hyperparameters) as Trial['hyperparameters'] | null;
  if (!hyperparameters) return null;
  const { learningRate } = hyperparameters;
  const plan = parsed(stage.plan) as { added?: { rate: number; why: PointOrigin }[] } | null;
  const origin = plan?.added?.find(({ rate }) => rate === learningRate)?.why ?? 'planned';
  const point = pointOf({ learningRate }, origin);
  const { id, position, status, metric, data_digest: dataDigest } = row;
  const trial = { id, position, status, metric, dataDigest, hyperparameters, point } as unknown as Trial;
  return { trial, point, ...curveOf(db, id, marksOf(stage)) };
}

function marksOf({ kind, plan }: StageRow): number[] {
  try {
    const definition = stageOf(kind);
    return definition.marks?.(definition.Plan.parse(fromJson(plan))) ?? [];
  } catch {
    return [];
  }
}

type Curve = Pick<TrialRecord, 'curve' | 'evaluation' | 'damagedFrom'>;

function curveOf(db: Database, trialId: string, marks: readonly number[]): Curve {
  const points = new PointsReader(db);
  const found: Curve = { curve: null, evaluation: null, damagedFrom: null };
  const slices = function* (series: SeriesName) {
    for (let after: number | null = -1; after !== null; ) {
      const slice = points.slice(trialId, series, after, ROWS);
      yield slice;
      after = slice.next;
    }
  };
  for (const { points, damaged } of slices('step')) {
    found.damagedFrom ??= damaged[0]?.from ?? null;
    const { steps, columns } = points;
    if (steps.length === 0 || !columns.loss) continue;
    found.curve ??= new LossCurve(marks);
    found.curve.push(steps, columns.loss);
  }
  for (const { points, damaged } of slices('eval')) {
    const { steps, columns } = points;
    const [devLoss = Number.NaN, devMetric = Number.NaN] = [columns.devLoss?.at(-1), columns.devMetric?.at(-1)];
    if (isTrained(steps)) found.evaluation = { devLoss, devMetric };
    const last = damaged.at(-1);
    // One before the newest is not the newest.
    if (last && (last.to ?? Number.POSITIVE_INFINITY) > (steps.at(-1) ?? -1)) found.evaluation = null;
  }
  return found;
}

/** What a stage's results say; null where that can't be told: then it is evaluated when it is looked at. */
function recommendationOf(
  db: Database,
  stage: StageRow,
  trials: readonly TrialRecord[],
): Omit<StageRecommendation, 'ruleVersion'> | null {
  if (trials.length === 0 || RULE_VERSION !== OLD_RULES) return null;
  try {
    const definition = stageOf(stage.kind);
    const plan = definition.Plan.parse(fromJson(stage.plan));
    const [project] = db
      .prepare<[string], { facts: string | null; data_digest: string | null }>(
        'SELECT facts, data_digest FROM projects WHERE id = ?',
      )
      .all(stage.project_id);
    const isSame = trials.every(({ trial }) => trial.dataDigest === project?.data_digest);
    const facts = isSame ? (DatasetFacts.safeParse(parsed(project?.facts ?? '')).data ?? null) : null;
    const probes = db
      .prepare<[string], { hyperparameters: string; answer: string; data_digest: string }>(
        'SELECT * FROM probes WHERE project_id = ? ORDER BY sequence',
      )
      .all(stage.project_id)
      .map(row => ({
        ...row,
        hyperparameters: parsed(row.hyperparameters),
        answer: parsed(row.answer),
        dataDigest: row.data_digest,
      }))
      .filter(
        (probe): probe is typeof probe & Probe =>
          Probe.pick({ hyperparameters: true, answer: true }).safeParse(probe).success,
      );
    const probe = probeFor(probes, { dataDigest: trials[0]?.trial.dataDigest ?? null, base: plan.base });
    const { ranking, set, evidence, detail } = definition.recommend(plan, {
      trials,
      resume: new Set(),
      facts,
      probe,
      probes: new Map(),
      probing: new Set(),
    });
    return { ranking: [...ranking], set, evidence: [...evidence], detail };
  } catch {
    return null;
  }
}

function parsed(json: string): unknown {
  try {
    return fromJson(json);
  } catch {
    return null;
  }
}
