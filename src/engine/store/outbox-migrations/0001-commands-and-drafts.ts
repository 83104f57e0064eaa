/**
 * `ordinal` is the order in which the person acted. `seq` is the number under which a command is sent: it is given at
 * the first sending and kept, so that sending twice is answered once.
 */
export const commandsAndDrafts = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE command (
    ordinal INTEGER PRIMARY KEY AUTOINCREMENT, command_id TEXT NOT NULL UNIQUE, press TEXT NOT NULL, seq INTEGER,
    name TEXT NOT NULL, version INTEGER NOT NULL, args TEXT NOT NULL, made_at INTEGER NOT NULL,
    connection TEXT NOT NULL, policy_version INTEGER, policy_as_of INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'accepted', 'done', 'refused', 'parked', 'resubmitted', 'discarded')),
    result_version INTEGER, sentence TEXT, settled_at INTEGER, replaced_by TEXT, discard_reason TEXT
  ) STRICT;
  CREATE INDEX command_by_state ON command (state, ordinal);
  CREATE INDEX command_by_press ON command (press);
  CREATE INDEX command_by_seq ON command (seq);
  CREATE TABLE draft (key TEXT PRIMARY KEY, value TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
