/** Takes what was recorded of a run apart, by list and by register, and checks each. */
import { checkListAppend, type Anomaly, type ListHistory } from './check-list-append.ts';
import { checkRegister, type RegisterOperation } from './check-register.ts';
import type { Read, Recorded, Work } from './journal.ts';

/** Somebody has answered already: the one refusal that says how the request stood. */
const TOO_LATE = 'Somebody has answered this request already';
/** Whom requests go to first. */
const FIRST_POST = 'team-leader';

export function listHistories({ works, reads, views }: Recorded, lists: ReadonlyMap<string, string[]>): ListHistory[] {
  const appends = Map.groupBy(works.filter(({ name }) => name === 'log-contact'), ({ key }) => key);
  const given = new Set(works.map(({ value }) => value));
  const readsByKey = Map.groupBy(reads.filter((read) => read.of === 'list'), ({ key }) => key);
  const viewsByKey = Map.groupBy(views, ({ key }) => key);
  return [...lists].map(([key, final]) => ({
    key, final, appends: appends.get(key) ?? [], reads: readsByKey.get(key) ?? [],
    // A screen also shows what was there before anybody began.
    views: (viewsByKey.get(key) ?? []).map((view) => ({ ...view, shown: view.shown.filter(({ value }) => given.has(value)) })),
  }));
}

function operationOf(work: Work): RegisterOperation {
  const outcome = work.status === 'accepted' ? 'done' : work.status === null ? 'unknown' : work.sentence?.startsWith(TOO_LATE) === true ? 'too-late' : 'nothing';
  const action = work.name === 'request-approval' ? { kind: 'ask' as const, to: `pending ${FIRST_POST}` }
    : { kind: 'answer' as const, to: work.value };
  return { who: work.desk, calledAt: work.calledAt, returnedAt: work.settledAt ?? Infinity, action, outcome };
}

const operationOfRead = (read: Read): RegisterOperation =>
  ({ who: read.reader, calledAt: read.calledAt, returnedAt: read.returnedAt, action: { kind: 'read', saw: read.value[0] ?? null }, outcome: 'done' });

/** By request. What a desk turned down itself never reached the centre, unless an earlier press of the same had. */
export function registerHistories({ works, reads }: Recorded): Map<string, RegisterOperation[]> {
  const asked = new Set(works.filter(({ name }) => name === 'request-approval').map(({ key }) => key));
  const about = works.filter((work) => asked.has(work.key) && (work.turnedDown === null || work.unsure));
  const atCentre = reads.filter((read) => read.of === 'register' && read.at === 'centre');
  const byKey = Map.groupBy([...about.map((work) => ({ key: work.key, operation: operationOf(work) })), ...atCentre.map((read) => ({ key: read.key, operation: operationOfRead(read) }))], ({ key }) => key);
  return new Map([...byKey].map(([key, some]) => [key, some.map(({ operation }) => operation)]));
}

/** A desk's copy of a request only ever moves to later versions, and a version is the same at every desk. */
function registersAtDesks(reads: readonly Read[]): Anomaly[] {
  const found: Anomaly[] = [];
  const known = new Map<string, string>();
  const last = new Map<string, number>();
  for (const { reader, key, value, version } of reads.filter((read) => read.of === 'register' && read.at === 'desk').toSorted((one, other) => one.calledAt - other.calledAt)) {
    if (version === null && last.has(`${reader} ${key}`)) found.push({ kind: 'went back', what: `${reader} had ${key} and then had it no more` });
    if (version === null) continue;
    if (version < (last.get(`${reader} ${key}`) ?? 0)) found.push({ kind: 'went back', what: `${reader} held ${key} at an earlier version than before` });
    last.set(`${reader} ${key}`, version);
    const before = known.get(`${key} ${String(version)}`);
    if (before !== undefined && before !== value[0]) found.push({ kind: 'a version with two values', what: `${key} at ${String(version)} is “${before}” and “${String(value[0])}”` });
    known.set(`${key} ${String(version)}`, value[0] ?? '');
  }
  return found;
}

/** Everything that was recorded, against what `docs/consistency.md` promises. `lists`: as the centre had them at the end. */
export function checkHistories(recorded: Recorded, lists: ReadonlyMap<string, string[]>): Anomaly[] {
  return [
    ...listHistories(recorded, lists).flatMap(checkListAppend),
    ...[...registerHistories(recorded)].flatMap(([key, operations]) => checkRegister(key, operations)),
    ...registersAtDesks(recorded.reads),
  ];
}
