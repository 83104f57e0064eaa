import { describe, expect, it } from 'vitest';
import type { Hello } from '#contract/wire.ts';
import { firstChoice, peopleOf } from './people.ts';

const hello: Hello = {
  protocol: 1, schema: 1, council: { id: 'demo', name: 'Demo' }, demoPassphrase: 'open sesame',
  demoPeople: [
    { username: 'amy', name: 'Amy Cole', post: 'customer-service-operative', siteName: 'Contact centre' },
    { username: 'bo', name: 'Bo Lund', post: 'team-leader', siteName: 'North hub' },
  ],
};

describe('the people to choose from', () => {
  it('are the demo’s, each once, with who has used this desk marked', () => {
    const people = peopleOf({ hello, knownPeople: [{ username: 'bo', name: 'Bo Lund' }] });
    expect(people.map(({ username, knownHere }) => [username, knownHere])).toEqual([['amy', false], ['bo', true]]);
  });

  it('are only those known here where no centre answers', () => {
    expect(peopleOf({ hello: null, knownPeople: [{ username: 'cat', name: 'Cat Day' }] }))
      .toEqual([{ username: 'cat', name: 'Cat Day', post: null, siteName: null, knownHere: true, unsent: 0 }]);
  });

  it('say how much of their work waits here', () => {
    const people = peopleOf({ hello, knownPeople: [{ username: 'bo', name: 'Bo Lund', unsent: 3 }, { username: 'cat', name: 'Cat Day', unsent: 1 }] });
    expect(people.map(({ username, unsent }) => [username, unsent])).toEqual([['cat', 1], ['amy', 0], ['bo', 3]]);
  });

  it('put somebody the demo does not name first', () => {
    expect(peopleOf({ hello, knownPeople: [{ username: 'cat', name: 'Cat Day' }] })[0]?.username).toBe('cat');
  });

  it('start with whoever locked the desk, or the only one', () => {
    const people = peopleOf({ hello, knownPeople: [] });
    expect(firstChoice(people, 'bo')).toBe('bo');
    expect(firstChoice(people, null)).toBeNull();
    expect(firstChoice(people.slice(0, 1), null)).toBe('amy');
  });
});
