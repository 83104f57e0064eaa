/** A person whose records were merged: any of them leads to the one that stands for all, and what happened with either is theirs. */
import type { Resident } from '#domain/records/people.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { CacheReader } from '../store/cache.ts';

type Cache = Pick<CacheReader, 'row' | 'standing' | 'recordsOf'>;

export const personOf = (cache: Pick<Cache, 'row' | 'standing'>, residentId: string | null): Resident | null =>
  residentId === null ? null : cache.row('resident', cache.standing(residentId))?.row ?? null;

export interface Link { sql: string; ids: readonly string[] }

/** A condition over a column for one or several ids; one is asked for as it always was, so that its rows come in the order of the index. */
export const among = (column: string, ids: readonly string[]): Link => ({ sql: ids.length === 1 ? `${column} = ?` : `${column} IN (${ids.map(() => '?').join(', ')})`, ids });

export const residentLink = (cache: Pick<Cache, 'recordsOf'>, residentId: string): Link => among('resident_id', cache.recordsOf(residentId));

/** What ties rows to whom or what the view is of. */
export const linkOf = (cache: Pick<Cache, 'recordsOf'>, subject: SubjectRef): Link =>
  subject.kind === 'resident' ? residentLink(cache, subject.id) : among('property_id', [subject.id]);
