import { describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#contract/views.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { LiveHub } from './live-hub.ts';

const subject = { kind: 'resident', id: 'r1' } as const;
const event = (subscription: number, kind: 'snapshot' | 'patch', revision: number): LiveEvent => kind === 'snapshot'
  ? { subscription, kind, revision, collections: { header: [{ key: 'header' }] } }
  : { subscription, kind, revision, collections: { header: { put: [{ key: 'header' }], order: null } } };

function aHub() {
  let last = 0;
  const waits: (() => void)[] = [];
  const calls = {
    subscribe: vi.fn((): Promise<Outcome<{ subscription: number }>> => Promise.resolve(succeed({ subscription: last += 1 }))),
    unsubscribe: vi.fn<(subscription: number) => void>(),
    resend: vi.fn<(subscription: number) => void>(),
    later: (run: () => void) => {
      waits.push(run);
      return () => { waits.splice(waits.indexOf(run), 1); };
    },
  };
  const hub = new LiveHub(calls);
  return { hub, calls, passTime: () => { for (const run of waits.splice(0)) run(); } };
}
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('live queries', () => {
  it('share one subscription among equal arguments, in whatever order they are written', async () => {
    const { hub, calls } = aHub();
    hub.retain('subject', subject);
    hub.retain('subject', { id: 'r1', kind: 'resident' });
    await settled();
    expect(calls.subscribe).toHaveBeenCalledTimes(1);
    hub.receive(event(1, 'snapshot', 1));
    expect(hub.storeOf('subject', subject).getState()).toMatchObject({ status: 'ready', collections: { header: [{ key: 'header' }] } });
  });

  it('end a moment after the last one leaves, and not if somebody comes back', async () => {
    const { hub, calls, passTime } = aHub();
    const release = hub.retain('subject', subject);
    await settled();
    hub.receive(event(1, 'snapshot', 1));
    release();
    const again = hub.retain('subject', subject);
    passTime();
    expect(calls.unsubscribe).not.toHaveBeenCalled();
    again();
    passTime();
    expect(calls.unsubscribe).toHaveBeenCalledExactlyOnceWith(1);
    expect(hub.storeOf('subject', subject).getState()).toEqual({ status: 'loading', collections: null });
    hub.retain('subject', subject);
    await settled();
    expect(calls.subscribe).toHaveBeenCalledTimes(2);
  });

  it('ask once for a snapshot after a gap, and pass over patches until it comes', async () => {
    const { hub, calls } = aHub();
    hub.retain('subject', subject);
    await settled();
    hub.receive(event(1, 'snapshot', 1));
    hub.receive(event(1, 'patch', 3));
    hub.receive(event(1, 'patch', 4));
    expect(calls.resend).toHaveBeenCalledExactlyOnceWith(1);
    hub.receive(event(1, 'snapshot', 5));
    hub.receive(event(1, 'patch', 6));
    expect(calls.resend).toHaveBeenCalledTimes(1);
  });

  it('keep an event that overtakes the answer to its own subscription', async () => {
    const { hub } = aHub();
    hub.retain('subject', subject);
    hub.receive(event(1, 'snapshot', 1));
    await settled();
    expect(hub.storeOf('subject', subject).getState().status).toBe('ready');
  });

  it('try again while the engine is away', async () => {
    const { hub, calls, passTime } = aHub();
    calls.subscribe.mockResolvedValueOnce(fail('engine-stopped', 'It is being started again.'));
    hub.retain('sync', {});
    await settled();
    passTime();
    await settled();
    expect(calls.subscribe).toHaveBeenCalledTimes(2);
  });

  it('forget everything when nobody is signed in, even what was being asked', async () => {
    const { hub, calls } = aHub();
    hub.retain('subject', subject);
    hub.clear();
    await settled();
    expect(calls.unsubscribe).toHaveBeenCalledExactlyOnceWith(1);
    hub.receive(event(1, 'snapshot', 1));
    expect(hub.storeOf('subject', subject).getState().status).toBe('loading');
  });
});
