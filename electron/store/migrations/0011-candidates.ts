/**
 * The candidates of ladders by their name; trials with what their evaluations leave (how the rows of dev did, how the data was divided, on how
 * many rows of dev their curves are evaluated); and what stages of every kind need: probes of their own points, trials that branch off
 * others.
 *
 * What 0.5.0 kept of a ladder's results called its candidates rungs, a word that means something else in the field.
 */
export const candidates = `
UPDATE recommendations
SET content = json_remove(json_set(content, '$.detail.candidates', json_extract(content, '$.detail.rungs')), '$.detail.rungs')
WHERE json_type(content, '$.detail.rungs') IS NOT NULL;

-- A probe may be that of one point of a stage.
ALTER TABLE probes ADD COLUMN stage_id TEXT REFERENCES stages (id);
ALTER TABLE probes ADD COLUMN point_key TEXT;
CREATE INDEX probes_by_stage ON probes (stage_id);

-- Where a trial branches off another one: {trialId, step}.
ALTER TABLE trials ADD COLUMN branch TEXT;
-- What a stage was planned from; NULL: not known.
ALTER TABLE stages ADD COLUMN inputs TEXT;
ALTER TABLE trials ADD COLUMN split TEXT;
ALTER TABLE trials ADD COLUMN fold INTEGER;
ALTER TABLE trials ADD COLUMN evaluated_rows INTEGER;

-- How the rows of dev did that trials are compared by, at rungs and at the best evaluation (dev-rows.ts).
CREATE TABLE dev_rows (
  trial_id TEXT NOT NULL REFERENCES trials (id),
  kind TEXT NOT NULL,
  step INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  evaluation TEXT,
  data BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (trial_id, kind, step)
) STRICT;
-- A person's own command, as JSON.
ALTER TABLE projects ADD COLUMN command TEXT;
`;
