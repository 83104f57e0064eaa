/**
 * The timeline by story: a case with every contact, decision, request, message and task that belongs to it. What belongs
 * to no case but to one contact is that contact's own story.
 */
import type { TimelineEntry } from '#contract/views/timeline.ts';

/** What an entry belongs to: a case by its id, a contact by its id, or itself. */
export interface Story {
  key: string;
  caseId: string | null;
}

export interface StoryRow {
  key: string;
  entry: TimelineEntry;
  /** The story that begins with this row, and how many loaded entries it has. */
  opensStory: (Story & { count: number }) | null;
}

/** The story of each entry, by key. An entry says which contact or decision it came from, and those say which case. */
export function storiesOf(entries: readonly TimelineEntry[]): ReadonlyMap<string, Story> {
  const caseOfContact = new Map<string, string | null>();
  const contactOfDecision = new Map<string, string | null>();
  const contactOfRequest = new Map<string, string | null>();
  for (const entry of entries) {
    if (entry.kind === 'contact') caseOfContact.set(entry.contact.id, entry.contact.caseId);
    else if (entry.kind === 'decision') contactOfDecision.set(entry.decision.id, entry.decision.contactId);
    else if (entry.kind === 'escalation') contactOfRequest.set(entry.escalation.id, entry.escalation.contactId);
  }
  const byContact = (contactId: string | null, own: string): Story => {
    if (contactId === null) return { key: own, caseId: null };
    const caseId = caseOfContact.get(contactId) ?? null;
    return caseId === null ? { key: `contact:${contactId}`, caseId: null } : { key: `case:${caseId}`, caseId };
  };
  const storyOf = (entry: TimelineEntry): Story => {
    switch (entry.kind) {
      case 'contact': return byContact(entry.contact.id, entry.key);
      case 'escalation': return byContact(entry.escalation.contactId, entry.key);
      case 'decision': return byContact(entry.decision.contactId, `decision:${entry.decision.id}`);
      case 'message': {
        const { decisionId, escalationId } = entry.message;
        if (decisionId !== null) return byContact(contactOfDecision.get(decisionId) ?? null, `decision:${decisionId}`);
        return escalationId === null ? { key: entry.key, caseId: null } : byContact(contactOfRequest.get(escalationId) ?? null, `escalation:${escalationId}`);
      }
      case 'task': return entry.task.decisionId === null ? { key: entry.key, caseId: null }
        : byContact(contactOfDecision.get(entry.task.decisionId) ?? null, `decision:${entry.task.decisionId}`);
    }
  };
  return new Map(entries.map((entry) => [entry.key, storyOf(entry)]));
}

/** Entries, newest first, put together by story; the story in which something happened last comes first. */
export function byStory(entries: readonly TimelineEntry[], stories: ReadonlyMap<string, Story>): StoryRow[] {
  const told = new Map<string, { story: Story; entries: TimelineEntry[] }>();
  for (const entry of entries) {
    const story = stories.get(entry.key) ?? { key: entry.key, caseId: null };
    const known = told.get(story.key);
    if (known === undefined) told.set(story.key, { story, entries: [entry] });
    else known.entries.push(entry);
  }
  return [...told.values()].flatMap(({ story, entries: own }) => own.map((entry, n) => ({ key: entry.key, entry, opensStory: n === 0 ? { ...story, count: own.length } : null })));
}

const SPOKEN: ReadonlySet<string> = new Set(['phone-in', 'phone-out', 'call-back', 'walk-in', 'appointment', 'visit', 'chat']);

/**
 * The newest entry that was a conversation with somebody, where something has happened since; null where it is the
 * newest of all, or there was none. What stands above it is new to whoever speaks with them now.
 */
export function lastSpoken(entries: readonly TimelineEntry[]): string | null {
  const at = entries.findIndex((entry) => entry.kind === 'contact' && SPOKEN.has(entry.contact.channel));
  return at <= 0 ? null : entries[at]?.key ?? null;
}

export interface Away { from: number; until: number }

/** What others entered while this desk was away from the centre: new to whoever worked on without it. */
export function happenedWhileAway(entry: TimelineEntry, away: Away | null, staffId: string): boolean {
  if (away === null || entry.pending || entry.at < away.from || entry.at > away.until) return false;
  switch (entry.kind) {
    case 'contact': return entry.contact.staffId !== staffId;
    case 'decision': return entry.decision.requestedBy !== staffId;
    case 'escalation': return entry.escalation.requestedBy !== staffId;
    case 'message':
    case 'task': return true;
  }
}
