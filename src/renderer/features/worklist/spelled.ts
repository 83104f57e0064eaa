/** The alphabet that telephones are answered with: letters as ICAO has them, without those no code holds. */
const words: Record<string, string> = {
  A: 'Alfa', B: 'Bravo', C: 'Charlie', D: 'Delta', E: 'Echo', F: 'Foxtrot', G: 'Golf', H: 'Hotel', J: 'Juliett', K: 'Kilo', M: 'Mike', N: 'November',
  P: 'Papa', Q: 'Quebec', R: 'Romeo', S: 'Sierra', T: 'Tango', V: 'Victor', W: 'Whiskey', X: 'X-ray', Y: 'Yankee', Z: 'Zulu',
};

/** A code letter by letter, as it is said. */
export const spelled = (code: string): string[] => [...code.replaceAll('-', '')].map((letter) => words[letter] ?? letter);
