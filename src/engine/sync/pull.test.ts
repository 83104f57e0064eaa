import { expect, it } from 'vitest';
import { fail } from '#contract/failures.ts';
import type { PullPage } from './pages.ts';
import { pullAll } from './pull.ts';
import type { SyncDesk } from './sync-desk.ts';

const { signal } = new AbortController();
const pageFor = (scopes: string[]): PullPage => ({ epoch: 'e', scopes, changes: [], version: 6, more: false, cut: false, proof: null });

/** A desk that knows it may see `council`, and whose centre can't be reached. */
function unreachableDesk(): { desk: SyncDesk; asked: () => number; applied: () => number } {
  let asked = 0;
  let applied = 0;
  const meta = { epoch: 'e', cursor: 5, scopes: ['council'], arriving: [], receipt: null, lastHeardAt: null, part: 'whole' };
  const desk = {
    now: () => 0, committed: () => undefined, signal: () => undefined, learnScopes: () => undefined,
    cache: { meta: () => meta, transaction: () => { applied += 1; return { touches: [] }; } },
    outbox: { overlay: () => [], reached: () => undefined, getMeta: () => null },
    session: { authorised: () => { asked += 1; return Promise.resolve(fail('centre-unreachable', 'No line.')); } },
  };
  return { desk: desk as unknown as SyncDesk, asked: () => asked, applied: () => applied };
}

it('a page that came with the news is taken without asking, from where this desk stands', async () => {
  const { desk, asked, applied } = unreachableDesk();
  const places: unknown[] = [];
  const streamed = (known: unknown): PullPage => {
    places.push(known);
    return pageFor(['council']);
  };
  expect(await pullAll(desk, streamed, signal)).toEqual({ ok: true, value: null });
  expect([asked(), applied(), places]).toEqual([0, 1, [{ epoch: 'e', version: 5 }]]);
});

it('a page that was sent while its person might see more or less than this desk knows by now is not taken: the centre is asked', async () => {
  for (const scopes of [['council', 'restricted:160'], []]) {
    const { desk, asked, applied } = unreachableDesk();
    expect(await pullAll(desk, () => pageFor(scopes), signal)).toMatchObject({ ok: false, failure: { code: 'centre-unreachable' } });
    expect([asked(), applied()]).toEqual([1, 0]);
  }
});
