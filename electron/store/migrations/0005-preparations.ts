/**
 * Preparations; decisions that follow from a probe alone; and checkpoints as files instead of rows (docs/decisions/0008), of which
 * no version ever wrote one.
 */
export const preparations = `
CREATE TABLE preparations (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  hyperparameters TEXT NOT NULL,
  backend TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  measured TEXT NOT NULL,
  checks TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX preparations_by_project ON preparations (project_id, created_at);

CREATE TABLE decisions_of_projects (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  stage_id TEXT REFERENCES stages (id),
  probe_id TEXT REFERENCES probes (id),
  learning_rate REAL NOT NULL,
  num_steps INTEGER NOT NULL,
  recommended TEXT NOT NULL,
  evidence TEXT,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO decisions_of_projects
SELECT d.id, s.project_id, d.stage_id, NULL, d.learning_rate, d.num_steps, d.recommended, d.evidence, d.created_at
FROM decisions d JOIN stages s ON s.id = d.stage_id;
DROP TABLE decisions;
ALTER TABLE decisions_of_projects RENAME TO decisions;
CREATE INDEX decisions_by_project ON decisions (project_id, created_at);

DROP TABLE checkpoints;
`;
