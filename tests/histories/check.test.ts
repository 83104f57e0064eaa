/** The checkers themselves: histories that are as promised pass, and every fault put into one is found. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkListAppend, type ListHistory } from './check-list-append.ts';
import { checkRegister, linearize, type RegisterOperation } from './check-register.ts';
import { elleHistory } from './export.ts';
import { fromEdn, keyword } from './edn.ts';
import type { Read, View, Work } from './journal.ts';

const append = (n: number, desk: string, value: string, times: { called: number; told: number; settled: number }): Work => ({
  n, desk, name: 'log-contact', key: 'somebody', value, calledAt: times.called, acknowledgedAt: times.told, commandId: `command-${value}`, turnedDown: null,
  unsure: false, settledAt: times.settled, status: 'accepted', version: n, sentence: null,
});
const read = (reader: string, at: Read['at'], time: number, value: string[]): Read =>
  ({ reader, at, of: 'list', key: 'somebody', calledAt: time, returnedAt: time + 1, value, version: null });
const view = (desk: string, time: number, shown: [value: string, pending: boolean][]): View =>
  ({ desk, key: 'somebody', calledAt: time, returnedAt: time + 1, shown: shown.map(([value, pending]) => ({ value, pending })) });

/** Two desks, four appends, readings everywhere: nothing wrong with it. */
const sound = (): ListHistory => ({
  key: 'somebody', final: ['a', 'b', 'c', 'd'],
  appends: [
    append(0, 'one', 'a', { called: 0, told: 1, settled: 10 }), append(1, 'two', 'b', { called: 5, told: 6, settled: 20 }),
    append(2, 'one', 'c', { called: 15, told: 16, settled: 30 }), append(3, 'two', 'd', { called: 35, told: 36, settled: 50 }),
  ],
  reads: [
    read('reader', 'centre', 12, ['a']), read('reader', 'centre', 31, ['a', 'b', 'c']), read('reader', 'centre', 60, ['a', 'b', 'c', 'd']),
    read('one', 'desk', 13, []), read('one', 'desk', 40, ['a', 'b']), read('two', 'desk', 70, ['a', 'b', 'c', 'd']),
  ],
  views: [view('one', 3, [['a', true]]), view('one', 40, [['a', false], ['b', false], ['c', true]]), view('two', 41, [['a', false], ['b', false], ['d', true]])],
});
const changed = (change: (history: ListHistory) => void): string[] => {
  const history = sound();
  change(history);
  return [...new Set(checkListAppend(history).map(({ kind }) => kind))];
};

describe('a list that is appended to', () => {
  test('a history as promised passes', () => { expect(checkListAppend(sound())).toEqual([]); });

  test.each<[kind: string, change: (history: ListHistory) => void]>([
    ['lost append', (history) => { history.final = ['a', 'b', 'c']; history.reads = []; }],
    ['duplicate', (history) => { history.final = ['a', 'b', 'b', 'c', 'd']; }],
    ['duplicate', (history) => { history.reads = [read('two', 'desk', 70, ['a', 'a'])]; }],
    ['nobody’s append', (history) => { history.final.push('e'); }],
    ['not a prefix', (history) => { history.reads = [read('two', 'desk', 70, ['a', 'c'])]; }],
    ['stale read', (history) => { history.reads.push(read('reader', 'centre', 70, ['a', 'b', 'c'])); history.reads = history.reads.filter(({ calledAt }) => calledAt !== 60); }],
    ['read from the future', (history) => { history.reads = [read('reader', 'centre', 31, ['a', 'b', 'c', 'd'])]; }],
    ['went back', (history) => { history.reads.push(read('two', 'desk', 80, ['a', 'b'])); }],
    ['went back', (history) => { history.reads.push(read('other reader', 'centre', 80, ['a'])); }],
    ['swapped order', (history) => { history.final = ['c', 'b', 'a', 'd']; history.reads = []; }],
    ['swapped order', (history) => { history.final = ['b', 'd', 'a', 'c']; history.reads = []; }],
    ['own work out of sight', (history) => { history.views.push(view('one', 80, [['a', false], ['b', false]])); }],
    ['shown and gone', (history) => { history.views.push(view('one', 80, [['a', false], ['c', false]])); }],
    ['shown and gone', (history) => { history.views.push(view('one', 80, [['a', false], ['b', true], ['c', false]])); }],
  ])('%s is found', (kind, change) => { expect(changed(change)).toContain(kind); });

  test('whatever is appended one after the other and read in between passes', () => {
    const step = fc.record({ desk: fc.constantFrom('one', 'two', 'three'), lag: fc.nat(3), reads: fc.nat(2) });
    fc.assert(fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const final = steps.map((_step, n) => `v${String(n)}`);
      const seen = new Map<string, number>();
      const history: ListHistory = { key: 'somebody', final, appends: [], reads: [], views: [] };
      for (const [n, { desk, lag, reads }] of steps.entries()) {
        const at = n * 100;
        history.appends.push(append(n, desk, `v${String(n)}`, { called: at, told: at + 1, settled: at + 10 }));
        for (let more = 0; more < reads; more += 1) {
          history.reads.push(read('reader', 'centre', at + 20 + more * 2, final.slice(0, n + 1)));
          const upTo = Math.max(seen.get(desk) ?? 0, n + 1 - lag);
          seen.set(desk, upTo);
          history.reads.push(read(desk, 'desk', at + 40 + more * 2, final.slice(0, upTo)));
        }
      }
      expect(checkListAppend(history)).toEqual([]);
    }));
  });
});

const operation = (calledAt: number, returnedAt: number, action: RegisterOperation['action'], outcome: RegisterOperation['outcome'] = 'done'): RegisterOperation =>
  ({ who: 'somebody', calledAt, returnedAt, action, outcome });
const asked = operation(0, 10, { kind: 'ask', to: 'pending leader' });
const answer = (from: number, to: number, state: string, outcome?: RegisterOperation['outcome']): RegisterOperation => operation(from, to, { kind: 'answer', to: state }, outcome);
const saw = (from: number, to: number, state: string | null): RegisterOperation => operation(from, to, { kind: 'read', saw: state });

describe('a register', () => {
  test.each<[what: string, operations: RegisterOperation[]]>([
    ['two answers at once, one of them too late', [asked, answer(20, 40, 'approved one'), answer(20, 40, 'approved two', 'too-late'), saw(50, 60, 'approved one')]],
    ['a referral and then an answer', [asked, answer(20, 30, 'pending manager'), saw(25, 35, 'pending manager'), answer(40, 50, 'declined one'), saw(45, 46, 'pending manager')]],
    ['an answer nobody heard the end of, which took effect', [asked, answer(20, Infinity, 'approved one', 'unknown'), saw(90, 91, 'approved one')]],
    ['and one which did not', [asked, answer(20, Infinity, 'approved one', 'unknown'), saw(90, 91, 'pending leader')]],
    ['a refusal that says nothing of the state', [asked, answer(20, 30, 'approved one', 'nothing'), saw(40, 50, 'pending leader')]],
  ])('%s has an order', (_what, operations) => { expect(checkRegister('request', operations)).toEqual([]); });

  test.each<[what: string, operations: RegisterOperation[]]>([
    ['two answers that both stand', [asked, answer(20, 40, 'approved one'), answer(20, 40, 'approved two')]],
    ['a reading of what had been answered before', [asked, answer(20, 40, 'approved one'), saw(50, 60, 'pending leader')]],
    ['a reading that went back', [asked, answer(20, 90, 'approved one'), saw(30, 35, 'approved one'), saw(40, 45, 'pending leader')]],
    ['an answer to what nobody had asked yet', [answer(20, 30, 'approved one'), operation(40, 50, asked.action)]],
    ['too late for nobody', [asked, answer(20, 40, 'approved one', 'too-late')]],
    ['a value from nowhere', [asked, saw(20, 30, 'approved nobody')]],
    ['asked for twice', [asked, operation(20, 30, asked.action)]],
  ])('%s has none', (_what, operations) => { expect(linearize(operations)).not.toBeNull(); });

  test('whatever was made from an order has one, however the calls overlap', () => {
    const step = fc.record({ pick: fc.constantFrom('read', 'refer', 'answer', 'too-late'), before: fc.nat(30), after: fc.nat(30) });
    fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      let state = 'pending leader';
      const made = steps.flatMap(({ pick, before, after }, n): RegisterOperation[] => {
        // It took effect at `at`, somewhere between its call and its answer.
        const at = 100 + n * 10;
        const [from, to] = [at - before, at + after];
        const waits = state.startsWith('pending');
        if (pick === 'read') return [saw(from, to, state)];
        if (pick === 'too-late') return waits ? [] : [answer(from, to, 'approved late', 'too-late')];
        if (!waits) return [];
        state = pick === 'refer' ? `pending ${String(n)}` : `approved ${String(n)}`;
        return [answer(from, to, state)];
      });
      expect(linearize([operation(0, 50, asked.action), ...made])).toBeNull();
    }), { numRuns: 60 });
  });
});

test('an exported history is one EDN map a line, in the order of time, each end after its beginning', () => {
  const { appends, reads, final } = sound();
  const lines = elleHistory({ works: appends, reads, views: [] }, new Map([['somebody', final]]), 'centre').trimEnd().split('\n').map(fromEdn) as Map<unknown, unknown>[];
  const field = (line: Map<unknown, unknown>, name: string): unknown => [...line].find(([key]) => JSON.stringify(key) === JSON.stringify(keyword(name)))?.[1];
  expect(lines.map((line) => field(line, 'index'))).toEqual(lines.map((_line, n) => n));
  const times = lines.map((line) => field(line, 'time') as number);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  const under = new Set<unknown>();
  for (const line of lines) {
    const process = field(line, 'process');
    expect(under.has(process)).toBe(JSON.stringify(field(line, 'type')) !== JSON.stringify(keyword('invoke')));
    if (!under.delete(process)) under.add(process);
  }
  expect(field(lines.at(-1) ?? new Map(), 'value')).toEqual([[keyword('r'), 0, [0, 1, 2, 3]]]);
});
