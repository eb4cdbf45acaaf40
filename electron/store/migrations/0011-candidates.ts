/** What 0.5.0 kept of a ladder's results called its candidates rungs, a word that means something else in the field. */
export const candidates = `
UPDATE recommendations
SET content = json_remove(json_set(content, '$.detail.candidates', json_extract(content, '$.detail.rungs')), '$.detail.rungs')
WHERE json_type(content, '$.detail.rungs') IS NOT NULL;
-- A person's own command, as JSON.
ALTER TABLE projects ADD COLUMN command TEXT;
`;
