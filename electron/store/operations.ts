import type { Database } from 'better-sqlite3';
import { Preparation } from '#shared/domain/preparation.ts';
import { Probe } from '#shared/domain/probe.ts';
import { Decision, Project, Stage } from '#shared/domain/project.ts';
import { Trial, type TrialStatus } from '#shared/domain/trial.ts';
import { backUp, backUpAutomatically } from './backup.ts';
import { Deletions, GONE } from './deletion.ts';
import { fromJson, toJson } from './json.ts';
import type { Points } from './points.ts';
import type { Operations } from './protocol.ts';
import { rescue } from './rescue.ts';
import { Table } from './table.ts';

/** The methods of `Store`, documented there, on an open database. */
export function operations(db: Database, points: Points): Operations {
  const projects = new Table(db, 'projects', Project, ['choice', 'facts', 'network'], 'latestChangeLast');
  const stages = new Table(db, 'stages', Stage, ['plan']);
  const trials = new Table(db, 'trials', Trial, ['hyperparameters', 'reason', 'result']);
  const probes = new Table(db, 'probes', Probe, ['hyperparameters', 'answer']);
  const preparations = new Table(db, 'preparations', Preparation, ['hyperparameters', 'measured', 'checks']);
  const decisions = new Table(db, 'decisions', Decision, ['recommended', 'evidence', 'network']);

  const deletions = new Deletions(db);
  const notGone = `stage_id NOT IN (SELECT id FROM stages WHERE project_id IN ${GONE})`;

  return {
    projects: () => projects.select(`WHERE id NOT IN ${GONE} ORDER BY sequence`),
    saveProject: project => projects.save(project),

    stages: projectId => stages.select('WHERE project_id = ? ORDER BY sequence', projectId),
    allStages: () => stages.select(`WHERE project_id NOT IN ${GONE} ORDER BY sequence`),
    stage: stageId => stages.select(`WHERE id = ? AND project_id NOT IN ${GONE}`, stageId)[0] ?? null,
    saveStage: db.transaction((stage: Stage, some: readonly Trial[]) => {
      stages.save(stage);
      for (const trial of some) trials.save(trial);
    }).immediate,

    trials: stageId => trials.select('WHERE stage_id = ? ORDER BY position, sequence', stageId),
    trial: trialId => trials.select(`WHERE id = ? AND ${notGone}`, trialId)[0] ?? null,
    allTrials: () => trials.select(`WHERE ${notGone} ORDER BY sequence`),
    saveTrial: trial => trials.save(trial),

    beginAttempt: db.transaction((trialId: string, attempt: number, startStep: number, startedAt: number) => {
      points.forget(trialId);
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

    points: (trialId, series, afterStep) => points.read(trialId, series, afterStep),
    slice: (trialId, series, afterStep, limit) => points.slice(trialId, series, afterStep, limit),
    overview: (trialId, afterStep) => points.overview(trialId, afterStep),
    compact: trialId => points.compact(trialId),

    saveDecision: decision => decisions.save(decision),
    decisions: projectId => decisions.select('WHERE project_id = ? ORDER BY sequence', projectId),

    savePreparation: preparation => preparations.save(preparation),
    preparations: projectId => preparations.select('WHERE project_id = ? ORDER BY sequence', projectId),

    saveProbe: probe => probes.save(probe),
    probes: projectId => probes.select('WHERE project_id = ? ORDER BY sequence', projectId),

    setting: key => {
      const json = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck().get(key);
      return json === undefined ? undefined : fromJson(json);
    },
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

    backUp: file => backUp(db, file),
    backUpAutomatically: (home, why, now) => backUpAutomatically(db, home, why, now),

    footprint: projectId => deletions.footprint(projectId),
    pendingDeletions: () => deletions.pending(),
    beginDeletion: projectId => deletions.begin(projectId),
    deleteSlice: projectId => deletions.slice(projectId),
    giveBack: whole => deletions.giveBack(whole),

    recover: db.transaction((now: number) => {
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
