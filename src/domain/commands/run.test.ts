import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asId } from '../ids.ts';
import { put } from '../records.ts';
import { contextOf, MemoryStore, NOW, person, resident, plainRequest } from '../testing/fixtures.ts';
import { commands, type CommandArgs } from './all.ts';
import type { Command, Verdict } from './command.ts';
import { runCommand, runCommandAsync } from './run.ts';

const decide = commands['make-decision'] as unknown as Command<CommandArgs<'make-decision'>>;
const args = (id: number, amount: number): CommandArgs<'make-decision'> => ({
  ...plainRequest, decisionId: asId(`d${String(id)}`), reference: `CF-D${String(id)}`, clauseId: 'goodwill', residentId: resident.id, contactId: null, amount, item: null,
  reasonCode: 'council-fault', reasons: 'A missed collection.', evidence: [{ kind: 'fault-recorded', detail: 'CF-11' }], confirmed: ['apology'],
});
const storeWithResident = (): MemoryStore => {
  const store = new MemoryStore();
  store.apply([put('resident', resident)]);
  return store;
};
const takeIn = (store: MemoryStore, verdict: Verdict): void => { if (verdict.kind === 'accepted') store.apply(verdict.changes); };
const attempts = fc.array(fc.record({
  id: fc.integer({ min: 1, max: 6 }), amount: fc.integer({ min: 0, max: 3000 }), connection: fc.constantFrom('online' as const, 'offline' as const),
  place: fc.constantFrom('desk' as const, 'centre' as const),
}), { maxLength: 12 });

test('desk and centre walk the same path: any run of decisions gives the same verdicts and rows over either kind of store', async () => {
  await fc.assert(fc.asyncProperty(attempts, async (tries) => {
    const [here, there] = [storeWithResident(), storeWithResident()];
    for (const { id, amount, connection, place } of tries) {
      const context = contextOf({ connection, place });
      const verdict = runCommand(decide, args(id, amount), context, here.load);
      expect(await runCommandAsync(decide, args(id, amount), context, (requests) => Promise.resolve(requests.map(there.load)))).toEqual(verdict);
      takeIn(here, verdict);
      takeIn(there, verdict);
    }
    expect(there.tables).toEqual(here.tables);
  }));
});

test('a run of decisions given again, wholly or in part, adds not one row', () => {
  fc.assert(fc.property(attempts, fc.nat(12), (tries, from) => {
    const store = storeWithResident();
    const give = (one: (typeof tries)[number]): void => {
      takeIn(store, runCommand(decide, args(one.id, one.amount), contextOf({ connection: one.connection, place: 'centre' }), store.load));
    };
    tries.forEach(give);
    const rows = ['decision', 'payment', 'authorityUse', 'message', 'escalation'] as const;
    const before = rows.map((table) => store.all(table));
    tries.slice(from).forEach(give);
    expect(rows.map((table) => store.all(table))).toEqual(before);
    // Whatever was asked for, what took effect stays within the resident's 50 pounds.
    expect(store.all('authorityUse').reduce((sum, use) => sum + use.amount, 0)).toBeLessThanOrEqual(5000);
    expect(store.all('payment').map((payment) => payment.decisionId).sort()).toEqual(store.all('authorityUse').map((use) => use.decisionId).sort());
  }));
});

test('a role that may not give the command is refused before any fact is loaded', () => {
  const asked: unknown[] = [];
  const verdict = runCommand(decide, args(1, 500), contextOf({ actor: person('gov', 'governance-officer', 'governance'), now: NOW }), (request) => { asked.push(request); return null; });
  expect(verdict).toMatchObject({ kind: 'refused', reason: { code: 'command.role-may-not' } });
  expect(asked).toEqual([]);
});
