/** Budget probes: what a hundred steps said of the learning rate. */
export const probes = `
CREATE TABLE probes (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  hyperparameters TEXT NOT NULL,
  backend TEXT NOT NULL,
  data_digest TEXT NOT NULL,
  program_version TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX probes_by_project ON probes (project_id, created_at);
`;
