/**
 * The order in which things were made, which no wall clock tells (it may be set back): every row has a number that grows with each
 * insertion, and a project a further one with each change. And how long a stage ran; of those before, that is not known.
 */
const ORDERED = [
  ['projects', 'updated_at'],
  ['stages', 'created_at'],
  ['trials', 'created_at'],
  ['probes', 'created_at'],
  ['preparations', 'created_at'],
  ['decisions', 'created_at'],
] as const;

/** Of the tables whose rows are read by project. */
const OF_PROJECT = ['stages', 'probes', 'preparations', 'decisions'] as const;

export const orderOfInsertion = [
  ...ORDERED.map(
    ([table, stamp]) => `
ALTER TABLE ${table} ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE ${table} SET sequence = numbered.number
FROM (SELECT id, row_number() OVER (ORDER BY ${stamp}, id) AS number FROM ${table}) AS numbered
WHERE numbered.id = ${table}.id;
CREATE UNIQUE INDEX ${table}_by_sequence ON ${table} (sequence);`,
  ),
  ...OF_PROJECT.map(
    table => `
DROP INDEX ${table}_by_project;
CREATE INDEX ${table}_by_project ON ${table} (project_id, sequence);`,
  ),
  'ALTER TABLE stages ADD COLUMN took_ms REAL;',
].join('\n');
