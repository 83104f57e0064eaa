/** Everything that happened with somebody or at an address, newest first, in pages that don't shift as more arrives. */
import type { TableName } from '#domain/records.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import { columnSql } from '#contract/tables.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import type { Desk } from '../desk.ts';
import type { Stored } from '../store/cache.ts';
import { linkOf, personOf, type Link } from './person.ts';
import { saidAbout, turnOf } from './requests.ts';
import { sightFor, tieShown } from './sight.ts';
import { clauseOf, nameOrNull, serviceName, staffName } from './reference.ts';

/** Where a page ends: the next one begins after this entry. */
export interface TimelinePlace {
  at: number;
  key: string;
}

interface Source<T extends TableName> {
  table: T;
  time: keyof Stored<T>['row'] & string;
  entry: (desk: Desk, stored: Stored<T>, caseReference: CaseReferences) => TimelineEntry;
}
type EntryTable = 'contact' | 'decision' | 'escalation' | 'message' | 'task';
const source = <T extends EntryTable>(table: T, time: Source<T>['time'], entry: Source<T>['entry']): Source<T> => ({ table, time, entry });

type CaseReferences = (id: string | null) => string | null;

/** What cases are called; each is looked up once, however many entries of a list name it. */
export function caseReferences(desk: Desk): CaseReferences {
  const known = new Map<string, string | null>();
  return (id) => {
    if (id === null) return null;
    let reference = known.get(id);
    if (reference === undefined) known.set(id, reference = desk.cache.row('caseFile', id)?.row.reference ?? null);
    return reference;
  };
}

export function contactEntry(desk: Desk, { row: contact, pending }: Stored<'contact'>, caseReference: CaseReferences): TimelineEntry {
  const { services, staff, sites, councillors } = desk.reference;
  return {
    key: `contact:${contact.id}`, at: contact.startedAt, pending, kind: 'contact', contact,
    serviceName: nameOrNull(services, contact.serviceId), staffName: nameOrNull(staff, contact.staffId),
    siteName: nameOrNull(sites, contact.siteId), caseReference: caseReference(contact.caseId),
    further: (contact.furtherMatters ?? []).map((matter) => ({ serviceName: nameOrNull(services, matter.serviceId), caseReference: caseReference(matter.caseId) })),
    councillorName: nameOrNull(councillors, contact.enquiry?.councillorId ?? null), interpreting: [],
  };
}

/** How a clause is spoken of beside what was decided under it. */
function clauseWords(desk: Desk, of: { clauseId: string; clauseNumber: string; schemeVersion: number; item: string | null }) {
  const clause = clauseOf(desk.reference, of.clauseId, of.schemeVersion, desk.now(), desk.actor.teamId);
  return {
    clauseTitle: clause?.title ?? `Clause ${of.clauseNumber}`, measure: clause?.measure ?? 'count' as const,
    itemName: clause?.items.find(({ code }) => code === of.item)?.words ?? of.item,
  };
}

function routedOf(desk: Desk, escalation: Escalation): { routedTo: string[]; late: boolean } {
  const { routedTo, late } = turnOf(desk, escalation, clauseOf(desk.reference, escalation.clauseId, escalation.schemeVersion, desk.now(), desk.actor.teamId));
  return { routedTo, late };
}

const contacts = source('contact', 'startedAt', contactEntry);
const sources = [
  source('decision', 'decidedAt', (desk, { row: decision, pending }) => ({
    key: `decision:${decision.id}`, at: decision.decidedAt, pending, kind: 'decision', decision, ...clauseWords(desk, decision),
    requestedByName: staffName(desk.reference, decision.requestedBy), decidedByName: staffName(desk.reference, decision.decidedBy),
  })),
  source('escalation', 'requestedAt', (desk, { row: escalation, pending }) => ({
    key: `escalation:${escalation.id}`, at: escalation.requestedAt, pending, kind: 'escalation', escalation,
    ...clauseWords(desk, escalation), requestedByName: staffName(desk.reference, escalation.requestedBy),
    answeredByName: nameOrNull(desk.reference.staff, escalation.answeredBy), thread: saidAbout(desk, escalation),
    ...routedOf(desk, escalation),
  })),
  source('message', 'createdAt', (_desk, { row: message, pending }) =>
    ({ key: `message:${message.id}`, at: message.createdAt, pending, kind: 'message', message })),
  source('task', 'createdAt', (desk, { row: task, pending }) => ({
    key: `task:${task.id}`, at: task.createdAt, pending, kind: 'task', task, serviceName: serviceName(desk.reference, task.serviceId),
  })),
] as const;

const newestFirst = (a: TimelineEntry, b: TimelineEntry): number => b.at - a.at || (a.key < b.key ? 1 : -1);

function pageOf<T extends EntryTable>(
  desk: Desk, { table, time, entry }: Source<T>, { sql, ids }: Link, before: TimelinePlace | null, limit: number,
): TimelineEntry[] {
  const at = columnSql(time);
  const caseReference = caseReferences(desk);
  const place = before ?? { at: Number.MAX_SAFE_INTEGER, key: '' };
  return desk.cache.select(table,
    `WHERE ${sql} AND ${at} <= ? AND (${at} < ? OR '${table}:' || id < ?) ORDER BY ${at} DESC, id DESC LIMIT ?`,
    [...ids, place.at, place.at, place.key, limit]).map((stored) => entry(desk, stored, caseReference));
}

/** Who interpreted in which contact: few have any, so they are read once for all of the page. */
function noteInterpreters(desk: Desk, subject: SubjectRef, entries: TimelineEntry[]): void {
  if (subject.kind === 'property') return;
  const { sql, ids } = linkOf(desk.cache, subject);
  const noted = desk.cache.select('interpreting', `WHERE ${sql} ORDER BY noted_at, id`, [...ids]).map(({ row }) => row);
  if (noted.length === 0) return;
  for (const entry of entries) {
    if (entry.kind === 'contact') entry.interpreting = noted.filter(({ contactId }) => contactId === entry.contact.id).map(({ kind, reference, language }) => ({ kind, reference, language }));
  }
}

export function timelineOf(desk: Desk, subject: SubjectRef, before: TimelinePlace | null, limit: number): { entries: TimelineEntry[]; more: boolean } {
  const wanted = limit + 1;
  const resident = subject.kind === 'resident' ? personOf(desk.cache, subject.id) : null;
  if (resident !== null && !sightFor(desk, resident).record) return { entries: [], more: false };
  const link = linkOf(desk.cache, subject);
  const entries = subject.kind === 'property'
    ? pageOf(desk, contacts, link, before, wanted)
    : [
      ...pageOf(desk, contacts, link, before, wanted),
      ...sources.flatMap((one) => pageOf(desk, one as Source<EntryTable>, link, before, wanted)),
    ];
  noteInterpreters(desk, subject, entries);
  entries.sort(newestFirst);
  const page = entries.slice(0, limit);
  // Counted before: a page that keeps something back must not look like the last one.
  const shown = subject.kind === 'resident' ? page : page.filter((entry) => entry.kind !== 'contact' || tieShown(desk, entry.contact.residentId));
  return { entries: shown, more: entries.length > limit };
}
