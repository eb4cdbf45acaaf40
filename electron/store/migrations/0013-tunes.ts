/** Guided runs: a budget over all stages of a project, and how far it has come. */
export const tunes = `
CREATE TABLE tunes (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  budget TEXT NOT NULL,
  auto TEXT NOT NULL,
  seed INTEGER NOT NULL,
  status TEXT NOT NULL,
  plan TEXT NOT NULL,
  stages TEXT NOT NULL,
  problem TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX tunes_by_sequence ON tunes (sequence);
CREATE INDEX tunes_by_project ON tunes (project_id, sequence);
`;
