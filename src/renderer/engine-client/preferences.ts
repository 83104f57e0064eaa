/** How a person likes this desk to behave. Taste, not work: kept in the browser's own storage, by the person's id and no name. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { channels, type Channel } from '#domain/vocabulary.ts';

export interface Preferences {
  /** Opening somebody from the search starts a contact with them. */
  startsContacts: boolean;
  /** Hides at a glance what a bystander could read. */
  discreet: boolean;
}

interface Person { staffId: string; role: string }

/** Whoever answers the phones opens a record because somebody rang; a leader mostly because something was asked. */
const usual = ({ role }: Person): Preferences => ({ startsContacts: role === 'operative', discreet: false });
const NAMES: readonly string[] = ['startsContacts', 'discreet'] satisfies (keyof Preferences)[];
const keptAs = (staffId: string): string => `casefront-likes-${staffId}`;
const CHANNEL = 'casefront-channel';

const store = createStore<{ staffId: string | null; preferences: Preferences | null }>(() => ({ staffId: null, preferences: null }));

function kept(staffId: string): Partial<Preferences> {
  try {
    const found = JSON.parse(localStorage.getItem(keptAs(staffId)) ?? '{}') as Partial<Record<keyof Preferences, unknown>>;
    return Object.fromEntries(Object.entries(found).filter(([name, value]) => NAMES.includes(name) && typeof value === 'boolean'));
  } catch {
    return {};
  }
}

/** Those of whoever sits at the desk now. */
export function usePreferencesOf(person: Person): Preferences {
  const { staffId, preferences } = useStore(store);
  return staffId === person.staffId && preferences !== null ? preferences : { ...usual(person), ...kept(person.staffId) };
}

export function prefer(person: Person, change: Partial<Preferences>): void {
  const preferences = { ...usual(person), ...kept(person.staffId), ...change };
  localStorage.setItem(keptAs(person.staffId), JSON.stringify(preferences));
  store.setState({ staffId: person.staffId, preferences });
}

/** The channel that this desk used last; null where it has used none, or another’s was a one-off. */
export const lastChannel = (): Channel | null => channels.find((channel) => channel === localStorage.getItem(CHANNEL)) ?? null;

/** A councillor or a partner is rarely followed by the next: those are not what the desk is for. */
export function rememberChannel(channel: Channel): void {
  if (channel !== 'councillor' && channel !== 'partner') localStorage.setItem(CHANNEL, channel);
}
