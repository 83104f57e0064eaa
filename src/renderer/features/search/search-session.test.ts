import { describe, expect, it } from 'vitest';
import type { SearchAnswer, SearchHit } from '#contract/views/search.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { SearchSession } from './search-session.ts';

const hit = (key: string): SearchHit => ({
  key, kind: 'resident', subject: { kind: 'resident', id: key }, title: key, near: false, dateOfBirth: null, address: null, matched: null,
  organisation: false, hasMarker: false, needs: 0, openCases: 0, lastContactAt: null, deceased: false, addressHidden: false, restricted: false,
});
const answerOf = (...keys: string[]): Outcome<SearchAnswer> => succeed({ hits: keys.map(hit), more: false });

function aSearch() {
  const waiting = new Map<string, (outcome: Outcome<SearchAnswer>) => void>();
  const opened: string[] = [];
  const search = new SearchSession((text) => new Promise((resolve) => { waiting.set(text, resolve); }));
  search.onOpen(({ key }) => { opened.push(key); });
  const answer = async (text: string, outcome: Outcome<SearchAnswer>): Promise<void> => {
    waiting.get(text)?.(outcome);
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  return { search, opened, answer, state: () => search.store.getState() };
}

describe('a search', () => {
  it('shows only what answers the text that stands there, in whatever order answers come', async () => {
    const { search, answer, state } = aSearch();
    search.type('sm');
    search.type('smi');
    await answer('smi', answerOf('Smith'));
    await answer('sm', answerOf('Smart', 'Smith'));
    expect(state().answer?.hits.map(({ key }) => key)).toEqual(['Smith']);
    expect(state().answered).toBe('smi');
  });

  it('keeps the last answer on the screen while the next is on its way', async () => {
    const { search, answer, state } = aSearch();
    search.type('sm');
    await answer('sm', answerOf('Smith'));
    search.type('smi');
    expect(state().answer?.hits).toHaveLength(1);
    expect(state().answered).not.toBe(state().text);
  });

  it('shows nothing once the box is emptied, though an answer is still on its way', async () => {
    const { search, answer, state } = aSearch();
    search.type('sm');
    search.type('');
    await answer('sm', answerOf('Smith'));
    expect(state()).toMatchObject({ answer: null, open: false });
  });

  it('moves through the results and stops at both ends', async () => {
    const { search, answer, opened, state } = aSearch();
    search.type('s');
    await answer('s', answerOf('a', 'b', 'c'));
    search.move(-1);
    expect(state().active).toBe(0);
    search.move(1);
    search.move(5);
    expect(state().active).toBe(2);
    search.enter();
    expect(opened).toEqual(['c']);
    expect(state()).toMatchObject({ text: '', open: false });
  });

  describe('whose answer changes while it is looked at', () => {
    async function looked(...keys: string[]) {
      const one = aSearch();
      one.search.type('s');
      await one.answer('s', answerOf(...keys));
      return { ...one, found: () => one.state().answer?.hits.map(({ key }) => key), at: () => one.state().answer?.hits[one.state().active]?.key };
    }

    it('leaves everybody in their place, the new below, and the keys at the same person', async () => {
      const { search, found, at, state } = await looked('a', 'b', 'c');
      search.move(2);
      search.changed('s', { hits: ['new', 'c', 'a'].map(hit), more: true });
      expect(found()).toEqual(['a', 'c', 'new']);
      expect(at()).toBe('c');
      expect(state().answer?.more).toBe(true);
    });

    it('opens nobody else where the one whom the keys were at is no longer found', async () => {
      const { search, opened, at } = await looked('a', 'b');
      search.changed('s', { hits: [hit('b')], more: false });
      search.enter();
      expect(opened).toEqual([]);
      search.move(1);
      expect(at()).toBe('b');
    });

    it('shows who hides their address meanwhile as hiding it', async () => {
      const { search, state } = await looked('a', 'b');
      const [, b] = state().answer?.hits ?? [];
      search.changed('s', { hits: [{ ...hit('a'), address: null, addressHidden: true }, hit('b')], more: false });
      expect(state().answer?.hits[0]?.addressHidden).toBe(true);
      expect(state().answer?.hits[1]).toBe(b);
    });

    it('is not told what answers another text', async () => {
      const { search, found } = await looked('a');
      search.changed('sm', { hits: [hit('b')], more: false });
      expect(found()).toEqual(['a']);
    });

    it('shows whoever is recorded at another desk after nobody was found', async () => {
      const { search, at } = await looked();
      search.changed('s', { hits: [hit('new')], more: false });
      expect(at()).toBe('new');
    });
  });

  it('opens what is found first where Enter came before the answer, and never an old result', async () => {
    const { search, answer, opened } = aSearch();
    search.type('s');
    await answer('s', answerOf('old'));
    search.type('sm');
    search.enter();
    expect(opened).toEqual([]);
    await answer('sm', answerOf('Smith', 'Smart'));
    expect(opened).toEqual(['Smith']);
  });

  it('says whether it is to be opened or begun, also where the key came before the answer', async () => {
    const ways: string[] = [];
    const session = new SearchSession(() => Promise.resolve(answerOf('a')));
    session.onOpen((_hit, _since, how) => { ways.push(how); });
    session.type('s');
    session.enter('begin');
    await new Promise((resolve) => { setImmediate(resolve); });
    session.type('s');
    await new Promise((resolve) => { setImmediate(resolve); });
    session.enter();
    expect(ways).toEqual(['begin', 'open']);
  });

  it('says since when it was searched for: from the first letter of this search', async () => {
    let now = 1000;
    const found: number[] = [];
    const session = new SearchSession(() => Promise.resolve(answerOf('a')), () => now);
    session.onOpen((_hit, since) => { found.push(since); });
    session.type('s');
    now = 2000;
    session.type('sm');
    await new Promise((resolve) => { setImmediate(resolve); });
    session.enter();
    now = 3000;
    session.type('o');
    await new Promise((resolve) => { setImmediate(resolve); });
    session.enter();
    expect(found).toEqual([1000, 3000]);
  });

  it('forgets that Enter was pressed when somebody types on', async () => {
    const { search, answer, opened } = aSearch();
    search.type('s');
    search.enter();
    search.type('sm');
    await answer('sm', answerOf('Smith'));
    expect(opened).toEqual([]);
  });

  it('closes and opens again with its text, and says why it failed', async () => {
    const { search, answer, state } = aSearch();
    search.type('s');
    await answer('s', fail('engine-stopped', 'It is being started again.'));
    expect(state().failure).toBe('It is being started again.');
    search.close();
    expect(state()).toMatchObject({ open: false, text: 's' });
    search.reopen();
    search.again();
    await answer('s', answerOf('a'));
    expect(state()).toMatchObject({ open: true, failure: null });
  });
});
