import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** As it is spoken: "07700 900123" at home, "+33 1 09 75 83 51" from abroad; what is no number stays as it was given. */
export function phoneText(value: string): string {
  const phone = parsePhoneNumberFromString(value, { defaultCountry: 'GB', extract: false });
  return phone === undefined ? value : phone.countryCallingCode === '44' ? phone.formatNational() : phone.formatInternational();
}
