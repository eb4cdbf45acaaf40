/** What a person should know of a trial beside how it ended; and of which project an event tells (none: of the home or the machine). */
export const notes = `
ALTER TABLE trials ADD COLUMN note TEXT;
ALTER TABLE events ADD COLUMN project_id TEXT REFERENCES projects (id) ON DELETE CASCADE;
CREATE INDEX events_by_project ON events (project_id, id);
`;
