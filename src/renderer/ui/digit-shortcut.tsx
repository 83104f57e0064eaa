import { useShortcut } from './keys.ts';

/** How many things of a list have a digit of their own. */
export const LAST_DIGIT = 9;

/** The digit that opens one thing of a list. A component each, for the number of things changes and the number of hooks may not. */
export function DigitShortcut({ digit, label, onPress }: { digit: number; label: string; onPress: () => void }) {
  useShortcut({ keys: String(digit), label, run: onPress });
  return null;
}
