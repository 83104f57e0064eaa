import { describe, expect, it } from 'vitest';
import { phoneText } from './phone-text.ts';

describe('a phone number', () => {
  it('is written as it is spoken here, and with its country from elsewhere', () => {
    expect(phoneText('+447700900123')).toBe('07700 900123');
    expect(phoneText('+442079460123')).toBe('020 7946 0123');
    expect(phoneText('+33109758351')).toBe('+33 1 09 75 83 51');
  });

  it('stays as it was given where it is none', () => {
    expect(phoneText('HM-1000102')).toBe('HM-1000102');
    expect(phoneText('ask for Jo')).toBe('ask for Jo');
  });
});
