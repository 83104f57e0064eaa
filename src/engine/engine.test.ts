import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createFakeCentre, type FakeCentre } from '../../tests/fixtures/fake-centre.ts';
import { DAY, NOW, approvalArgs, contactArgs, elderSmith, goodwillArgs, people, sampleCouncil, youngerSmith } from '../../tests/fixtures/sample-council.ts';
import { openTestDesk, removeFolder, temporaryFolder, type DeskOptions, type TestDesk } from '../../tests/fixtures/test-desk.ts';

const folders: string[] = [];
const desks: TestDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close();
    expect(desk.bugs).toEqual([]);
  }
  for (const folder of folders.splice(0)) removeFolder(folder);
});

function newCentre(): FakeCentre {
  const centre = createFakeCentre(Object.values(people), () => NOW);
  centre.write(...sampleCouncil());
  return centre;
}
const newFolder = (): string => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
};
async function open(centre: FakeCentre, options: Partial<DeskOptions> = {}): Promise<TestDesk> {
  const desk = await openTestDesk({
    folder: options.folder ?? newFolder(), deviceId: 'device-ann', signIn: centre.signIn(people.ann), fetch: centre.fetch, now: () => NOW, ...options,
  });
  if (!desk.ok) throw new Error(desk.failure.sentence);
  desks.push(desk.value);
  return desk.value;
}
const online = (desk: TestDesk): Promise<void> => desk.saved();
const lineDown = (centre: FakeCentre): void => { centre.fault = () => 'refuse'; };
const offline = (desk: TestDesk): Promise<void> => desk.until(() => desk.status()?.phase === 'offline', 'offline');
const lineUp = async (centre: FakeCentre, desk: TestDesk): Promise<void> => {
  centre.fault = () => null;
  await desk.screen('sync.now');
};

test('a new desk fetches the council and shows a resident whole', async () => {
  const centre = newCentre();
  const desk = await open(centre);
  await online(desk);
  const view = await desk.watch('subject', { kind: 'resident', id: elderSmith.id });
  const { header, needs, cases, household, timeline, authority, markers } = view.now();
  expect(header[0]).toMatchObject({ resident: { preferredName: 'John Smith' }, property: { postcode: 'CG4 7XY' }, counts: { contacts: 1, openCases: 1 } });
  expect(needs.map(({ action }) => action)).toEqual(['Send letters in large print']);
  expect(cases.map(({ reference, serviceName }) => [reference, serviceName])).toEqual([['WB-20417', 'Refuse collection']]);
  expect(household.map(({ residentId }) => residentId)).toEqual(['r-obrien']);
  expect(timeline.map(({ key }) => key)).toEqual(['contact:contact-1']);
  expect(timeline[0]).toMatchObject({ staffName: 'Ben Hughes', caseReference: 'WB-20417', siteName: 'North hub' });
  expect(markers).toEqual([]);
  expect(authority.map(({ key, evaluation }) => [key, evaluation.upTo])).toEqual([['free-bin', 1], ['goodwill', 2500]]);
  const other = await desk.watch('subject', { kind: 'resident', id: youngerSmith.id });
  expect(other.now().markers).toMatchObject([{ on: 'property', control: 'Telephone before visiting', reviewOverdue: true, narrative: null }]);
});

test('an address that nobody is named at has a view of its own', async () => {
  const desk = await open(newCentre());
  await online(desk);
  const view = await desk.watch('subject', { kind: 'property', id: 'p-empty' });
  expect(view.now().header[0]).toMatchObject({ resident: null, property: { addressLine: '41 O’Connell Street' }, counts: { contacts: 1, openCases: 1 } });
  expect(view.now().timeline.map(({ key }) => key)).toEqual(['contact:contact-2']);
  expect(view.now().cases.map(({ reference }) => reference)).toEqual(['SR-778']);
  expect(view.now().authority).toEqual([]);
  const found = await desk.screen('case.view', { caseId: 'case-2' });
  expect(found).toMatchObject({ ok: true, value: { caseFile: { reference: 'SR-778' }, contacts: [{ key: 'contact:contact-2' }] } });
});

test('a decision made offline survives a restart and takes effect once', async () => {
  const centre = newCentre();
  const folder = newFolder();
  const first = await open(centre, { folder });
  await online(first);
  lineDown(centre);
  await first.screen('sync.now');
  await offline(first);

  expect(await first.screen('command.give', { name: 'make-decision', args: goodwillArgs('d-1', elderSmith.id, 2000) }))
    .toMatchObject({ ok: false, failure: { code: 'escalation' } });
  const given = await first.screen('command.give', { name: 'make-decision', args: goodwillArgs('d-1', elderSmith.id, 1000) });
  expect(given.ok).toBe(true);
  const before = await first.watch('subject', { kind: 'resident', id: elderSmith.id });
  await first.until(() => before.now().timeline.some(({ key, pending }) => key === 'decision:d-1' && pending), 'the decision shown as pending');
  expect(before.now().authority.find(({ key }) => key === 'goodwill')?.evaluation.remaining[0]).toMatchObject({ used: 1000, left: 4000 });
  await first.close();

  const second = await open(centre, { folder, signIn: null });
  await offline(second);
  const view = await second.watch('subject', { kind: 'resident', id: elderSmith.id });
  expect(view.now().timeline.filter(({ key }) => key === 'decision:d-1')).toMatchObject([{ pending: true }]);
  expect(second.status()).toMatchObject({ waiting: 1, offlineSince: NOW });

  await lineUp(centre, second);
  await online(second);
  await second.until(() => view.now().timeline.some(({ key, pending }) => key === 'decision:d-1' && !pending), 'the decision confirmed');
  expect(centre.rowsOf('payment')).toMatchObject([{ amount: 1000, decisionId: 'd-1' }]);
  expect(centre.rowsOf('decision')).toMatchObject([{ decidedAt: NOW, madeOffline: true }]);
  expect(centre.effected).toHaveLength(1);
  // Never out of sight while it went from the desk's own to the centre's.
  const orders = view.events.flatMap((event) => event.kind === 'patch' ? [event.collections['timeline']?.order ?? null] : []);
  expect(orders.filter((order) => order !== null).every((order) => order.includes('decision:d-1'))).toBe(true);
});

test('pressing twice gives one command and one answer', async () => {
  const centre = newCentre();
  const desk = await open(centre);
  await online(desk);
  const press = () => desk.screen('command.give', { name: 'make-decision', args: goodwillArgs('d-1', elderSmith.id, 1500) });
  const [one, two] = await Promise.all([press(), press()]);
  expect(one.ok && two.ok && one.value.commandId === two.value.commandId).toBe(true);
  await desk.until(() => centre.effected.length > 0, 'sent');
  await online(desk);
  expect(await press()).toEqual(one);
  expect(centre.effected).toHaveLength(1);
  expect(centre.rowsOf('payment')).toHaveLength(1);
});

test('an answer that got lost is asked for again, not carried out again', async () => {
  const centre = newCentre();
  const desk = await open(centre);
  await online(desk);
  let lost = 0;
  centre.fault = (path) => path === '/v1/push' && (lost += 1) <= 2 ? 'drop' : null;
  await desk.screen('command.give', { name: 'log-contact', args: contactArgs('c-9', elderSmith.id, 'Rang about the bin.') });
  await desk.until(() => lost >= 3, 'pushed again');
  await online(desk);
  expect(centre.effected).toHaveLength(1);
  expect(centre.rowsOf('contact').filter(({ id }) => id === 'c-9')).toHaveLength(1);
});

test('refused work is kept with the reason and can be sent again or put away', async () => {
  const centre = newCentre();
  const desk = await open(centre);
  await online(desk);
  centre.refuseCommands = 'The service is closed today.';
  const given = await desk.screen('command.give', { name: 'log-contact', args: contactArgs('c-5', elderSmith.id, 'Asked for a form.') });
  const sync = await desk.watch('sync', {});
  await desk.until(() => sync.now().attention.length === 1, 'the refusal on the list');
  expect(sync.now().attention[0]).toMatchObject({
    sentence: 'The service is closed today.', residentName: 'John Smith', args: { note: 'Asked for a form.' }, name: 'log-contact',
  });
  const view = await desk.watch('subject', { kind: 'resident', id: elderSmith.id });
  expect(view.now().timeline.map(({ key }) => key)).not.toContain('contact:c-5');

  centre.refuseCommands = null;
  const commandId = given.ok ? given.value.commandId : '';
  const again = await desk.screen('attention.resubmit', { commandId });
  expect(await desk.screen('attention.resubmit', { commandId })).toEqual(again);
  await desk.until(() => sync.now().attention.length === 0 && centre.rowsOf('contact').some(({ id }) => id === 'c-5'), 'accepted this time');

  centre.refuseCommands = 'Still closed.';
  const next = await desk.screen('command.give', { name: 'log-contact', args: contactArgs('c-6', elderSmith.id, 'Asked again.') });
  await desk.until(() => sync.now().attention.length === 1, 'refused again');
  expect(await desk.screen('attention.discard', { commandId: next.ok ? next.value.commandId : '', reason: 'Entered by mistake' })).toMatchObject({ ok: true });
  await desk.until(() => sync.now().attention.length === 0, 'put away');
});

test('a lost outbox does not take another command’s answer for its own', async () => {
  const centre = newCentre();
  const first = await open(centre);
  await online(first);
  await first.screen('command.give', { name: 'log-contact', args: contactArgs('c-1', elderSmith.id, 'First.') });
  await first.until(() => centre.effected.length === 1, 'sent');
  await first.close();
  const second = await open(centre, { folder: newFolder() });
  await online(second);
  await second.screen('command.give', { name: 'log-contact', args: contactArgs('c-2', elderSmith.id, 'Second.') });
  await second.until(() => centre.effected.length === 2, 'sent under the right number');
  await online(second);
  expect(centre.rowsOf('contact').map(({ id }) => id)).toEqual(expect.arrayContaining(['c-1', 'c-2']));
});

test('a centre with another history is fetched anew and offered the work it may have lost', async () => {
  let centre = newCentre();
  const desk = await open(centre, { fetch: (...request) => centre.fetch(...request) });
  await online(desk);
  await desk.screen('command.give', { name: 'log-contact', args: contactArgs('c-1', elderSmith.id, 'Before the restore.') });
  await desk.until(() => centre.effected.length === 1, 'sent');
  await online(desk);
  const view = await desk.watch('subject', { kind: 'resident', id: elderSmith.id });

  centre = newCentre();
  centre.epoch = 'epoch-2';
  centre.write({ table: 'resident', row: { ...elderSmith, preferredName: 'Jack Smith' } });
  await desk.until(() => view.now().header[0]?.resident?.preferredName === 'Jack Smith', 'the restored centre’s rows');
  await desk.until(() => centre.effected.length === 1, 'offered again');
  await online(desk);
  expect(centre.rowsOf('contact').map(({ id }) => id)).toContain('c-1');
  // Never out of sight meanwhile: it lay over the new rows from the moment they were shown.
  const orders = view.events.flatMap((event) => event.kind === 'patch' ? [event.collections['timeline']?.order ?? null] : []);
  expect(orders.filter((order) => order !== null).every((order) => order.includes('contact:c-1'))).toBe(true);
  expect(view.now().timeline.map(({ key }) => key)).toContain('contact:c-1');
});

test('what an operative asks for reaches the team leader, and the answer comes back', async () => {
  const centre = newCentre();
  const ann = await open(centre);
  const tess = await open(centre, { deviceId: 'device-tess', signIn: centre.signIn(people.tess) });
  await Promise.all([online(ann), online(tess)]);
  const work = await tess.watch('worklist', {});
  await ann.screen('command.give', { name: 'request-approval', args: approvalArgs('e-1', elderSmith.id, 4000) });
  await tess.until(() => work.now().waiting.length === 1, 'the request arrives');
  expect(work.now().waiting[0]).toMatchObject({ ownLimit: 10_000, mayAnswer: true, mine: false, residentName: 'John Smith', requestedByName: 'Ann Okafor', requestedAtSite: 'North hub' });
  const own = await ann.watch('worklist', {});
  expect(own.now().waiting[0]).toMatchObject({ mine: true, mayAnswer: false });
  await tess.screen('command.give', { name: 'answer-escalation', args: { escalationId: 'e-1', answer: 'approve', amount: 3000, reasons: 'Fair.' } });
  await ann.until(() => own.now().answered[0]?.escalation.approvedAmount === 3000, 'the answer appears');
  expect(own.now().waiting).toEqual([]);
  expect(centre.rowsOf('payment')).toMatchObject([{ amount: 3000 }]);
});

test('a signed-out desk says so once and keeps its work', async () => {
  const centre = newCentre();
  const desk = await open(centre);
  await online(desk);
  centre.signedOut = true;
  await desk.screen('command.give', { name: 'log-contact', args: contactArgs('c-3', elderSmith.id, 'Kept.') });
  await desk.until(() => desk.status()?.phase === 'signed-out', 'signed out');
  expect(desk.messages.filter((message) => message.kind === 'trouble')).toEqual([{ kind: 'trouble', code: 'signed-out' }]);
  expect(desk.status()).toMatchObject({ waiting: 1 });
});

test('drafts are kept and listed', async () => {
  const desk = await open(newCentre());
  await desk.screen('draft.save', { key: 'contact:r-1', value: '{"note":"half a"}' });
  await desk.screen('draft.save', { key: 'contact:r-1', value: '{"note":"half a sentence"}' });
  await desk.screen('draft.save', { key: 'decision:r-1', value: '{}' });
  expect(await desk.screen('draft.load', { key: 'contact:r-1' })).toEqual({ ok: true, value: { value: '{"note":"half a sentence"}' } });
  expect(await desk.screen('draft.list', { prefix: 'contact:' })).toEqual({ ok: true, value: { drafts: [{ key: 'contact:r-1', savedAt: NOW }] } });
  await desk.screen('draft.discard', { key: 'contact:r-1' });
  expect(await desk.screen('draft.load', { key: 'contact:r-1' })).toEqual({ ok: true, value: { value: null } });
});

test('what is not a call, not for the engine or badly shaped is refused', async () => {
  const desk = await open(newCentre());
  expect(await desk.screen('session.lock')).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(await desk.screen('search.find', { text: 7, limit: 5 })).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(await desk.screen('__proto__' as 'sync.now')).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  const bad = await desk.screen('command.give', { name: 'log-contact', args: { ...contactArgs('c', elderSmith.id, 'Secret words.'), channel: 'pigeon' } });
  expect(bad).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(JSON.stringify(bad)).not.toContain('Secret');
});

test('a timeline pages without gaps or repeats, also within one instant', async () => {
  const centre = newCentre();
  const contacts = Array.from({ length: 450 }, (_, n) => ({
    table: 'contact' as const,
    row: { ...centre.rowsOf('contact')[0], id: `many-${String(n).padStart(4, '0')}`, startedAt: NOW - DAY - Math.floor(n / 7) * 1000 },
  }));
  centre.write(...contacts as never[]);
  const desk = await open(centre);
  await online(desk);
  const view = await desk.watch('subject', { kind: 'resident', id: elderSmith.id });
  const seen = view.now().timeline.map(({ key }) => key);
  expect(seen).toHaveLength(200);
  for (let last = view.now().timeline.at(-1); last !== undefined;) {
    const page = await desk.screen('timeline.page', { subject: { kind: 'resident', id: elderSmith.id }, before: last.at, beforeKey: last.key, limit: 60 });
    if (!page.ok) throw new Error(page.failure.sentence);
    seen.push(...page.value.entries.map(({ key }) => key));
    last = page.value.more ? page.value.entries.at(-1) : undefined;
  }
  expect(seen).toHaveLength(451);
  expect(new Set(seen).size).toBe(451);
});

test('a damaged copy is put aside, said so, and fetched anew; unsent work is as it was', async () => {
  const centre = newCentre();
  const folder = newFolder();
  const first = await open(centre, { folder });
  await online(first);
  lineDown(centre);
  await first.screen('sync.now');
  await offline(first);
  await first.screen('command.give', { name: 'log-contact', args: contactArgs('c-1', elderSmith.id, 'Kept through it all.') });
  await first.close();
  writeFileSync(path.join(folder, 'cache.db'), Buffer.alloc(50_000, 1));

  const options = { folder, deviceId: 'device-ann', fetch: centre.fetch, now: () => NOW };
  const failed = await openTestDesk({ ...options, signIn: null });
  expect(failed).toMatchObject({ ok: false, failure: { code: 'cache-damaged', details: { unsent: 1, keptAs: 'cache.damaged-2026-03-02T10-42-00-000Z.db' } } });
  expect(readFileSync(path.join(folder, 'cache.damaged-2026-03-02T10-42-00-000Z.db')).length).toBe(50_000);

  centre.fault = () => null;
  const second = await open(centre, { folder, rebuildCache: true });
  await online(second);
  expect(centre.effected).toHaveLength(1);
  const view = await second.watch('subject', { kind: 'resident', id: elderSmith.id });
  expect(view.now().timeline.map(({ key }) => key)).toContain('contact:c-1');
});

test('a copy that is asked to be rebuilt is kept under another name', async () => {
  const centre = newCentre();
  const folder = newFolder();
  const first = await open(centre, { folder });
  await online(first);
  await first.close();
  const second = await open(centre, { folder, rebuildCache: true });
  await online(second);
  expect(readdirSync(folder).filter((name) => name.startsWith('cache.damaged-'))).toHaveLength(1);
});

test('a damaged outbox stops the desk until the person puts it aside', async () => {
  const centre = newCentre();
  const folder = newFolder();
  const first = await open(centre, { folder });
  await online(first);
  await first.close();
  writeFileSync(path.join(folder, 'outbox.db'), Buffer.alloc(50_000, 1));
  const options = { folder, deviceId: 'device-ann', fetch: centre.fetch, now: () => NOW, signIn: centre.signIn(people.ann) };
  expect(await openTestDesk(options)).toMatchObject({ ok: false, failure: { code: 'outbox-damaged' } });
  expect(readFileSync(path.join(folder, 'outbox.db')).length).toBe(50_000);
  const second = await open(centre, { ...options, setOutboxAside: true });
  await online(second);
  expect(readdirSync(folder).filter((name) => name.startsWith('outbox.damaged-'))).toHaveLength(1);
});

test('somebody else’s files and a desk nobody has used are refused', async () => {
  const centre = newCentre();
  const folder = newFolder();
  const options = { folder, deviceId: 'device-ann', fetch: centre.fetch, now: () => NOW };
  expect(await openTestDesk({ ...options, signIn: null })).toMatchObject({ ok: false, failure: { code: 'unknown-person' } });
  await (await open(centre, { folder })).close();
  expect(await openTestDesk({ ...options, signIn: centre.signIn(people.ben) })).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
});

test('what a person may no longer see is gone from the desk', async () => {
  const centre = newCentre();
  const desk = await open(centre);
  await online(desk);
  const view = await desk.watch('subject', { kind: 'resident', id: elderSmith.id });
  expect(view.now().header).toHaveLength(1);
  centre.scopes = () => ['reference'];
  centre.fault = (path) => path === '/v1/snapshot' ? 'refuse' : null;
  await desk.screen('sync.now');
  // Before anything has been fetched in its place.
  await desk.until(() => view.now().header.length === 0, 'the resident gone');
  expect(await desk.screen('search.find', { text: 'smith', limit: 5 })).toEqual({ ok: true, value: { hits: [], more: false } });
});

test('a centre that speaks another version is told once, and work is kept', async () => {
  const centre = newCentre();
  const answer = centre.fetch;
  let old = false;
  centre.fetch = (input, init) => old && new URL(input as URL).pathname === '/v1/pull'
    ? Promise.resolve(Response.json({ code: 'too-old', sentence: 'Update Casefront.' }, { status: 426 })) : answer(input, init);
  const desk = await open(centre);
  await online(desk);
  old = true;
  await desk.screen('sync.now');
  await desk.until(() => desk.status()?.phase === 'too-old', 'too old');
  await desk.screen('sync.now');
  expect(desk.messages.filter((message) => message.kind === 'trouble')).toEqual([{ kind: 'trouble', code: 'too-old' }]);
  expect(await desk.screen('search.find', { text: 'smith', limit: 5 })).toMatchObject({ ok: true, value: { hits: [{}, {}] } });
});
