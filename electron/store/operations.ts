import type { Database } from 'better-sqlite3';
import { Preparation } from '#shared/domain/preparation.ts';
import { Probe } from '#shared/domain/probe.ts';
import { Decision, Project, Stage } from '#shared/domain/project.ts';
import { Trial, type TrialStatus } from '#shared/domain/trial.ts';
import { backUp, backUpAutomatically } from './backup.ts';
import { type Damage, isDamage } from './damage.ts';
import { Deletions, GONE } from './deletion.ts';
import { fromJson, toJson } from './json.ts';
import type { Points } from './points.ts';
import type { Operations } from './protocol.ts';
import { Table } from './table.ts';

/**
 * The methods of `Store`, documented there, on an open database.
 * @param damage takes note of what can't be read, where the rest is to be read all the same; null: that is refused
 */
export function operations(db: Database, points: Points, damage: Damage | null = null): Operations {
  const projects = new Table(db, 'projects', Project, ['choice', 'facts', 'network'], damage);
  const stages = new Table(db, 'stages', Stage, ['plan'], damage);
  const trials = new Table(db, 'trials', Trial, ['hyperparameters', 'reason', 'result'], damage);
  const probes = new Table(db, 'probes', Probe, ['hyperparameters', 'answer'], damage);
  const preparations = new Table(db, 'preparations', Preparation, ['hyperparameters', 'measured', 'checks'], damage);
  const decisions = new Table(db, 'decisions', Decision, ['recommended', 'evidence', 'network'], damage);

  const deletions = new Deletions(db);
  // Where settings or stages are damaged, nothing else may hang on them: nobody deletes beside a damaged database.
  const gone = damage ? '()' : GONE;
  const notGone = damage ? 'TRUE' : `stage_id NOT IN (SELECT id FROM stages WHERE project_id IN ${GONE})`;
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

  return {
    projects: () => projects.select(`WHERE id NOT IN ${gone} ORDER BY created_at, id`),
    saveProject: project => projects.save(project),

    stages: projectId => stages.select('WHERE project_id = ? ORDER BY created_at, id', projectId),
    stage: stageId => stages.select(`WHERE id = ? AND project_id NOT IN ${gone}`, stageId)[0] ?? null,
    saveStage: db.transaction((stage: Stage, some: readonly Trial[]) => {
      stages.save(stage);
      for (const trial of some) trials.save(trial);
    }).immediate,

    trials: stageId => trials.select('WHERE stage_id = ? ORDER BY position, id', stageId),
    trial: trialId => trials.select(`WHERE id = ? AND ${notGone}`, trialId)[0] ?? null,
    allTrials: () => trials.select(`WHERE ${notGone} ORDER BY created_at, id`),
    saveTrial: trial => trials.save(trial),

    beginAttempt: db.transaction((trialId: string, attempt: number, startStep: number, startedAt: number) => {
      points.dropPyramids(trialId);
      db.prepare(
        "INSERT INTO attempts (trial_id, attempt, start_step, status, started_at) VALUES (?, ?, ?, 'running', ?)",
      ).run(trialId, attempt, startStep, startedAt);
    }).immediate,
    endAttempt: db.transaction((trial: Trial, status: TrialStatus) => {
      const { changes } = db
        .prepare('UPDATE attempts SET status = ?, ended_at = ? WHERE trial_id = ? AND attempt = ?')
        .run(status, trial.endedAt, trial.id, trial.attempt);
      if (changes === 0) throw new Error(`Attempt ${trial.attempt} of trial ${trial.id} was never begun`);
      trials.save(trial);
    }).immediate,

    points: (trialId, series, afterStep) =>
      unless('curves', trialId, () => points.read(trialId, series, afterStep), {
        series,
        steps: new Float64Array(0),
        columns: {},
      }),
    compact: trialId => points.compact(trialId),
    pyramid: (trialId, series, column) => unless('curves', trialId, () => points.pyramid(trialId, series, column), []),

    saveDecision: decision => decisions.save(decision),
    decisions: projectId => decisions.select('WHERE project_id = ? ORDER BY created_at, id', projectId),

    savePreparation: preparation => preparations.save(preparation),
    preparations: projectId => preparations.select('WHERE project_id = ? ORDER BY created_at, id', projectId),

    saveProbe: probe => probes.save(probe),
    probes: projectId => probes.select('WHERE project_id = ? ORDER BY created_at, id', projectId),

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
    recordEvent: (kind, detail) => {
      db.prepare('INSERT INTO events (kind, detail, created_at) VALUES (?, ?, ?)').run(
        kind,
        toJson(detail),
        Date.now(),
      );
    },

    damage: () => damage?.reasons() ?? [],
    backUp: file => backUp(db, file),
    backUpAutomatically: (home, why, now) => backUpAutomatically(db, home, why, now),

    footprint: projectId => unless('projects', projectId, () => deletions.footprint(projectId), null),
    pendingDeletions: () => deletions.pending(),
    beginDeletion: projectId => deletions.begin(projectId),
    deleteSlice: projectId => deletions.slice(projectId),
    giveBack: whole => deletions.giveBack(whole),

    recover: db.transaction((now: number) => {
      const interrupt = (table: string, open: string) =>
        db.prepare(`UPDATE ${table} SET status = 'interrupted', ended_at = ? WHERE status IN (${open})`).run(now);
      interrupt('stages', "'running'");
      interrupt('attempts', "'running'");
      return interrupt('trials', "'queued', 'running', 'waiting'").changes;
    }).immediate,

    close: () => void db.close(),
  };
}
