import type { Database } from 'better-sqlite3';
import { type EventKind, LoggedEvent } from '#shared/domain/logged-event.ts';
import { Preparation } from '#shared/domain/preparation.ts';
import { Probe } from '#shared/domain/probe.ts';
import { Decision, Project, Stage } from '#shared/domain/project.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import { type TestEvaluation, TestReading } from '#shared/domain/test-reading.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { Trial, type TrialStatus } from '#shared/domain/trial.ts';
import { TuneRun } from '#shared/domain/tune.ts';
import { backUp, backUpAutomatically } from './backup.ts';
import { type Damage, isDamage } from './damage.ts';
import { Deletions, GONE } from './deletion.ts';
import type { Operations } from './protocol.ts';
import { Recommendations } from './recommendations.ts';
import { rescue } from './rescue.ts';
import { DevRowsTable } from './rows/dev-rows.ts';
import { fromJson, toJson } from './rows/json.ts';
import type { Points } from './rows/points.ts';
import { TestEvaluationsTable } from './rows/test-evaluations.ts';
import type { PointsSlice } from './store.ts';
import { Table } from './table.ts';

/** Events that are kept of a project, and of the home. */
const MOST_EVENTS = 1000;

interface EventRow {
  id: number;
  kind: string;
  detail: string;
  project_id: string | null;
  created_at: number;
}

/** Whatever an event was recorded with: it is there to be read, not to be refused. */
function eventIn({ id, kind, detail, project_id: projectId, created_at: at }: EventRow): LoggedEvent {
  const parsed = LoggedEvent.shape.detail.safeParse(fromJson(detail));
  return { id, kind, detail: parsed.data ?? { detail }, projectId, at };
}

/**
 * The methods of `Store`, documented there, on an open database.
 * @param damage what is known of it; takes note of what can't be read, where the rest is to be read all the same; null: that is refused
 */
export function operations(db: Database, points: Points, damage: Damage | null = null): Operations {
  const latestChangeLast = true;
  const projects = new Table(db, 'projects', Project, ['choice', 'facts', 'network', 'command'], {
    damage,
    latestChangeLast,
  });
  const stages = new Table(db, 'stages', Stage, ['plan', 'inputs'], { damage });
  const ofTrial = ['point', 'branch', 'hyperparameters', 'split', 'reason', 'note', 'result'] as const;
  const trials = new Table(db, 'trials', Trial, ofTrial, { damage });
  const devRows = new DevRowsTable(db);
  const testEvaluations = new TestEvaluationsTable(db);
  const testReadings = new Table(db, 'test_readings', TestReading, [], { damage });
  const recommendations = new Recommendations(db);
  const probes = new Table(db, 'probes', Probe, ['hyperparameters', 'answer'], { damage });
  const measured = ['hyperparameters', 'measured', 'checks'] as const;
  const preparations = new Table(db, 'preparations', Preparation, measured, { damage });
  const tunes = new Table(db, 'tunes', TuneRun, ['budget', 'auto', 'plan', 'stages', 'problem'], { damage });
  const ofDecision = ['set', 'recommended', 'evidence', 'network', 'configuration'] as const;
  const decisions = new Table(db, 'decisions', Decision, ofDecision, { damage });

  const deletions = new Deletions(db);
  // Where settings or stages are damaged, nothing else may hang on them: nobody deletes beside a damaged database.
  const isTold = !damage || (damage.isWhole && deletions.canBeRead);
  const gone = isTold ? GONE : '()';
  const notGone = !isTold ? 'TRUE' : `stage_id NOT IN (SELECT id FROM stages WHERE project_id IN ${GONE})`;
  /** What can't be read is noted, and in its place stands what an empty database would say. */
  const unless = <T>(part: string, id: string | null, read: () => T, none: T): T => {
    try {
      return read();
    } catch (error) {
      if (!damage || !isDamage(error)) throw error;
      damage.add(part, id);
      return none;
    }
  };
  /** As `points.slice`; that something of it is damaged is noted. */
  const slice = (...[trialId, series, afterStep, limit]: Parameters<Operations['slice']>): PointsSlice => {
    const nothing = { points: { series, steps: new Float64Array(0), columns: {} }, damaged: [], next: null };
    const found = unless('curves', trialId, () => points.slice(trialId, series, afterStep, limit), nothing);
    if (found.damaged.length > 0) damage?.add('curves', trialId);
    return found;
  };
  const recordEvent = (kind: EventKind, detail: unknown, projectId: string | null = null, at = Date.now()): void => {
    db.prepare('INSERT INTO events (kind, detail, project_id, created_at) VALUES (?, ?, ?, ?)').run(
      kind,
      toJson(detail),
      projectId,
      at,
    );
    db.prepare(
      `DELETE FROM events WHERE project_id IS ? AND id <=
       (SELECT id FROM events WHERE project_id IS ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    ).run(projectId, projectId, MOST_EVENTS);
  };

  return {
    projects: () => projects.select(`WHERE id NOT IN ${gone} ORDER BY sequence`),
    saveProject: project => projects.save(project),

    stages: projectId => stages.select('WHERE project_id = ? ORDER BY sequence', projectId),
    allStages: () => stages.select(`WHERE project_id NOT IN ${gone} ORDER BY sequence`),
    stage: stageId => stages.select(`WHERE id = ? AND project_id NOT IN ${gone}`, stageId)[0] ?? null,
    saveStage: db.transaction((stage: Stage, some: readonly Trial[], recommendation?: StageRecommendation | null) => {
      stages.save(stage);
      for (const trial of some) trials.save(trial);
      if (recommendation !== undefined) recommendations.save(stage, recommendation);
    }).immediate,
    recommendation: stageId => {
      try {
        return recommendations.read(stageId);
      } catch (error) {
        // What it said is found anew from the points, so also where more than reading is done nothing is refused for it.
        if (!isDamage(error)) throw error;
        damage?.add('stages', stageId);
        return null;
      }
    },

    trials: stageId => trials.select('WHERE stage_id = ? ORDER BY position, sequence', stageId),
    trial: trialId => trials.select(`WHERE id = ? AND ${notGone}`, trialId)[0] ?? null,
    allTrials: () => trials.select(`WHERE ${notGone} ORDER BY sequence`),
    saveTrial: trial => trials.save(trial),

    beginAttempt: db.transaction((trialId: string, attempt: number, startStep: number, startedAt: number) => {
      points.forget(trialId);
      devRows.removeFrom(trialId, startStep);
      db.prepare(
        "INSERT INTO attempts (trial_id, attempt, start_step, status, started_at) VALUES (?, ?, ?, 'running', ?)",
      ).run(trialId, attempt, startStep, startedAt);
    }).immediate,
    endAttempt: db.transaction((trial: Trial, status: TrialStatus) => {
      const { changes } = db
        .prepare('UPDATE attempts SET status = ?, ended_at = ? WHERE trial_id = ? AND attempt = ?')
        .run(status, trial.endedAt, trial.id, trial.attempt);
      if (changes === 0) throw new Error(`Attempt ${trial.attempt} of trial ${trial.id} was never begun`);
      points.forget(trial.id);
      trials.save(trial);
    }).immediate,

    points: (trialId, series, afterStep) =>
      damage
        ? slice(trialId, series, afterStep, Number.MAX_SAFE_INTEGER).points
        : points.read(trialId, series, afterStep),
    slice,
    overview: (trialId, column, afterStep) => {
      const found = unless('curves', trialId, () => points.overview(trialId, column, afterStep), null);
      if (found && found.damaged.length > 0) damage?.add('curves', trialId);
      return found;
    },
    compact: trialId => points.compact(trialId),
    saveDevRows: db.transaction((trialId: string, rows: MeasuredRows) => devRows.save(trialId, rows)).immediate,
    devRows: trialId => unless('curves', trialId, () => devRows.read(trialId), []),

    saveTestEvaluation: db.transaction((trialId: string, evaluation: TestEvaluation, reading: TestReading) => {
      testEvaluations.save(trialId, evaluation);
      const { n } = db.prepare('SELECT count(*) AS n FROM test_readings WHERE id = ?').get(reading.id) as { n: number };
      if (n === 0) testReadings.save(reading);
      return n === 0;
    }).immediate,
    testEvaluation: trialId => unless('curves', trialId, () => testEvaluations.read(trialId), null),
    testReadings: projectId => testReadings.select('WHERE project_id = ? ORDER BY sequence', projectId),
    trialIdsOf: kinds =>
      db
        .prepare<[string], string>(
          `SELECT id FROM trials WHERE stage_id IN
           (SELECT id FROM stages WHERE kind IN (SELECT value FROM json_each(?)))`,
        )
        .pluck()
        .all(JSON.stringify(kinds)),

    saveDecision: decision => decisions.save(decision),
    decisions: projectId => decisions.select('WHERE project_id = ? ORDER BY sequence', projectId),

    saveTune: run => tunes.save(run),
    tunes: projectId =>
      tunes.select(
        `WHERE (? IS NULL OR project_id = ?) AND project_id NOT IN ${gone} ORDER BY sequence`,
        projectId,
        projectId,
      ),

    savePreparation: preparation => preparations.save(preparation),
    preparations: projectId => preparations.select('WHERE project_id = ? ORDER BY sequence', projectId),

    saveProbe: probe => probes.save(probe),
    probes: projectId => probes.select('WHERE project_id = ? AND stage_id IS NULL ORDER BY sequence', projectId),
    probesOfStage: stageId => probes.select('WHERE stage_id = ? ORDER BY sequence', stageId),

    setting: key =>
      unless(
        'settings',
        key,
        () => {
          const json = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck().get(key);
          return json === undefined ? undefined : fromJson(json);
        },
        undefined,
      ),
    saveSetting: (key, value) => {
      db.prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ).run(key, toJson(value));
    },
    recordEvent,
    events: projectId =>
      unless(
        'events',
        null,
        () =>
          db
            .prepare<[string | null, string | null, number], EventRow>(
              'SELECT * FROM events WHERE ? IS NULL OR project_id IS NULL OR project_id = ? ORDER BY id DESC LIMIT ?',
            )
            .all(projectId, projectId, MOST_EVENTS)
            .map(eventIn),
        [],
      ),

    damage: () => damage?.reasons() ?? [],
    backUp: file => backUp(db, file),
    backUpAutomatically: (home, why, now) => backUpAutomatically(db, home, why, now),

    footprint: projectId => unless('projects', projectId, () => deletions.footprint(projectId), null),
    pendingDeletions: () => deletions.pending(),
    beginDeletion: projectId => deletions.begin(projectId),
    deleteSlice: projectId => deletions.slice(projectId),
    giveBack: whole => deletions.giveBack(whole),

    recover: db.transaction((now: number, savedAt = now) => {
      const open = db
        .prepare<[], { stageId: string; projectId: string; count: number }>(
          `SELECT s.id AS stageId, s.project_id AS projectId, count(t.id) AS count
           FROM stages s JOIN trials t ON t.stage_id = s.id AND t.status IN ('queued', 'running', 'waiting')
           WHERE s.status = 'running' GROUP BY s.id`,
        )
        .all();
      for (const { projectId, ...detail } of open)
        recordEvent('stage.interrupted', { ...detail, savedAt: Math.min(savedAt, now) }, projectId, now);
      const interrupt = (table: string, open: string) =>
        db.prepare(`UPDATE ${table} SET status = 'interrupted', ended_at = ? WHERE status IN (${open})`).run(now);
      // How long those ran can't be told.
      db.prepare("UPDATE stages SET took_ms = NULL WHERE status = 'running'").run();
      interrupt('stages', "'running'");
      interrupt('attempts', "'running'");
      return interrupt('trials', "'queued', 'running', 'waiting'").changes;
    }).immediate,

    checkHome: () => undefined,
    rescue: () => rescue(db),
    close: () => undefined,
  };
}
