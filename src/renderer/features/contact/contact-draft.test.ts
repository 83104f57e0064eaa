import { describe, expect, it } from 'vitest';
import { LONGEST_NOTE } from '#domain/contacts/log-contact.ts';
import { contactFaults, draftKey, elapsedText, draftOf, isWorthKeeping, joinedContacts, startContact, toLogContact, wholeDraft, type ContactDraft } from './contact-draft.ts';

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

  it('has every matter, the councillor and who goes on', () => {
    const whole: ContactDraft = {
      ...complete, channel: 'councillor', councillorId: 'harjit', residentAsked: true, further: [{ reason: 'pay', outcome: 'signposted', avoidable: null, serviceId: '57', caseId: null }],
      next: { staffId: null, serviceId: '524', words: ' Send the crew ', date: '2026-12-01' },
    };
    const args = toLogContact(whole, resident, 2_000);
    expect(args).toMatchObject({
      enquiry: { councillorId: 'harjit', residentAsked: true }, furtherMatters: [{ reason: 'pay', serviceId: '57' }],
      next: { serviceId: '524', words: 'Send the crew', promisedFor: Date.UTC(2026, 11, 1, 17) },
    });
    if (args === null) throw new Error('it is whole');
    expect(draftOf(args)).toEqual({ ...whole, note: 'Bin missed again.', next: { ...whole.next, words: 'Send the crew' } });
    expect(contactFaults({ ...whole, councillorId: null, further: [{ ...whole, outcome: null }] })).toEqual(['councillor', 'further']);
    expect(toLogContact({ ...whole, channel: 'email' }, resident, 2_000)?.enquiry).toBeNull();
  });

  it('joins with one that was begun with nobody named: every word, every matter, and the earlier start', () => {
    const nobodys: ContactDraft = { ...startContact('c2', 500), reason: 'pay', note: 'Wants to pay.' };
    expect(joinedContacts(startContact('c1', 1_000, 'phone-in', true), nobodys)).toMatchObject({ contactId: 'c1', startedAt: 500, reason: 'pay', further: [], note: 'Wants to pay.', byItself: false });
    expect(joinedContacts({ ...complete, note: 'Bin.' }, nobodys)).toMatchObject({ reason: 'report', further: [{ reason: 'pay' }], note: 'Bin.\n\nWants to pay.' });
  });

  it('is read from a draft of an earlier version, which had less', () => {
    const { further: _f, next: _n, councillorId: _c, residentAsked: _r, byItself: _b, ...older } = complete;
    expect(wholeDraft(older as ContactDraft)).toEqual(complete);
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
