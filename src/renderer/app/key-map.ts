/** Every key of the app by screen. What a screen has just now is known by itself; this tells of the others, and of keys that belong to a place and not to a screen. */
import type { TFunction } from 'i18next';
import type { KeyGroup } from '../ui/key-map.ts';

/** The words of what it does, or a phrase of its own in `app`. */
type Said = readonly [keys: string, word: string];

const groups: readonly (readonly [title: string, keys: readonly Said[]])[] = [
  ['keys-everywhere', [
    ['/', 'search:shortcut'], ['Ctrl+K', 'search:shortcut'], ['c', 'contact:start-short'], ['n', 'app:record-new'], ['F4', 'knowledge:open'], ['Alt+1', 'app:find'], ['Alt+2', 'app:requests'], ['F2', 'app:requests'], ['Alt+3', 'app:queue'], ['Alt+t', 'transfer:take-over'],
    ['Alt+S', 'sync:title'], ['Alt+4', 'app:governance'], ['Alt+5', 'app:duplicates'], ['Alt+6', 'app:markers'], ['Alt+7', 'app:bookings'], ['F7', 'app:discreet'], ['F8', 'app:discreet-peek'], ['Alt+ArrowLeft', 'app:back'], ['Alt+ArrowRight', 'app:forward'], ['F9', 'app:switch-person'], ['Ctrl+L', 'app:lock'], ['?', 'ui:keys-show'],
    ['Escape', 'app:key-close'],
  ]],
  ['keys-search', [['ArrowDown', 'app:key-next-result'], ['ArrowUp', 'app:key-previous-result'], ['Enter', 'app:key-open-result'], ['Ctrl+Enter', 'app:key-begin-enquiry'], ['Escape', 'app:key-leave-search']]],
  ['keys-record', [
    ['v', 'verify:verify'], ['t', 'acting:open'], ['p', 'promises:make'], ['e', 'record:change'], ['a', 'record:access'], ['h', 'lives:moved'], ['i', 'care:add-need'], ['m', 'care:add-marker'], ['u', 'duplicates:key-twice'], ['o', 'duplicates:other'], ['1–9', 'app:key-decide'],
  ]],
  ['keys-councillor', [['b', 'councillor:begin'], ['1–9', 'app:key-answer-enquiry']]],
  ['keys-timeline', [
    ['g', 'resident:timeline.by-story'], ['ArrowDown', 'app:key-older'], ['ArrowUp', 'app:key-newer'], ['PageDown', 'app:key-ten-older'], ['PageUp', 'app:key-ten-newer'], ['Home', 'app:key-newest'],
    ['End', 'app:key-oldest'],
  ]],
  ['keys-contact', [['w', 'contact:wrap-up'], ['Alt+w', 'contact:wrap-up'], ['Alt+h', 'transfer:hand-over'], ['Alt+g', 'contact:aside-go-on'], ['Ctrl+Enter', 'contact:save']]],
  ['keys-queue', [['F3', 'queue:call-next'], ['t', 'queue:take']]],
  ['keys-knowledge', [
    ['F4', 'knowledge:open'], ['1–9', 'app:key-tick'], ['Space', 'app:key-tick-here'], ['Alt+Y', 'knowledge:key-yes'], ['Alt+N', 'knowledge:key-no'], ['Escape', 'app:key-back-to-work'],
  ]],
  ['keys-requests', [
    ['j', 'worklist:key-next'], ['k', 'worklist:key-previous'], ['a', 'worklist:key-approve'], ['l', 'worklist:key-less'], ['d', 'worklist:key-decline'], ['r', 'worklist:key-refer'],
    ['q', 'worklist:key-ask'], ['o', 'worklist:read-out'],
  ]],
  ['keys-bookings', [['1–9', 'app:key-open-booking']]],
  ['keys-duplicates', [
    ['j', 'duplicates:key-next'], ['k', 'duplicates:key-previous'], ['s', 'duplicates:key-same'], ['x', 'duplicates:key-not-same'], ['l', 'duplicates:key-later'],
    ['a', 'duplicates:key-approve'], ['d', 'duplicates:key-decline'],
  ]],
  ['keys-forms', [['Ctrl+Enter', 'app:key-send'], ['Escape', 'app:key-put-by'], ['Space', 'app:key-choose']]],
];

export const mappedKeys: readonly string[] = groups.flatMap(([, keys]) => keys.map(([one]) => one.toLowerCase()));

/** `t` of every namespace. */
export const keyMap = (t: TFunction): KeyGroup[] => groups.map(([title, keys]) => ({ title: t(`app:${title}`), keys: keys.map(([pressed, word]) => ({ keys: pressed, label: t(word) })) }));
