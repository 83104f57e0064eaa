import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { SignInAnswer } from '#contract/wire.ts';
import { createFakeCentre } from '../../../tests/fixtures/fake-centre.ts';
import { NOW, people } from '../../../tests/fixtures/sample-council.ts';
import { createCentralClient, type CentralClient } from './central-client.ts';
import { createCentralSession, type CentralSession } from './central-session.ts';

const never = new AbortController().signal;

describe('a request', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  /** A cable pulled out: nothing comes back, not even a refusal. */
  const silent: typeof fetch = (_input, init) => new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => { reject(new DOMException('aborted', 'AbortError')); });
  });
  const answering = (status: number, body: unknown): CentralClient =>
    createCentralClient('http://centre.test', () => Promise.resolve(Response.json(body, { status })));

  test('without an answer is given up within five seconds', async () => {
    const asked = createCentralClient('http://centre.test', silent).head('t', 0, 2, never);
    let answer: Outcome<unknown> | null = null;
    void asked.then((outcome) => { answer = outcome; });
    await vi.advanceTimersByTimeAsync(4400);
    expect(answer).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
  });

  test('whose answer stops in the middle is given up five seconds after the last of it', async () => {
    const stalls: typeof fetch = (_input, init) => Promise.resolve(new Response(new ReadableStream({
      start(controller) {
        setTimeout(() => { controller.enqueue(Buffer.from('{"kind":')); }, 4000);
        init?.signal?.addEventListener('abort', () => { controller.error(new DOMException('aborted', 'AbortError')); });
      },
    })));
    const asked = createCentralClient('http://centre.test', stalls).pull('t', { epoch: 'e', cursor: 0 }, never);
    let answer: Outcome<unknown> | null = null;
    void asked.then((outcome) => { answer = outcome; });
    await vi.advanceTimersByTimeAsync(8000);
    expect(answer).toBeNull();
    await vi.advanceTimersByTimeAsync(600);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'centre-unreachable', details: { cut: true } } });
  });

  test('ends at once when the desk closes', async () => {
    const closing = new AbortController();
    const asked = createCentralClient('http://centre.test', silent).head('t', 0, 2, closing.signal);
    closing.abort();
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
  });

  test('is refused in the centre’s own words; a fault of the server or a proxy’s page is no answer', async () => {
    expect(await answering(401, { code: 'wrong-passphrase', sentence: 'Not right.' }).signIn({ username: 'a', passphrase: 'b', deviceId: 'device-1' }))
      .toEqual({ ok: false, failure: { code: 'wrong-passphrase', sentence: 'Not right.' } });
    expect(await answering(500, { code: 'unexpected', sentence: 'A fault.' }).hello()).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
    expect(await answering(404, { hello: 'from the proxy' }).hello()).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
    expect(await answering(200, { not: 'a hello' }).hello()).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
  });
});

describe('a session', () => {
  let renewed: SignInAnswer[] = [];
  let clock = NOW;
  const centre = createFakeCentre(Object.values(people), () => clock);
  beforeEach(() => {
    renewed = [];
    clock = NOW;
    centre.requests.length = 0;
    centre.signedOut = false;
    centre.fault = () => null;
  });
  const session = (signIn: SignInAnswer | null, refreshToken: string | null = null): CentralSession => createCentralSession({
    client: createCentralClient('http://centre.test', centre.fetch), deviceId: 'device-ann', staffId: 'staff-ann', now: () => clock, signIn, refreshToken,
    clockOffset: 0, signal: never, onMeasured: () => undefined, onRenewed: (answer) => { renewed.push(answer); },
  });
  const tokenOf = (token: string): Promise<Outcome<string>> => Promise.resolve(succeed(token));

  test('uses its token while it is good, and renews it before it ends', async () => {
    const signIn = centre.signIn(people.ann);
    const one = session(signIn);
    expect(await one.authorised(tokenOf)).toEqual(succeed(signIn.token));
    expect(renewed).toEqual([]);
    clock = signIn.tokenExpiresAt - 30_000;
    const next = await one.authorised(tokenOf);
    expect(next).toEqual(succeed(renewed[0]?.token));
    expect(centre.requests).toEqual(['/v1/refresh']);
  });

  test('without a token gets one by what was kept, once for all who ask at the same time', async () => {
    const one = session(null, centre.signIn(people.ann).refreshToken);
    const tokens = await Promise.all([one.authorised(tokenOf), one.authorised(tokenOf), one.authorised(tokenOf)]);
    expect(new Set(tokens.map((token) => token.ok && token.value)).size).toBe(1);
    expect(centre.requests).toEqual(['/v1/refresh']);
  });

  test('renews a refused token once and asks again', async () => {
    const one = session(centre.signIn(people.ann));
    const used: string[] = [];
    const answer = await one.authorised((token) => {
      used.push(token);
      return Promise.resolve(used.length === 1 ? fail('signed-out', 'No.') : succeed('done'));
    });
    expect(answer).toEqual(succeed('done'));
    expect(used).toHaveLength(2);
    expect(await one.authorised(() => Promise.resolve(fail('signed-out', 'Never.')))).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
  });

  test('is signed out only by the centre’s word, never by a line that is down', async () => {
    const one = session(null, centre.signIn(people.ann).refreshToken);
    centre.fault = () => 'refuse';
    expect(await one.authorised(tokenOf)).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
    centre.fault = () => null;
    centre.signedOut = true;
    expect(await one.authorised(tokenOf)).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    expect(await session(null).authorised(tokenOf)).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
  });

  test('measures how far the clocks are apart, and reckons with it', async () => {
    const signIn = { ...centre.signIn(people.ann), centreTime: NOW + 90_000 };
    const one = session(signIn);
    expect(one.clockOffset()).toBe(90_000);
    // A minute and a half slow: the token ends sooner than this desk's clock says.
    clock = signIn.tokenExpiresAt - 140_000;
    await one.authorised(tokenOf);
    expect(renewed).toHaveLength(1);
    one.measured(1000, 1200, 5100);
    expect(one.clockOffset()).toBe(4000);
  });
});
