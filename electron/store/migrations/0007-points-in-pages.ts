/**
 * Points in pages of bounded size, each with a checksum and an overview (docs/decisions/0010); those of before have neither. The
 * pyramids, which nothing ever read, go.
 */
export const pointsInPages = `
ALTER TABLE metric_batches ADD COLUMN checksum INTEGER;
DROP TABLE metric_pyramids;

-- What a page of metric_batches says in short: its rows in buckets (overviews.ts), laid out as the page is, under the page's own key.
CREATE TABLE metric_overviews (
  trial_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  series TEXT NOT NULL,
  first_step INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  columns TEXT NOT NULL,
  data BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (trial_id, attempt, series, first_step),
  FOREIGN KEY (trial_id, attempt) REFERENCES attempts (trial_id, attempt)
) STRICT;
`;
