/** What a search finds. */
import { z } from 'zod';
import type { SubjectRef } from './subject-ref.ts';

export interface SearchHit {
  key: string;
  kind: 'resident' | 'property' | 'case' | 'councillor';
  /** Null of a councillor: they are somebody who asks, and have a page of their own and no record. */
  subject: SubjectRef | null;
  title: string;
  /** Found by another form of the name: short for it, or spelled or sounding like it. */
  near: boolean;
  /** What tells people of one name apart: date of birth, address, last contact; of a councillor their ward. */
  dateOfBirth: string | null;
  address: string | null;
  /** What matched where it is neither name nor address: a phone, an email, a reference. */
  matched: string | null;
  organisation: boolean;
  hasMarker: boolean;
  needs: number;
  openCases: number;
  lastContactAt: number | null;
  deceased: boolean;
  /** They live somewhere that is not told. */
  addressHidden: boolean;
  restricted: boolean;
}

/** A hit that is a record. */
export type SubjectHit = SearchHit & { subject: SubjectRef };
export const isSubjectHit = (hit: SearchHit): hit is SubjectHit => hit.subject !== null;

export interface SearchAnswer {
  hits: SearchHit[];
  /** True where more matched than are given. */
  more: boolean;
}

export const searchSchema = z.object({ text: z.string().max(200), limit: z.int().min(1).max(50) }).strict();

/** The same as `SearchAnswer`, for as long as it is looked at; `whole` is one. */
export interface SearchCollections {
  hits: SearchHit;
  whole: { key: string; more: boolean };
}
