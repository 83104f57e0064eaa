/** What one text has and another has not, line by line. */
export interface ComparedLine {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Lines of both in the order of the later one; what is gone stands before what came in its place. */
export function compareTexts(before: string, after: string): ComparedLine[] {
  const [one, other] = [before.split('\n'), after.split('\n')];
  // The length of the longest run of common lines from here to the end of both.
  const common = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  const at = (n: number, m: number): number => common[n]?.[m] ?? 0;
  for (let n = one.length - 1; n >= 0; n -= 1) {
    for (let m = other.length - 1; m >= 0; m -= 1) {
      const row = common[n];
      if (row !== undefined) row[m] = one[n] === other[m] ? at(n + 1, m + 1) + 1 : Math.max(at(n + 1, m), at(n, m + 1));
    }
  }
  const lines: ComparedLine[] = [];
  for (let n = 0, m = 0; n < one.length || m < other.length;) {
    if (n < one.length && m < other.length && one[n] === other[m]) {
      lines.push({ kind: 'same', text: one[n] ?? '' });
      n += 1;
      m += 1;
    } else if (n < one.length && (m >= other.length || at(n + 1, m) >= at(n, m + 1))) {
      lines.push({ kind: 'gone', text: one[n] ?? '' });
      n += 1;
    } else {
      lines.push({ kind: 'new', text: other[m] ?? '' });
      m += 1;
    }
  }
  return lines;
}
