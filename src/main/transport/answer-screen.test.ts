import { expect, test } from 'vitest';
import type { SessionState } from '#contract/channels.ts';
import { channels } from '#contract/channels.ts';
import type { Diagnostics } from '#contract/diagnostics.ts';
import { succeed } from '#contract/failures.ts';
import { memoryLog } from '../testing/fakes.ts';
import { screenAnswerer, type ScreenTools } from './answer-screen.ts';
import type { Sender } from './trusted-sender.ts';

const ours: Sender = { frame: { origin: 'app://casefront', isMain: true }, isOurWindow: true };
const emptyBundle: Diagnostics = {
  format: 1, madeAt: Date.UTC(2026, 10, 23), app: { version: '0.1.0', node: '24.1.0', platform: 'linux', arch: 'x64' },
  versions: { protocol: 1, schema: 1, cache: 1, outbox: 1 }, schemaHashes: { tables: '0'.repeat(64), cache: '0'.repeat(64) },
  sync: { phase: 'online', lastHeardAt: null, clockOffsetMs: 0, cursor: 0, scopes: 0, waiting: 0, needsAttention: 0 },
  rows: {}, commands: [], drafts: 0, events: [], requests: [], failures: [], disk: { cacheBytes: 0, outboxBytes: 0, freeBytes: null },
  memory: { residentBytes: 0, heapBytes: 0 }, uptimeSeconds: 0,
};
const openState = { phase: 'open' } as SessionState;

function transport(state: SessionState = openState) {
  const asked: unknown[][] = [];
  const note = (...what: unknown[]) => { asked.push(what); return Promise.resolve(succeed(null)); };
  const log = memoryLog();
  const tools: ScreenTools = {
    session: {
      state, lock: () => note('lock'), signOut: () => note('signOut'), signIn: (...args) => note('signIn', ...args), resolve: (...args) => note('resolve', ...args),
      switchTo: (...args) => note('switchTo', ...args), people: () => Promise.resolve(succeed({ here: 'amina', people: [] })),
    },
    flushed: () => { asked.push(['flushed']); },
    engine: { screen: (channel, args) => channel === 'sync.now' ? Promise.reject(new Error('Margaret Okafor')) : note('engine', channel, args) },
    subscriptions: { subscribe: async (args) => { await note('subscribe', args); return succeed({ subscription: 1 }); }, pass: (...args) => note('pass', ...args) },
    saveText: async (name, text) => { await note('saveText', name, text); return succeed({ saved: true }); },
    log,
  };
  return { answer: screenAnswerer(tools), asked, log };
}

test.each<[string, Sender]>([
  ['a frame inside the page', { ...ours, frame: { origin: 'app://casefront', isMain: false } }],
  ['another origin', { ...ours, frame: { origin: 'https://example.org', isMain: true } }],
  ['an origin that only begins alike', { ...ours, frame: { origin: 'app://casefront.example', isMain: true } }],
  ['a file', { ...ours, frame: { origin: 'file://', isMain: true } }],
  ['a page that has gone', { ...ours, frame: null }],
  ['another window', { ...ours, isOurWindow: false }],
])('%s is refused before anything is looked at', async (_who, sender) => {
  const { answer, asked } = transport();
  expect(await answer(sender, 'session.lock', undefined)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  expect(asked).toEqual([]);
});

test.each<[unknown, unknown]>([
  ['no.such', undefined], ['toString', undefined], ['__proto__', undefined], [7, undefined], [undefined, undefined],
  ['session.sign-in', { username: 'amina' }], ['session.sign-in', { username: '', passphrase: 'x' }], ['search.find', { text: 'smith', limit: 1_000_000 }],
  ['command.give', { name: 'constructor', args: {} }], ['live.subscribe', { query: 'secrets', args: {} }], ['session.lock', { force: true }],
])('%o with %o does not fit', async (channel, args) => {
  const { answer, asked } = transport();
  expect(await answer(ours, channel, args)).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(asked).toEqual([]);
});

test('calls go to whoever answers them', async () => {
  const { answer, asked } = transport();
  await answer(ours, 'session.sign-in', { username: 'amina', passphrase: 'p' });
  await answer(ours, 'session.resolve', { way: 'back' });
  await answer(ours, 'search.find', { text: 'smith', limit: 20 });
  await answer(ours, 'live.subscribe', { query: 'sync', args: {} });
  await answer(ours, 'live.resend', { subscription: 4 });
  expect(asked).toEqual([
    ['signIn', 'amina', 'p'], ['resolve', 'back', ''], ['engine', 'search.find', { text: 'smith', limit: 20 }],
    ['subscribe', { query: 'sync', args: {} }], ['pass', 'live.resend', 4]]);
});

test('every channel that main answers is answered', async () => {
  const { answer } = transport();
  const fitting: Record<string, unknown> = { 'diagnostics.save': { bundle: emptyBundle }, 'session.sign-in': { username: 'a', passphrase: 'p' }, 'session.resolve': { way: 'back' },
    'session.switch': { username: 'a', passphrase: 'p' } };
  const mains = Object.entries(channels).filter(([, channel]) => channel.answeredBy === 'main').map(([name]) => name);
  for (const name of mains) expect(await answer(ours, name, fitting[name])).toMatchObject({ ok: true });
});

test('what is saved is the bundle and nothing beside it', async () => {
  const { answer, asked } = transport();
  expect(await answer(ours, 'diagnostics.save', { bundle: emptyBundle })).toEqual(succeed({ saved: true }));
  expect(asked).toEqual([['saveText', 'casefront-diagnostics-2026-11-23.json', `${JSON.stringify(emptyBundle, null, 2)}\n`]]);
  for (const more of [{ note: 'Margaret Okafor' }, { rows: { resident: 1, 'Margaret Okafor': 1 } }, { app: { ...emptyBundle.app, version: '/home/amina' } }]) {
    expect(await answer(ours, 'diagnostics.save', { bundle: { ...emptyBundle, ...more } })).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  }
  expect(asked).toHaveLength(1);
});

test('nobody reaches the engine while nobody is signed in', async () => {
  const { answer, asked } = transport({ phase: 'starting' });
  expect(await answer(ours, 'search.find', { text: 'smith', limit: 20 })).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
  expect(asked).toEqual([]);
});

test('a fault becomes an answer, and neither answer nor log quotes it', async () => {
  const { answer, log } = transport();
  const outcome = await answer(ours, 'sync.now', undefined);
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
  expect(log.lines).toMatchObject([{ level: 'error', facts: { channel: 'sync.now', error: 'Error' } }]);
  expect(JSON.stringify([outcome, log.lines])).not.toContain('Okafor');
});
