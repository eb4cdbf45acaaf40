/**
 * Points in pages of bounded size, each with a checksum (docs/decisions/0010); those of before have none. The pyramids, which nothing
 * ever read, go.
 */
export const pointsInPages = `
ALTER TABLE metric_batches ADD COLUMN checksum INTEGER;
DROP TABLE metric_pyramids;
`;
