/** What each kind of need asks the council to do, and what it means for letters and calls. */
import type { Need } from '../records/care.ts';
import type { Resident } from '../records/people.ts';
import type { NeedKind } from '../vocabulary.ts';

/** Something is booked for an appointment: an interpreter, a room, a session. */
const bookable: readonly NeedKind[] = ['bsl-interpreter', 'interpreter', 'step-free', 'assisted-digital'];
/** Every letter goes out so. */
const formats: readonly NeedKind[] = ['large-print', 'easy-read', 'braille'];
/** Nobody rings. */
const noCalls: readonly NeedKind[] = ['no-phone', 'writing-only'];

type Standing = Pick<Need, 'kind' | 'endedAt'>;
export const isBookable = (kind: NeedKind): boolean => bookable.includes(kind);
export const isFormat = (kind: NeedKind): boolean => formats.includes(kind);
export const isInterpreted = (kind: NeedKind): boolean => kind === 'interpreter' || kind === 'bsl-interpreter';
/** A restriction or a care that binds everybody who speaks with them. */
export const isRestriction = (kind: NeedKind): boolean => noCalls.includes(kind) || kind === 'named-officer';

/** What forbids to ring somebody, if anything does. */
export const noCallNeed = <T extends Standing>(needs: readonly T[]): T | null => needs.find(({ kind, endedAt }) => endedAt === null && noCalls.includes(kind)) ?? null;

/** How what the council writes must reach them, in the order of the list. */
export const formatsFor = (needs: readonly Standing[]): NeedKind[] =>
  formats.filter((format) => needs.some(({ kind, endedAt }) => kind === format && endedAt === null));

/** BSL and the other sign languages are not written: their letters are in English. */
const unwritten = new Set(['bfi', 'ase', 'isg']);

/** The language to write to somebody in. */
export const writtenLanguage = ({ language }: Pick<Resident, 'language'>): string => unwritten.has(language) ? 'en' : language;
