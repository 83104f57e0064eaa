import { describe, expect, it } from 'vitest';
import { draftKey } from '../features/contact/contact-draft.ts';
import { subjectOfDraft } from './draft-subject.ts';

describe('whom a draft is about', () => {
  it('is read back from the key the contact was kept under', () => {
    for (const subject of [{ kind: 'resident', id: 'r:1' }, { kind: 'property', id: '10001' }, null] as const) {
      expect(subjectOfDraft(draftKey(subject))).toEqual(subject);
    }
  });
});
