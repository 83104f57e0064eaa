/** A phrase where it begins a line: "Rubbish bin, 240 litres". */
export const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);
