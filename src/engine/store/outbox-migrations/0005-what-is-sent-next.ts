/** What is sent next is read in order and not sorted out of everything that waits: a desk may have been offline for days. */
export const whatIsSentNext = `
  CREATE INDEX command_sent_next ON command (seq IS NULL, seq) WHERE state IN ('waiting', 'sent');
`;
