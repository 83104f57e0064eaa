/**
 * Recorded histories in forms that public checkers read: for Elle one EDN map a line, as Jepsen writes them; for
 * Porcupine one JSON object an operation. People and contacts are numbers there: a history holds nobody's name anyway.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listHistories, registerHistories } from './check.ts';
import { ednMap, keyword, toEdn, type Edn } from './edn.ts';
import type { Read, Recorded } from './journal.ts';

interface Event { at: number; process: number; type: 'invoke' | 'ok' | 'fail' | 'info'; value: Edn }

const nanoseconds = (ms: number): number => Math.round(ms * 1e6);

/** Numbers for texts, from 0, in the order in which they are met. */
function numbering(): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
}

/**
 * The list-append history at the centre, or at the desks: every append with the readings taken there. An append lasts
 * from the press until its desk was seen to have the centre's answer, and is a process of its own, for one person may
 * have several under way; readers are the processes below 100.
 */
export function elleHistory(recorded: Recorded, lists: ReadonlyMap<string, string[]>, at: Read['at']): string {
  const [keys, values, readers] = [numbering(), numbering(), numbering()];
  const events: Event[] = [];
  const appends = listHistories(recorded, lists).flatMap((history) => history.appends).filter(({ turnedDown, unsure }) => turnedDown === null || unsure);
  for (const append of appends) {
    const value = [[keyword('append'), keys(append.key), values(append.value)]];
    const process = 100 + append.n;
    events.push({ at: append.calledAt, process, type: 'invoke', value });
    if (append.settledAt !== null) events.push({ at: append.settledAt, process, type: append.status === 'accepted' ? 'ok' : 'fail', value });
    else events.push({ at: Infinity, process, type: 'info', value });
  }
  for (const read of recorded.reads.filter((one) => one.of === 'list' && one.at === at)) {
    const process = readers(read.reader);
    events.push({ at: read.calledAt, process, type: 'invoke', value: [[keyword('r'), keys(read.key), null]] });
    events.push({ at: read.returnedAt, process, type: 'ok', value: [[keyword('r'), keys(read.key), read.value.map(values)]] });
  }
  events.sort((one, other) => one.at - other.at || (one.type === 'invoke' ? -1 : 1) - (other.type === 'invoke' ? -1 : 1));
  const end = Math.max(0, ...events.map(({ at: time }) => time).filter(Number.isFinite));
  return events.map((event, index) => `${toEdn(ednMap({
    index, time: nanoseconds(Math.min(event.at, end)), process: event.process, type: keyword(event.type), f: keyword('txn'), value: event.value,
  }))}\n`).join('');
}

/** Fields as in Porcupine's `Operation`, times in nanoseconds; `key` is for splitting the history into one for each request. */
export function porcupineHistory(recorded: Recorded): string {
  const clients = numbering();
  const all = [...registerHistories(recorded)].flatMap(([key, operations]) => operations.map((one) => ({ key, ...one })));
  const end = Math.max(0, ...all.flatMap(({ calledAt, returnedAt }) => [calledAt, returnedAt]).filter(Number.isFinite)) + 1;
  return all.map(({ key, who, calledAt, returnedAt, action, outcome }) => `${JSON.stringify({
    key, clientId: clients(who), call: nanoseconds(calledAt), return: nanoseconds(Math.min(returnedAt, end)),
    input: action.kind === 'read' ? { op: 'read' } : { op: action.kind, to: action.to },
    output: action.kind === 'read' ? { outcome, state: action.saw } : { outcome },
  })}\n`).join('');
}

export const historyFiles = { centre: 'list-append-centre.edn', desks: 'list-append-desks.edn', register: 'register.jsonl' } as const;

export function exportHistories(folder: string, recorded: Recorded, lists: ReadonlyMap<string, string[]>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, historyFiles.centre), elleHistory(recorded, lists, 'centre'));
  writeFileSync(path.join(folder, historyFiles.desks), elleHistory(recorded, lists, 'desk'));
  writeFileSync(path.join(folder, historyFiles.register), porcupineHistory(recorded));
}
