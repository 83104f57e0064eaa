import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** As it is spoken: "07700 900123" at home, "+33 1 09 75 83 51" from abroad; what is no number stays as it was given. */
export function phoneText(value: string): string {
  const phone = parsePhoneNumberFromString(value, { defaultCountry: 'GB', extract: false });
  return phone === undefined ? value : phone.countryCallingCode === '44' ? phone.formatNational() : phone.formatInternational();
}

/** As it is kept: E.164 where it is a number, else as it was given. */
export const phoneValue = (text: string): string => parsePhoneNumberFromString(text, { defaultCountry: 'GB', extract: false })?.number ?? text;

/** Whether it is long enough, and no longer, for a number of its country. */
export const isPhone = (text: string): boolean => parsePhoneNumberFromString(text, { defaultCountry: 'GB', extract: false })?.isPossible() ?? false;
