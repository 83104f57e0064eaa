/** Two records that become one while a desk is away: its work for the other arrives at the one that stands, and limits count both. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { AuthorityUse } from '#domain/records/decisions.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Duplicate } from '#domain/records/twice.ts';
import { goodwill, plainUse } from '#domain/testing/fixtures.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { NOW, residentNamed } from '../../src/central/testing/council.ts';
import { decisionArgs, logArgs } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import type { TestDesk } from '../fixtures/test-desk.ts';
import { wiredDesks } from './harness/wired-desks.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(async () => { await centre.close(); });

const open = wiredDesks(() => centre);

const give = async (desk: TestDesk, name: string, args: unknown): Promise<void> => {
  const given = await desk.screen('command.give', { name, args });
  if (!given.ok) throw new Error(`${name}: ${given.failure.sentence}`);
};
const residentOf = async (id: string): Promise<Resident> =>
  centre.store.transaction(async (transaction) => await transaction.load({ kind: 'row', table: 'resident', id, asFiled: true }) as Resident);
const use = (id: string, residentId: string): AuthorityUse => ({
  id: asId(id), decisionId: asId(`decision-${id}`), clauseId: goodwill.id, residentId: asId(residentId), householdId: null, propertyId: null, staffId: asId('tom'), item: null, amount: 2000,
  at: NOW - 86_400_000, ...plainUse,
});

test('work for a record that was merged meanwhile lands on the one that stands, over the limit of both, and both are as they were when they part', async () => {
  const [one, two] = ['twice-one', 'twice-two'].map((id): Resident => ({ ...residentNamed(id), givenName: 'Wanda', familyName: 'Pell', preferredName: 'Wanda Pell' }));
  if (one === undefined || two === undefined) throw new Error('there are two');
  const hidden: Resident = { ...two, confidential: true };
  const pair: Duplicate = {
    id: asId('twice-one~twice-two'), oneId: one.id, otherId: two.id, likelihood: 9900, weight: 900, levels: { given: 3, family: 3, born: 3, address: null, locality: null, postcode: null, phone: null, email: null, reference: null },
    foundBy: 'run', foundAt: NOW, modelId: 'model', status: 'open', mergeId: null, answeredBy: null, answeredAt: null, reasons: null,
  };
  await centre.store.transaction((transaction) => transaction.write([put('resident', one), put('resident', hidden), put('authorityUse', use('use-1', one.id)), put('authorityUse', use('use-2', two.id)), put('duplicate', pair)]));
  const amina = await open('amina');
  const leader = await open('leader');

  amina.line.down = true;
  await amina.desk.screen('sync.now');
  await amina.desk.until(() => amina.desk.status()?.phase === 'offline', 'offline');
  const log = { ...logArgs(), residentId: two.id, note: 'Rang while the line was down.' };
  await give(amina.desk, 'log-contact', log);
  const decision = decisionArgs(900, { residentId: two.id });
  await give(amina.desk, 'make-decision', decision);
  await give(amina.desk, 'make-decision', decisionArgs(900, { residentId: two.id }));

  const tom = await open('tom');
  await give(tom.desk, 'propose-merge', { mergeId: 'merge-of-test', duplicateId: pair.id, residentId: one.id, otherId: two.id, keep: {}, reasons: 'One voice.' });
  await tom.desk.saved();
  const waiting = await leader.desk.watch('duplicates', { duplicateId: pair.id });
  await leader.desk.screen('sync.now');
  await leader.desk.until(() => waiting.now().proposed.length === 1, 'the proposal');
  expect(waiting.now().detail[0]).toMatchObject({ allowances: [{ one: 2000, other: 2000, total: 5000, left: 1000 }], proposal: { byName: 'Name of tom', mine: false } });
  await give(leader.desk, 'answer-merge', { mergeId: 'merge-of-test', answer: 'approve', reasons: '' });
  await leader.desk.saved();
  expect(await residentOf(two.id)).toEqual({ ...hidden, mergedInto: one.id });
  expect(await residentOf(one.id)).toMatchObject({ confidential: true, mergedInto: null });

  amina.line.down = false;
  await amina.desk.screen('sync.now');
  await amina.desk.saved();
  const filed = async (table: string): Promise<{ resident_id: string; status?: string }[]> =>
    (await centre.store.query<{ resident_id: string; status?: string }>(`SELECT * FROM ${table} WHERE resident_id IN ('twice-one', 'twice-two') ORDER BY id`)).rows;
  expect((await filed('contact')).map(({ resident_id: id }) => id)).toEqual([one.id]);
  // 40 of 50 were used under the two records: the first 9 is within, the second is not, and neither is void.
  expect((await filed('decision')).map((row) => `${row.resident_id} ${String(row.status)}`).toSorted()).toEqual(['twice-one awaiting-ratification', 'twice-one made']);
  const view = await amina.desk.watch('subject', { kind: 'resident', id: two.id });
  await amina.desk.until(() => view.now().header[0]?.subject.id === one.id, 'led to the one that stands');
  expect(view.now().merged).toMatchObject([{ otherName: 'Wanda Pell', byName: 'Name of leader', mayPart: false }]);
  expect(view.now().timeline.filter(({ kind }) => kind === 'contact')).toHaveLength(1);
  const found = await amina.desk.screen('search.find', { text: 'wanda pell', limit: 20 });
  expect(found.ok ? found.value.hits.filter(({ kind }) => kind === 'resident').map(({ subject }) => subject?.id) : found.failure).toEqual([one.id]);

  await give(leader.desk, 'part-residents', { mergeId: 'merge-of-test', reasons: 'Cousins.' });
  await leader.desk.saved();
  expect(await residentOf(two.id)).toEqual(hidden);
  expect(await residentOf(one.id)).toEqual({ ...one, lastContactAt: (await residentOf(one.id)).lastContactAt });
  expect((await filed('contact')).map(({ resident_id: id }) => id)).toEqual([one.id]);
});
