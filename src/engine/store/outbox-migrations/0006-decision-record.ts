/** The signed entry of the decision record that goes with a command; where the chain ends is in `meta`. */
export const decisionRecord = `
  ALTER TABLE command ADD COLUMN record TEXT;
`;
