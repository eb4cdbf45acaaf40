/**
 * What a person says about a project's data, and the preprocessing that a trial's data went through. Facts of the first
 * version have another shape: they are dropped, and taken anew when the project's data is next read.
 */
export const dataChoice = `
ALTER TABLE projects ADD COLUMN choice TEXT NOT NULL DEFAULT '{}';
UPDATE projects SET facts = NULL;
ALTER TABLE trials ADD COLUMN preprocessing_digest TEXT;
`;
