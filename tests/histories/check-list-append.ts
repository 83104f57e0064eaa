/**
 * The timeline of one resident as a list that contacts are appended to. `docs/consistency.md` says what is promised of
 * it at the centre and at a desk; here each sentence of that is a comparison with the list as it stood at the end.
 */
import type { Read, View, Work } from './journal.ts';

export interface Anomaly {
  kind: 'lost append' | 'duplicate' | 'nobody’s append' | 'not a prefix' | 'stale read' | 'read from the future' | 'swapped order' | 'went back'
    | 'own work out of sight' | 'shown and gone' | 'no order explains it' | 'a version with two values';
  what: string;
}

export interface ListHistory {
  key: string;
  appends: Work[];
  reads: Read[];
  views: View[];
  /** The list as the centre has it at the end, in the order of its versions. */
  final: string[];
}

const names = (some: string[]): string => `${some.slice(0, 3).join(', ')}${some.length > 3 ? ` and ${String(some.length - 3)} more` : ''}`;

export function checkListAppend(history: ListHistory): Anomaly[] {
  const { final, key } = history;
  const place = new Map(final.map((value, n) => [value, n]));
  if (place.size < final.length) return [{ kind: 'duplicate', what: `${key}: ${names(final.filter((value, n) => place.get(value) !== n))}` }];
  return [...atTheEnd(history, place), ...readsOf(history, place), ...orderOf(history, place), ...viewsOf(history)]
    .map(({ kind, what }) => ({ kind, what: `${key}: ${what}` }));
}

/** Whoever was told that their work is kept finds it there, and nothing is there that nobody gave. */
function atTheEnd({ appends, final }: ListHistory, place: ReadonlyMap<string, number>): Anomaly[] {
  const given = new Set(appends.map(({ value }) => value));
  const lost = appends.filter((one) => one.acknowledgedAt !== null && one.status !== 'refused' && one.status !== 'parked' && !place.has(one.value)).map(({ value }) => value);
  const strange = final.filter((value) => !given.has(value));
  return [
    ...lost.length > 0 ? [{ kind: 'lost append' as const, what: names(lost) }] : [],
    ...strange.length > 0 ? [{ kind: 'nobody’s append' as const, what: names(strange) }] : [],
  ];
}

/** Each reading is a beginning of the final list; at the centre also a current one; and no reader's list ever grows shorter. */
function readsOf({ appends, reads, final }: ListHistory, place: ReadonlyMap<string, number>): Anomaly[] {
  const found: Anomaly[] = [];
  for (const { reader, value } of reads) {
    const unlike = value.findIndex((one, n) => one !== final[n]);
    if (new Set(value).size < value.length) found.push({ kind: 'duplicate', what: `${reader} read a list with one value twice` });
    else if (unlike >= 0) found.push({ kind: 'not a prefix', what: `${reader} read ${String(value[unlike])} where ${String(final[unlike])} stands` });
  }
  const settled = appends.filter(({ status, settledAt }) => status === 'accepted' && settledAt !== null);
  for (const read of reads.filter(({ at }) => at === 'centre')) {
    const missed = settled.find(({ value, settledAt }) => (settledAt ?? 0) < read.calledAt && (place.get(value) ?? -1) >= read.value.length);
    if (missed !== undefined) found.push({ kind: 'stale read', what: `${read.reader} did not see ${missed.value}, which had been accepted before` });
    const early = appends.find(({ value, calledAt }) => calledAt > read.returnedAt && (place.get(value) ?? Infinity) < read.value.length);
    if (early !== undefined) found.push({ kind: 'read from the future', what: `${read.reader} saw ${early.value} before it was given` });
  }
  const ofCentre = reads.filter(({ at }) => at === 'centre');
  const readers = new Set(reads.filter(({ at }) => at === 'desk').map(({ reader }) => reader));
  for (const [who, some] of [['the centre', ofCentre] as const, ...[...readers].map((reader) => [reader, reads.filter((read) => read.at === 'desk' && read.reader === reader)] as const)]) {
    const back = goesBack(some);
    if (back !== null) found.push({ kind: 'went back', what: `${who} answered ${String(back[0].value.length)} values, and later ${String(back[1].value.length)}` });
  }
  return found;
}

/** Two readings, the second begun when the first was over, of which the second is the shorter. */
function goesBack(reads: readonly Read[]): [Read, Read] | null {
  const ended = reads.toSorted((one, other) => one.returnedAt - other.returnedAt);
  let longest: Read | null = null;
  let next = 0;
  for (const read of reads.toSorted((one, other) => one.calledAt - other.calledAt)) {
    for (let over = ended[next]; over !== undefined && over.returnedAt < read.calledAt; over = ended[next += 1]) {
      if (longest === null || over.value.length > longest.value.length) longest = over;
    }
    if (longest !== null && longest.value.length > read.value.length) return [longest, read];
  }
  return null;
}

/** One desk's work arrives in the order in which it was kept; and what was given after something was accepted comes behind it. */
function orderOf({ appends }: ListHistory, place: ReadonlyMap<string, number>): Anomaly[] {
  const found: Anomaly[] = [];
  for (const [desk, mine] of Map.groupBy(appends.filter(({ acknowledgedAt, value }) => acknowledgedAt !== null && place.has(value)), (one) => one.desk)) {
    const told = mine.toSorted((one, other) => (one.acknowledgedAt ?? 0) - (other.acknowledgedAt ?? 0));
    const swapped = told.find(({ value }, n) => n > 0 && (place.get(value) ?? 0) < (place.get(told[n - 1]?.value ?? '') ?? 0));
    if (swapped !== undefined) found.push({ kind: 'swapped order', what: `${swapped.value} of ${desk} stands before what it kept earlier` });
  }
  // Of all that was accepted before a moment, the last in the list: nothing given later may stand before it.
  const accepted = appends.filter(({ status, settledAt, value }) => status === 'accepted' && settledAt !== null && place.has(value)).toSorted((one, other) => (one.settledAt ?? 0) - (other.settledAt ?? 0));
  let next = 0;
  let last = -1;
  for (const one of appends.filter(({ value }) => place.has(value)).toSorted((a, b) => a.calledAt - b.calledAt)) {
    for (let over = accepted[next]; over !== undefined && (over.settledAt ?? 0) < one.calledAt; over = accepted[next += 1]) last = Math.max(last, place.get(over.value) ?? -1);
    if ((place.get(one.value) ?? 0) < last) found.push({ kind: 'swapped order', what: `${one.value} stands before what was accepted when it was given` });
  }
  return found;
}

/** What a desk has acknowledged is on its screen from then on, and what was on its screen as the centre's own stays so. */
function viewsOf({ appends, views }: ListHistory): Anomaly[] {
  const found: Anomaly[] = [];
  for (const [desk, mine] of Map.groupBy(views, (view) => view.desk)) {
    const confirmed = new Set<string>();
    const refused = new Set(appends.filter(({ status }) => status === 'refused' || status === 'parked').map(({ value }) => value));
    for (const view of mine.toSorted((one, other) => one.calledAt - other.calledAt)) {
      const shown = new Map(view.shown.map(({ value, pending }) => [value, pending]));
      if (shown.size < view.shown.length) found.push({ kind: 'duplicate', what: `${desk} shows one value twice` });
      const hidden = appends.find((one) => one.desk === desk && one.acknowledgedAt !== null && one.acknowledgedAt < view.calledAt && !refused.has(one.value) && !shown.has(one.value));
      if (hidden !== undefined) found.push({ kind: 'own work out of sight', what: `${desk} does not show ${hidden.value}` });
      const gone = [...confirmed].find((value) => shown.get(value) !== false);
      if (gone !== undefined) found.push({ kind: 'shown and gone', what: `${desk} showed ${gone} as the centre’s, and then ${shown.has(gone) ? 'as its own' : 'not at all'}` });
      for (const { value, pending } of view.shown) if (!pending) confirmed.add(value);
    }
  }
  return found;
}
