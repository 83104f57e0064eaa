import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId, type ServiceId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import { startTestCentre, type TestCentre } from '../testing/centre.ts';
import { NOW, PASSPHRASE, refuse } from '../testing/council.ts';
import { post, signIn, versions } from '../testing/desk.ts';
import { openPGliteForTest } from '../testing/stores.ts';
import { runAdminCommand } from './commands.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest);
  await centre.store.transaction((transaction) => transaction.write([put('service', { ...refuse, id: asId<ServiceId>('160'), name: 'Adoption', category: 'children' })]));
}, 60_000);
afterAll(() => centre.close());

async function ask(line: string, texts: Record<string, string> = {}): Promise<string> {
  const [name = '', ...words] = line.split(' ').filter((word) => !word.startsWith('--'));
  const done = await runAdminCommand(centre.store, name, { words, texts, flags: { 'at-once': line.includes('--at-once') }, by: 'ada', now: NOW });
  return done.ok ? done.value : `${done.failure.code}: ${done.failure.sentence}`;
}
const audited = async (action: string) => (await centre.store.query<{ detail: object }>('SELECT detail FROM audit WHERE action = $1 ORDER BY n', [action])).rows.map(({ detail }) => detail);

test('a scope is granted once, listed, revoked once, and each time written down', async () => {
  expect(await ask('scope grant amina restricted:160')).toBe('Name of amina now holds restricted:160. Their desks fetch what belongs to it.');
  expect(await ask('scope grant AMINA restricted:160')).toContain('Nothing was changed');
  expect(await ask('scope list')).toMatch(/^Name of amina: restricted:160 \(granted by ada\)\nThese can be granted:\n {2}restricted:160 {2}Adoption\n {2}site:hub/);
  expect(await ask('scope grant amina leaders')).toMatch(/^bad-input: .*restricted:160 \(Adoption\)/);
  expect(await ask('scope grant nobody restricted:160')).toContain('unknown-person');
  expect(await ask('scope give amina restricted:160')).toContain('scope revoke <username> <scope>');
  expect(await ask('scope revoke amina restricted:160')).toContain('no longer holds restricted:160');
  expect(await ask('scope revoke amina restricted:160')).toContain('Nothing was changed');
  expect(await audited('grant-scope')).toEqual([{ scope: 'restricted:160', by: 'ada' }]);
  expect(await audited('revoke-scope')).toEqual([{ scope: 'restricted:160', by: 'ada' }]);
});

test('a receipt is shown as what the centre expected, or as something else', async () => {
  expect(await ask('receipts')).toBe('No desk has purged anything or been wiped.');
  const { token } = await (await signIn(centre.base, 'amina', PASSPHRASE, 'device-with-receipt')).json() as { token: string };
  const receipt = {
    receiptId: 'one', epoch: (await centre.store.head()).epoch, cursor: 0, lost: ['restricted:160'], kept: [], whole: true, remains: null,
    purged: { rows: 0, checksum: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }, documents: 0, drafts: 1, purgedAt: NOW,
  };
  const send = async (changes: object): Promise<unknown> => (await post(centre.base, '/v1/purge-receipts', { ...versions, receipt: { ...receipt, ...changes } }, token)).json();
  expect(await send({})).toEqual({ matches: true });
  expect(await send({ receiptId: 'two', purged: { rows: 3, checksum: 'of something else' } })).toEqual({ matches: false });
  // Sent again with other words it is still the first that counts.
  expect(await send({ receiptId: 'two' })).toEqual({ matches: false });
  const shown = (await ask('receipts')).split('\n');
  expect(shown).toHaveLength(2);
  expect(shown.filter((line) => line.endsWith('as expected.'))).toHaveLength(1);
  expect(shown.filter((line) => line.includes('DIFFERS: expected 0 purged'))).toHaveLength(1);
});

test('desks are listed with what was ordered of them, and only known ones are wiped', async () => {
  await signIn(centre.base, 'tom', PASSPHRASE, 'device-of-tom-1');
  expect(await ask('devices tom')).toMatch(/^device-of-tom-1 {2}Name of tom \(tom\), last in touch /);
  expect(await ask('wipe device-of-nobody')).toContain('not-found');
  expect(await ask('wipe device-of-tom-1')).toContain('once their unsent work is sent');
  expect(await ask('wipe device-of-tom-1 --at-once')).toContain('also with nobody signed in');
  expect(await ask('devices tom')).toMatch(/, to be wiped$/);
  expect(await audited('order-wipe')).toEqual([{ by: 'ada', atOnce: false }, { by: 'ada', atOnce: true }]);
});

test('an account is reopened with a passphrase that is shown once, and closed for good', async () => {
  const passphrase = /: ([a-z2-9-]{23})\n/.exec(await ask('account reopen leader'))?.[1] ?? '';
  expect((await signIn(centre.base, 'leader', PASSPHRASE)).status).toBe(401);
  const answer = await signIn(centre.base, 'leader', passphrase);
  expect(answer.status).toBe(200);
  const { refreshToken } = await answer.json() as { refreshToken: string };
  expect(await ask('account close leader')).toContain('can’t sign in any more');
  expect((await signIn(centre.base, 'leader', passphrase)).status).toBe(401);
  expect((await post(centre.base, '/v1/refresh', { ...versions, refreshToken, deviceId: 'device-of-leader' })).status).toBe(401);
  expect(JSON.stringify(await audited('reopen-account'))).not.toContain(passphrase);
});

test('councillors are taken from the council’s file: looked through first, changed once, each change written down, and nobody is left out of it', async () => {
  const harjit = { id: 'harjit', name: 'Harjit Dhaliwal', ward: 'Mere Bank' };
  const olive = { id: 'olive', name: 'Olive Tarrant', ward: 'Mere Bank', phone: '+447700900525' };
  const asWritten = (...councillors: object[]) => ({ councillors: JSON.stringify(councillors) });
  expect(await ask('councillors list')).toBe('There are no councillors.');
  expect(await ask('councillors publish', asWritten(harjit, olive))).toContain('\n  Olive Tarrant: new; ward Mere Bank; phone +447700900525');
  const head = await centre.store.head();

  const reached = asWritten({ ...harjit, email: 'cllr.harjit@example.org', assistant: { name: 'Lorna Pike', phone: '+442079460361' } }, olive);
  const change = '  Harjit Dhaliwal: email: none becomes cllr.harjit@example.org; assistant: none becomes Lorna Pike, +442079460361';
  expect(await ask('councillors check', reached)).toBe(`Nothing stands in the way. This would change:\n${change}`);
  expect(await centre.store.head()).toEqual(head);
  expect(await ask('councillors publish', reached)).toBe(`The centre has councillors.json as it is. Desks that are open have it in seconds.\n${change}`);
  expect((await centre.store.head()).version).toBe(head.version + 1);
  expect(await ask('councillors publish', reached)).toContain('Nothing was changed');
  expect(await ask('councillors list')).toBe('harjit  Harjit Dhaliwal: ward Mere Bank; email cllr.harjit@example.org; assistant Lorna Pike, +442079460361\nolive  Olive Tarrant: ward Mere Bank; phone +447700900525');

  expect(await ask('councillors publish', asWritten(harjit))).toMatch(/^bad-input: councillors\.json leaves out Olive Tarrant \(olive\)\..*endedOn/);
  expect(await ask('councillors check')).toContain('leaves out Harjit Dhaliwal (harjit), Olive Tarrant (olive)');
  expect(await ask('councillors publish', asWritten({ ...olive, phone: '07700 900525' }))).toContain('[0].phone');
  expect(await ask('councillors publish', asWritten(harjit, { ...olive, endedOn: '2026-05-07' }))).toContain('Olive Tarrant: in office until: none becomes 2026-05-07');
  expect(await audited('publish-councillor')).toEqual([{ changed: 'name, ward' }, { changed: 'name, ward, phone' }, { changed: 'email, assistant' }, { changed: 'email, assistant' }, { changed: 'in office until' }]);
});
