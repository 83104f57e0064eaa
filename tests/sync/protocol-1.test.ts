/** A desk that has not been updated yet: requests as protocol 1 sent them, answers held to its own schemas, frozen. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE, residentNamed } from '../../src/central/testing/council.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import {
  errorAnswerSchema, headSchema, helloSchema, pullLineSchema, pushAnswerSchema, signInAnswerSchema, snapshotLineSchema, type SignInAnswer,
} from '../fixtures/protocol-1/wire.ts';

type Requests = Record<'signIn' | 'refresh' | 'pull' | 'snapshot' | 'push', Record<string, unknown>>;
const requests = JSON.parse(readFileSync(new URL('../fixtures/protocol-1/requests.json', import.meta.url), 'utf8')) as Requests;

let centre: TestCentre;
let signedIn: SignInAnswer;
beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest);
  signedIn = signInAnswerSchema.parse(await (await send('/v1/sign-in', requests.signIn)).json());
});
afterAll(() => centre.close());

/** As it was recorded, with what differs from centre to centre put in its place. */
function send(path: string, request: Record<string, unknown>, token?: string): Promise<Response> {
  const values: Record<string, string> = { passphrase: PASSPHRASE, ...token === undefined ? {} : { epoch: signedIn.epoch, refreshToken: signedIn.refreshToken } };
  const body = JSON.stringify(request).replaceAll(/"\$(\w+)"/g, (_whole, name: string) => JSON.stringify(values[name]));
  return fetch(`${centre.base}${path}`, {
    method: 'POST', body, headers: { 'content-type': 'application/json', ...token === undefined ? {} : { authorization: `Bearer ${token}` } },
  });
}
const authorised = (path: string, request: Record<string, unknown>): Promise<Response> => send(path, request, signedIn.token);

/** How protocol 1 read a page: every line as agreed, and one checksum at the end over all before it. */
function read<L extends { kind: string }>(text: string, parse: (line: unknown) => L): L[] {
  const hash = createHash('sha256');
  const lines: L[] = [];
  for (const one of text.split('\n').slice(0, -1)) {
    const line = parse(JSON.parse(one));
    lines.push(line);
    if (line.kind !== 'end') hash.update(`${one}\n`);
    else expect(line).toMatchObject({ checksum: hash.digest('hex') });
  }
  expect(lines.at(-1)?.kind).toBe('end');
  return lines;
}

test('it learns who answers, signs in and renews its token', async () => {
  expect(helloSchema.safeParse(await (await fetch(`${centre.base}/v1/hello`)).json()).success).toBe(true);
  const renewed = await send('/v1/refresh', requests.refresh, signedIn.token);
  signedIn = signInAnswerSchema.parse(await renewed.json());
  expect(signedIn.staff.id).toBe('amina');
});

test('it fetches a table', async () => {
  const lines = read(await (await authorised('/v1/snapshot', requests.snapshot)).text(), (line) => snapshotLineSchema.parse(line));
  expect(lines.flatMap((line) => line.kind === 'row' ? [line.row['id']] : [])).toContain('resident-1');
});

test('it reads the feed, in lines of its own protocol', async () => {
  const { version } = await centre.store.head();
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed('of-protocol-1'))]));
  const text = await (await authorised('/v1/pull', { ...requests.pull, cursor: version })).text();
  const lines = read(text, (line) => pullLineSchema.parse(line));
  expect(lines.map((line) => line.kind)).toEqual(['header', 'change', 'commit', 'end']);
  expect(lines[0]).toEqual({ kind: 'header', protocol: 1, schema: 1, epoch: signedIn.epoch, scopes: signedIn.scopes });
  expect(text).not.toContain('seal');
});

test('it asks for the head', async () => {
  const answer = await fetch(`${centre.base}/v1/head?after=0&wait=2`, { headers: { authorization: `Bearer ${signedIn.token}` } });
  expect(headSchema.parse(await answer.json()).epoch).toBe(signedIn.epoch);
});

test('its work is carried out, once, and the answers are ones it knows', async () => {
  const first = pushAnswerSchema.parse(await (await authorised('/v1/push', requests.push)).json());
  expect(first.results).toMatchObject([{ seq: 1, status: 'accepted' }, { seq: 2, status: 'accepted' }]);
  expect(pushAnswerSchema.parse(await (await authorised('/v1/push', requests.push)).json()).results).toEqual(first.results);
});

test('it knows every reason why it must fetch its copy anew', async () => {
  const asked = [{ ...requests.pull, epoch: 'another' }, { ...requests.pull, cursor: 1_000_000 }];
  for (const request of asked) {
    expect(errorAnswerSchema.parse(await (await authorised('/v1/pull', request)).json()).code).toBe('wrong-epoch');
  }
});

test('a desk two protocols back, or newer than the centre, is told so', async () => {
  const codeOf = async (request: Record<string, unknown>) => errorAnswerSchema.parse(await (await authorised('/v1/pull', request)).json()).code;
  expect(await codeOf({ ...requests.pull, protocol: 0 })).toBe('too-old');
  expect(await codeOf({ ...requests.pull, protocol: 99 })).toBe('too-new');
});
