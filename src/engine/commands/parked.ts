/** Work of a kind that the centre did not know: it is sent again by itself once the centre has been updated. */
import { isDeepStrictEqual } from 'node:util';
import type { Desk } from '../desk.ts';
import { resubmitWork } from './give.ts';

type Known = Record<string, number>;

/** Takes in which commands the centre knows, by name with their versions. True where something is to be sent again. */
export function learnKnownCommands(desk: Desk, known: Known): boolean {
  const before = desk.outbox.getMeta('knownAtCentre') as Known | null;
  if (isDeepStrictEqual(before, known)) return false;
  // What the centre knew all along and parked for a fault of its own stays until a person sends it again.
  const due = desk.outbox.inState('parked').filter(({ name, version }) => (known[name] ?? 0) >= version && (before?.[name] ?? 0) < version);
  for (const { commandId } of due) resubmitWork(desk, commandId);
  desk.outbox.setMeta('knownAtCentre', known);
  return due.length > 0;
}
