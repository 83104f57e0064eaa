import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { useOfAuthority } from '#domain/delegation/governance/use-of-authority.ts';
import { asId, type ResidentId } from '#domain/ids.ts';
import type { RowChange } from '#domain/records.ts';
import type { Decision, Escalation } from '#domain/records/decisions.ts';
import { resident } from '#domain/testing/fixtures.ts';
import { createCalendar } from './calendar.ts';
import { readCouncil, type CouncilFiles } from './council-files.ts';
import { pastDecisions } from './past-decisions.ts';
import { createRandom } from './random.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
let council: CouncilFiles;
let rows: RowChange[];
const residents = Array.from({ length: 1200 }, (_none, n) => ({ ...resident, id: asId<ResidentId>(`resident-${String(n)}`), propertyId: null, householdId: null }));
const make = (): RowChange[] => pastDecisions(createRandom(7), council, createCalendar(NOW), residents);
beforeAll(async () => {
  const read = await readCouncil(path.resolve('resources/demo-council'));
  if (!read.ok) throw new Error(read.failure.sentence);
  council = read.value;
  rows = make();
});
const of = <R>(table: RowChange['table']): R[] => rows.filter((one) => one.table === table).map(({ row }) => row as R);

test('two months of decisions, all of the past, that show how authority was used', () => {
  const [decisions, escalations] = [of<Decision>('decision'), of<Escalation>('escalation')];
  expect(decisions.length).toBeGreaterThan(200);
  expect(decisions.every(({ decidedAt }) => decidedAt < NOW)).toBe(true);
  for (let seed = 1; seed <= 12; seed += 1) {
    const some = pastDecisions(createRandom(seed), council, createCalendar(NOW), residents.slice(0, 170));
    expect(some.every((one) => one.table !== 'escalation' || one.row.status !== 'pending')).toBe(true);
    expect(some.every((one) => one.table !== 'decision' || one.row.status !== 'awaiting-ratification')).toBe(true);
  }
  expect(escalations.every(({ status }) => status !== 'pending')).toBe(true);
  const use = useOfAuthority({ decisions, escalations, scheme: council.scheme, past: { seen: () => [], householdOf: () => null }, from: NOW - 60 * 86_400_000, to: NOW });
  expect(use.frontLine.part.length / use.frontLine.of.length).toBeGreaterThan(0.6);
  expect(use.overturned.part.length).toBeGreaterThan(0);
  expect(use.exceededOffline.part.length).toBeGreaterThan(0);
  expect(use.binding.some(({ clauseId }) => clauseId === 'goodwill')).toBe(true);
});

test('it is the same each time, and leaves the people of the demo most of their month', () => {
  expect(make()).toEqual(rows);
  const goodwill = of<{ clauseId: string; staffId: string; amount: number; at: number }>('authorityUse').filter(({ clauseId, at }) => clauseId === 'goodwill' && at >= Date.UTC(2026, 10, 1));
  for (const { id } of council.staff) expect(goodwill.filter(({ staffId }) => staffId === id).reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(8000);
});
