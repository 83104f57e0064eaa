/**
 * `offer_epoch`: the centre's history in which a command is (or was) offered again; `times_offered` counts that. `held`:
 * the centre waits for another desk's work before it judges this one, and is asked again at `try_after`. `replaces`: the
 * refused command this one corrects. `basis`: how what it is about stood when it was given.
 */
export const restoresAndCorrections = `
  ALTER TABLE command ADD COLUMN offer_epoch TEXT;
  ALTER TABLE command ADD COLUMN times_offered INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE command ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE command ADD COLUMN try_after INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE command ADD COLUMN replaces TEXT;
  ALTER TABLE command ADD COLUMN basis TEXT;
  CREATE INDEX command_held ON command (ordinal) WHERE held > 0;
  CREATE INDEX command_by_offer ON command (offer_epoch) WHERE offer_epoch IS NOT NULL;
`;
