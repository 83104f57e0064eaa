/**
 * When work was first sent, what the centre took lately, and how this desk stood with the centre over the last days. It
 * is kept here and not in the cache: a fetch anew is itself a part of the story.
 */
export const syncHistory = `
  ALTER TABLE command ADD COLUMN sent_at INTEGER;
  CREATE INDEX command_by_settled_at ON command (settled_at);
  CREATE TABLE sync_event (n INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL) STRICT;
`;
