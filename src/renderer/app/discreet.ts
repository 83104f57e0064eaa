/** The discreet mode of an open counter: a mark on the page, which `Sensitive` answers to. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { prefer, usePreferencesOf } from '../engine-client/preferences.ts';
import { useShortcut } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';

const page = (): DOMStringMap => document.documentElement.dataset;

/** F7 turns it on and off; while F8 is held, everything is shown. */
export function useDiscreet(person: { staffId: string; role: string }): { on: boolean; turn: (on: boolean) => void } {
  const { t } = useTranslation('app');
  const { discreet: on } = usePreferencesOf(person);
  const turn = (wanted: boolean): void => {
    prefer(person, { discreet: wanted });
    announce(t(wanted ? 'discreet-now-on' : 'discreet-now-off'));
  };
  useShortcut({ keys: 'F7', label: t('discreet'), run: () => { turn(!on); }, anywhere: true });
  useShortcut({ keys: 'F8', label: t('discreet-peek'), run: () => { page()['peek'] = 'on'; }, anywhere: true });
  useEffect(() => {
    if (on) page()['discreet'] = 'on';
    const end = (event: Event): void => { if (!(event instanceof KeyboardEvent) || event.key === 'F8') delete page()['peek']; };
    // Whoever leaves the window with the key down does not leave it open.
    document.addEventListener('keyup', end);
    window.addEventListener('blur', end);
    return () => {
      delete page()['discreet'];
      delete page()['peek'];
      document.removeEventListener('keyup', end);
      window.removeEventListener('blur', end);
    };
  }, [on]);
  return { on, turn };
}
