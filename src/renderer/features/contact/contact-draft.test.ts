import { describe, expect, it } from 'vitest';
import { LONGEST_NOTE } from '#domain/contacts/log-contact.ts';
import { contactFaults, draftKey, elapsedText, isWorthKeeping, startContact, toLogContact, type ContactDraft } from './contact-draft.ts';

const resident = { kind: 'resident', id: 'r1' } as const;
const complete: ContactDraft = {
  ...startContact('c1', 1_000), reason: 'report', outcome: 'logged', note: '  Bin missed again.  ',
};

describe('a contact being written down', () => {
  it('needs a reason and an outcome before it is saved, named in the form’s order', () => {
    expect(contactFaults(startContact('c1', 1_000))).toEqual(['reason', 'outcome']);
    expect(contactFaults({ ...complete, note: 'x'.repeat(LONGEST_NOTE + 1) })).toEqual(['note']);
    expect(toLogContact(startContact('c1', 1_000), resident, 2_000)).toBeNull();
  });

  it('becomes a command about the resident, the address, or nobody named', () => {
    expect(toLogContact(complete, resident, 2_000)).toMatchObject({
      contactId: 'c1', residentId: 'r1', propertyId: null, anonymous: false, note: 'Bin missed again.', startedAt: 1_000, endedAt: 2_000,
    });
    expect(toLogContact(complete, { kind: 'property', id: 'p1' }, 2_000)).toMatchObject({ residentId: null, propertyId: 'p1', anonymous: false });
    expect(toLogContact(complete, null, 2_000)).toMatchObject({ residentId: null, propertyId: null, anonymous: true });
  });

  it('never ends before it began, whatever was done to the clock', () => {
    expect(toLogContact(complete, resident, 500)?.endedAt).toBe(1_000);
  });

  it('asks before throwing work away, and not for nothing', () => {
    expect(isWorthKeeping(startContact('c1', 1_000))).toBe(false);
    expect(isWorthKeeping({ ...startContact('c1', 1_000), note: 'a' })).toBe(true);
    expect(isWorthKeeping({ ...startContact('c1', 1_000), reason: 'pay' })).toBe(true);
  });

  it('keeps one draft a subject', () => {
    expect(new Set([draftKey(null), draftKey(resident), draftKey({ kind: 'property', id: 'r1' })]).size).toBe(3);
  });

  it('counts time in minutes and seconds, with hours where there are any', () => {
    expect(elapsedText(0, 7_900)).toBe('0:07');
    expect(elapsedText(0, 247_000)).toBe('4:07');
    expect(elapsedText(0, 3_661_000)).toBe('1:01:01');
    expect(elapsedText(5_000, 0)).toBe('0:00');
  });
});
