/**
 * Points in pages of bounded size, each with a checksum and, of the training loss, its extremes and mean (docs/decisions/0010). Pages of
 * before have none of these. The pyramids, which nothing ever read, go: the pages' own figures take their place, and are there while
 * a trial runs.
 */
export const pointsInPages = `
ALTER TABLE metric_batches ADD COLUMN checksum INTEGER;
ALTER TABLE metric_batches ADD COLUMN loss_low REAL;
ALTER TABLE metric_batches ADD COLUMN loss_high REAL;
ALTER TABLE metric_batches ADD COLUMN loss_mean REAL;
DROP TABLE metric_pyramids;
`;
