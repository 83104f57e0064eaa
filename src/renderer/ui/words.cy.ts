/** What the controls themselves say, in Welsh. */
export const words: Readonly<Record<string, string>> = {
  'close': 'Cau',
  'choose': 'Dewis',
  'none-found': 'Nid oes dim yn y rhestr yn cyfateb',
  'show-choices': 'Dangos y dewisiadau',
  'tone-info': 'Nodyn',
  'tone-success': 'Wedi’i wneud',
  'tone-warning': 'Rhybudd',
  'tone-error': 'Gwall',
  'keys-title': 'Bysellau cyflym',
  'keys-show': 'Dangos bysellau cyflym',
  'keys-close': 'Cau',
  'keys-none': 'Nid oes dim ar y sgrin hon.',
  'money-hint': 'Mewn punnoedd, fel 12 neu 12.50',
  'number-hint': 'Rhif cyfan',
  'step': 'Cam {{number}}',
};
