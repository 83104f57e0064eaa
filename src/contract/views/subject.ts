/** The single view: who this is and how they stand. */
import type { Evaluation } from '#domain/delegation/evaluate.ts';
import type { Clause, VerificationLevel } from '#domain/delegation/scheme.ts';
import type { CaseFile, PromiseMade } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import type { Entitlement } from '#domain/records/decisions.ts';
import type { Access, AuthorityToAct, DeathNotice, LifeChange, Link, Resident } from '#domain/records/people.ts';
import type { Channel } from '#domain/vocabulary.ts';
import type { InterpretingItem, MarkerItem, NeedItem } from './care.ts';
import type { DuplicateItem, MergedItem } from './duplicates.ts';
import type { SubjectRef } from './subject-ref.ts';
import type { TimelineEntry } from './timeline.ts';

export interface SubjectHeader {
  key: 'header';
  subject: SubjectRef;
  resident: Resident | null;
  property: Property | null;
  counts: { contacts: number; openCases: number };
  /** Whose record is opened only with a reason that this person has not given; nothing else of it is here then. */
  sealed: string | null;
  /** Where they live is kept from whoever has not said why. */
  addressHidden: boolean;
  /** The last time this desk was without the centre, where that is over and was not long ago. */
  away: { from: number; until: number } | null;
}

/** Something promised, as the screen tells it. */
export interface PromiseItem extends PromiseMade { key: string; pending: boolean; ownerName: string; madeByName: string; residentName: string }

/** Somebody who may act, or who was given it and is not over by a paper’s date. */
export interface ActingItem extends AuthorityToAct { key: string; pending: boolean }

/** A line of the access log. */
export interface AccessItem extends Access { key: string; staffName: string }

export interface DeathNoticeItem extends DeathNotice { key: string; notedByName: string }

/** A link as it reads from this record: whom it leads to, and which way round it was recorded. */
export interface LinkItem {
  key: string;
  pending: boolean;
  kind: Link['kind'];
  direction: 'from' | 'to';
  otherId: string;
  otherName: string;
  otherKind: Resident['kind'];
  deceased: boolean;
  words: string;
}

/** A move or a change of name; on an address, who lived there until when. */
export interface LifeChangeItem extends LifeChange { key: string; pending: boolean; name: string; fromAddress: string | null; toAddress: string | null }

/** Something that is owed to somebody who has died; the amount only where an executor is on the record. */
export interface HeldItem { key: string; pending: boolean; paymentId: string; amount: number | null; since: number; asked: boolean }

export interface CaseItem extends CaseFile { key: string; serviceName: string }

export interface HouseholdItem { key: string; residentId: string; name: string; dateOfBirth: string | null }

/** One clause as this person may use it for this resident now; `clause` carries what its form asks for. */
export interface AuthorityItem {
  key: string;
  clause: Clause;
  evaluation: Evaluation;
}

/** A permit, a hold, an arrangement that runs now. */
export interface EntitlementItem extends Entitlement { key: string; pending: boolean }

export interface SubjectCollections {
  header: SubjectHeader;
  needs: NeedItem;
  markers: MarkerItem;
  cases: CaseItem;
  /** Who else lives there; of an address, everybody who does. */
  household: HouseholdItem;
  /** Newest first. */
  lives: LifeChangeItem;
  links: LinkItem;
  interpreting: InterpretingItem;
  held: HeldItem;
  /** The newest 200; older ones by `timeline.page`. */
  timeline: TimelineEntry;
  authority: AuthorityItem;
  /** What runs now, the soonest to end first. */
  running: EntitlementItem;
  verification: VerificationItem;
  /** Open, the soonest due first. */
  promises: PromiseItem;
  /** Who may act for them, newest first; what was only said within the last two days, too. */
  acting: ActingItem;
  /** For leaders and governance only. */
  access: AccessItem;
  /** The notice that stands, where there is one. */
  death: DeathNoticeItem;
  /** Records that may be this person’s too. */
  twice: DuplicateItem;
  /** Records that were merged into this one, the last first. */
  merged: MergedItem;
}

/** How surely this is who they say, for a resident. */
export interface VerificationItem {
  key: 'verification';
  level: VerificationLevel;
  /** When and by whom that was shown; null at level 0. */
  at: number | null;
  byName: string | null;
  /** Failed within 24 hours. */
  failures: number;
  lockedUntil: number | null;
  coercion: boolean;
}

/** What was promised and is still open: this person’s own, and everybody’s that is due. */
export interface PromisesCollections { mine: PromiseItem; others: PromiseItem }

/** Somebody else who has the record open; `channel` where they are speaking about it. */
export interface PresentItem { key: string; name: string; siteName: string; channel: Channel | null }

export interface PresenceCollections { others: PresentItem }
