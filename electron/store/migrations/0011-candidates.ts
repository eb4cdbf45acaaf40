/**
 * What 0.5.0 kept of a ladder's results called its candidates rungs, a word that means something else in the field. And what stages of every
 * kind need: probes of their own points, trials that branch off others.
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
-- A person's own command, as JSON.
ALTER TABLE projects ADD COLUMN command TEXT;
`;
