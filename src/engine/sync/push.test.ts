import { expect, it } from 'vitest';
import { succeed } from '#contract/failures.ts';
import { nextSize, pushAll } from './push.ts';
import type { SyncDesk } from './sync-desk.ts';

const { signal } = new AbortController();

/** A desk with so much to send, and a centre that takes all of it, each request in so many milliseconds. */
function deskWith(count: number, tookMs = 1000): { desk: SyncDesk; pushes: number[] } {
  const waiting = Array.from({ length: count }, (_none, n) => ({ commandId: `c${String(n)}`, seq: n + 1, name: 'log-contact', version: 1, args: {}, replaces: null, offerEpoch: null }));
  const pushes: number[] = [];
  let now = 0;
  const desk = {
    now: () => now, committed: () => undefined, signal: () => undefined, deviceId: 'd', actor: { staffId: 's' },
    cache: { meta: () => ({ epoch: 'e', cursor: 0 }) }, state: { sending: () => undefined },
    client: { push: (_token: string, { commands }: { commands: { seq: number }[] }) => {
      pushes.push(commands.length);
      now += tookMs;
      return Promise.resolve(succeed({ results: commands.map(({ seq }) => ({ seq, status: 'accepted', version: seq })), expectedSeq: 0, centreTime: 0 }));
    } },
    session: { authorised: (call: (token: string) => unknown) => call('token'), clockOffset: () => 0, measured: () => undefined },
    outbox: { getMeta: () => ({ publicKey: 'k' }), takeForSending: (limit: number) => waiting.splice(0, limit), recordResults: () => undefined, reached: () => undefined, letGo: () => undefined },
  };
  return { desk: desk as unknown as SyncDesk, pushes };
}

it('a person who gives more than the centre takes still sees what others do: after so much the feed is read', async () => {
  const { desk, pushes } = deskWith(110);
  expect(await pushAll(desk, signal, 40)).toEqual(succeed(null));
  expect(pushes).toEqual([20, 20]);
  expect(await pushAll(desk, signal, Number.POSITIVE_INFINITY)).toEqual(succeed(null));
  expect(pushes).toEqual([20, 20, 20, 20, 20, 10]);
});

it('a centre that answers quickly is sent more at once, as far as a request goes; one that slows down is sent less again', async () => {
  const quick = deskWith(700, 100);
  await pushAll(quick.desk, signal);
  expect(quick.pushes).toEqual([20, 80, 200, 200, 200]);
  expect(nextSize(200, 2000)).toBe(100);
  expect(nextSize(100, 60_000)).toBe(20);
  expect(nextSize(20, -5000)).toBe(80);
});
