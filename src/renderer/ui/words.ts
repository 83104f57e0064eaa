/** What the controls themselves say, in English. */
export const words = {
  'close': 'Close',
  'choose': 'Choose',
  'none-found': 'Nothing in the list matches',
  'show-choices': 'Show the choices',
  'tone-info': 'Note',
  'tone-success': 'Done',
  'tone-warning': 'Warning',
  'tone-error': 'Error',
  'keys-title': 'Keyboard shortcuts',
  'keys-show': 'Show keyboard shortcuts',
  'keys-close': 'Close',
  'keys-none': 'There are none on this screen.',
  'money-hint': 'In pounds, such as 12 or 12.50',
  'number-hint': 'A whole number',
  'step': 'Step {{number}}',
} as const;
