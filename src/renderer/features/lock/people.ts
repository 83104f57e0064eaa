/** Who may be chosen on the sign-in screen: the demo's people, and those who have used this desk before. */
import type { Hello } from '#contract/wire.ts';
import type { SessionState } from '#contract/channels.ts';

type SignIn = Extract<SessionState, { phase: 'sign-in' }>;

export interface PersonChoice {
  username: string;
  name: string;
  /** Null where only this desk knows them. */
  post: Hello['demoPeople'][number]['post'] | null;
  siteName: string | null;
  knownHere: boolean;
  /** How many pieces of their work the centre does not have. */
  unsent: number;
}

/** Without a centre only people known here can sign in, so that nobody is offered what can't work. */
export function peopleOf({ hello, knownPeople }: Pick<SignIn, 'hello' | 'knownPeople'>): PersonChoice[] {
  const known = new Map(knownPeople.map((person) => [person.username, person.unsent ?? 0]));
  const demo = (hello?.demoPeople ?? []).map((person) => ({ ...person, knownHere: known.has(person.username), unsent: known.get(person.username) ?? 0 }));
  const listed = new Set(demo.map(({ username }) => username));
  const others = knownPeople.filter(({ username }) => !listed.has(username))
    .map(({ username, name, unsent = 0 }) => ({ username, name, post: null, siteName: null, knownHere: true, unsent }));
  return [...others, ...demo];
}

/** Who is chosen as the screen opens: whoever locked the desk or tried last, or the only one there is. */
export function firstChoice(people: readonly PersonChoice[], before: string | null): string | null {
  if (before !== null) return before;
  return people.length === 1 ? people[0]?.username ?? null : null;
}
