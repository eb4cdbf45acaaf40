/** Readings of the test rows: each is counted as long as its project is there, and what was read of each trial is kept, so that it is not read again. */
export const testReadings = `
CREATE TABLE test_readings (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  stage_id TEXT NOT NULL REFERENCES stages (id),
  kind TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX test_readings_by_sequence ON test_readings (sequence);
CREATE INDEX test_readings_by_project ON test_readings (project_id, sequence);

-- How a trial did on the test rows (test-evaluations.ts).
CREATE TABLE test_evaluations (
  trial_id TEXT PRIMARY KEY REFERENCES trials (id),
  evaluation TEXT NOT NULL,
  data BLOB NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
`;
