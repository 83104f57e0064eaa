import { describe, expect, it } from 'vitest';
import { nameMissing, NOBODY, pointDoubt, tidied } from './details.ts';

const phone = (value: string) => ({ kind: 'phone' as const, value, verifiedAt: null, safeToVoicemail: false, safeToText: false });

describe('details in a form', () => {
  it('are kept without spaces and empty lines, phones as they are dialled', () => {
    const kept = tidied({ ...NOBODY, givenName: ' Ewa ', contactPoints: [phone('07700 900123'), phone('  '), { ...phone(' Ewa@Example.ORG '), kind: 'email' }] });
    expect(kept.givenName).toBe('Ewa');
    expect(kept.contactPoints.map(({ value }) => value)).toEqual(['+447700900123', 'ewa@example.org']);
  });

  it('say what is doubtful about a line, and nothing about an empty one', () => {
    expect(pointDoubt(phone('0770'))).toBe('bad-phone');
    expect(pointDoubt(phone('020 7946 0123'))).toBeNull();
    expect(pointDoubt({ kind: 'email', value: 'ewa@example' })).toBe('bad-email');
    expect(pointDoubt({ kind: 'email', value: '' })).toBeNull();
  });

  it('need a name of any kind', () => {
    expect(nameMissing(NOBODY)).toBe(true);
    expect(nameMissing({ ...NOBODY, preferredName: 'Mr K' })).toBe(false);
  });
});
