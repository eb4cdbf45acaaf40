/** The network that a person chose for a project; and what data and which network each decision was made for. */
export const networks = `
ALTER TABLE projects ADD COLUMN network TEXT;
ALTER TABLE decisions ADD COLUMN data_digest TEXT;
ALTER TABLE decisions ADD COLUMN network TEXT;
CREATE TEMP VIEW made_for AS
SELECT d.id,
  coalesce(p.data_digest, (SELECT t.data_digest FROM trials t WHERE t.stage_id = d.stage_id ORDER BY t.position LIMIT 1)) AS digest,
  coalesce(p.hyperparameters, json_extract(s.plan, '$.base')) AS base
FROM decisions d LEFT JOIN stages s ON s.id = d.stage_id LEFT JOIN probes p ON p.id = d.probe_id;
UPDATE decisions SET
  data_digest = (SELECT digest FROM made_for m WHERE m.id = decisions.id),
  network = (
    SELECT json_object(
      'model', json_extract(base, '$.model'), 'hidden', json_extract(base, '$.hidden'),
      'filters', json_extract(base, '$.filters'), 'embedding', json_extract(base, '$.embedding')
    ) FROM made_for m WHERE m.id = decisions.id
  );
DROP VIEW made_for;
-- Until now a network was said with each ladder; what was decided last goes on, where the data is still of a kind that it fits.
UPDATE projects SET network = (
  SELECT d.network FROM decisions d WHERE d.project_id = projects.id ORDER BY d.created_at DESC, d.id DESC LIMIT 1
);
UPDATE projects SET network = NULL WHERE CASE json_extract(network, '$.model')
  WHEN 'cnn' THEN json_extract(facts, '$.image')
  WHEN 'fasttext' THEN json_extract(facts, '$.tokens')
  WHEN 'textcnn' THEN json_extract(facts, '$.tokens')
  ELSE 'any'
END IS NULL;
`;
