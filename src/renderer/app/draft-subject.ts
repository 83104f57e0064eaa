import type { SubjectRef } from '#contract/views/subject-ref.ts';

/** Whom a contact's draft is about, from its key (`contact:resident:<id>`); null for nobody named. */
export function subjectOfDraft(key: string): SubjectRef | null {
  const found = /^contact:(resident|property):(.+)$/.exec(key);
  return found === null ? null : { kind: found[1] as SubjectRef['kind'], id: found[2] ?? '' };
}
