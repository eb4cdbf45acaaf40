/** The first schema. Columns are the fields of `shared/domain`, spelled in snake_case; nested values are JSON. */
export const initial = `
CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  facts TEXT,
  data_digest TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE stages (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  plan TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX stages_by_project ON stages (project_id, created_at);

CREATE TABLE trials (
  id TEXT PRIMARY KEY,
  stage_id TEXT NOT NULL REFERENCES stages (id),
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  hyperparameters TEXT NOT NULL,
  backend TEXT NOT NULL,
  metric TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  reason TEXT,
  result TEXT,
  log_file TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE INDEX trials_by_stage ON trials (stage_id, position);

-- One run of a trial's process; a resumed trial writes from start_step on under a further one.
CREATE TABLE attempts (
  trial_id TEXT NOT NULL REFERENCES trials (id),
  attempt INTEGER NOT NULL,
  start_step INTEGER NOT NULL,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (trial_id, attempt)
) STRICT;

-- Some consecutive rows of one series. data: row_count steps, then as many values of each column, as little-endian
-- Float64; columns: their names in that order, as JSON.
CREATE TABLE metric_batches (
  trial_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  series TEXT NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  columns TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (trial_id, attempt, series, first_step),
  FOREIGN KEY (trial_id, attempt) REFERENCES attempts (trial_id, attempt)
) STRICT;

-- One level of one column: data holds row_count first steps, minima and maxima of buckets of so many points.
CREATE TABLE metric_pyramids (
  trial_id TEXT NOT NULL REFERENCES trials (id),
  series TEXT NOT NULL,
  column_name TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (trial_id, series, column_name, bucket)
) STRICT;

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  stage_id TEXT NOT NULL REFERENCES stages (id),
  learning_rate REAL NOT NULL,
  num_steps INTEGER NOT NULL,
  recommended TEXT NOT NULL,
  evidence TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_stage ON decisions (stage_id, created_at);

-- What happened, for a person who asks later.
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- state: parameters, optimizer slots, random state and data order, all that an attempt from that step on needs.
CREATE TABLE checkpoints (
  trial_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  step INTEGER NOT NULL,
  state BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (trial_id, attempt, step),
  FOREIGN KEY (trial_id, attempt) REFERENCES attempts (trial_id, attempt)
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`;
