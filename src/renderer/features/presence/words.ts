/** What this feature says, in English. */
export const words = {
  'title': 'Who else is here',
  'phone': '{{name}} is on the phone about them now ({{site}})',
  'counter': '{{name}} is with them now ({{site}})',
  'other': '{{name}} is writing down a contact about them now ({{site}})',
  'open': '{{name}} has this record open ({{site}})',
} as const;
