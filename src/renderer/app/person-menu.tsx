import { Check, ChevronDown } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import { prefer, usePreferencesOf } from '../engine-client/preferences.ts';
import { leaveDesk } from '../engine-client/session.ts';
import { showKeys } from '../ui/keys-dialog.tsx';
import { chooseLanguage, languageNames, languages, useLanguage, type Language } from '../ui/language.ts';
import { announce } from '../ui/live-region.tsx';
import { chooseTheme, themes, useTheme } from './theme.ts';
import styles from './top-bar.module.css';

/** Who is signed in, and what is theirs to change. */
export function PersonMenu({ person, onSwitch, discreet }: { person: SignedInPerson; onSwitch: () => void; discreet: { on: boolean; turn: (on: boolean) => void } }) {
  const { t } = useTranslation(['app', 'vocabulary']);
  const theme = useTheme();
  const { startsContacts } = usePreferencesOf(person);
  const language = useLanguage();
  const speak = (chosen: Language) => { void chooseLanguage(chosen).then(() => { announce(languageNames[chosen]); }, () => { announce(t('language-failed'), 'assertive'); }); };
  const post = t(`vocabulary:post.${person.post}`);
  return (
    <MenuTrigger>
      <Button className={styles['person'] ?? ''}>
        <span className={styles['personName']}>
          <span>{person.name}</span>
          <span className={styles['post']}>{post}</span>
        </span>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <Popover className={styles['menu'] ?? ''} placement="bottom end" offset={4}>
        <div className={styles['menuHead']}>
          <strong>{person.name}</strong>
          <span>{post}</span>
          <span>{t('site', { site: person.siteName, council: person.councilName })}</span>
        </div>
        <Menu className={styles['items'] ?? ''} aria-label={person.name}>
          <MenuSection
            className={styles['section'] ?? ''} selectionMode="single" disallowEmptySelection selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = themes.find((one) => keys !== 'all' && keys.has(one));
              if (chosen !== undefined) chooseTheme(chosen);
            }}
          >
            <Header className={styles['sectionTitle'] ?? ''}>{t('theme')}</Header>
            {themes.map((one) => (
              <MenuItem key={one} id={one} className={styles['item'] ?? ''}><Check size={14} aria-hidden="true" />{t(`theme-${one}`)}</MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            className={styles['section'] ?? ''} selectionMode="single" disallowEmptySelection selectedKeys={[language]}
            onSelectionChange={(keys) => {
              const chosen = languages.find((one) => keys !== 'all' && keys.has(one));
              if (chosen !== undefined) speak(chosen);
            }}
          >
            <Header className={styles['sectionTitle'] ?? ''}>{t('language')}</Header>
            {languages.map((one) => (
              <MenuItem key={one} id={one} className={styles['item'] ?? ''} textValue={languageNames[one]}><Check size={14} aria-hidden="true" /><span lang={one}>{languageNames[one]}</span></MenuItem>
            ))}
          </MenuSection>
          <MenuSection
            className={styles['section'] ?? ''} selectionMode="multiple" selectedKeys={[...discreet.on ? ['discreet'] : [], ...startsContacts ? ['starts'] : []]}
            onSelectionChange={(keys) => {
              const has = (key: string): boolean => keys === 'all' || keys.has(key);
              if (has('discreet') !== discreet.on) discreet.turn(has('discreet'));
              if (has('starts') !== startsContacts) prefer(person, { startsContacts: has('starts') });
            }}
          >
            <Header className={styles['sectionTitle'] ?? ''}>{t('desk')}</Header>
            <MenuItem id="discreet" className={styles['item'] ?? ''}><Check size={14} aria-hidden="true" />{t('discreet')}</MenuItem>
            <MenuItem id="starts" className={styles['item'] ?? ''}><Check size={14} aria-hidden="true" />{t('starts-contacts')}</MenuItem>
          </MenuSection>
          <MenuItem className={styles['item'] ?? ''} onAction={showKeys}><Check size={14} aria-hidden="true" />{t('keys')}</MenuItem>
          <MenuItem className={styles['item'] ?? ''} onAction={onSwitch}><Check size={14} aria-hidden="true" />{t('switch-person')}</MenuItem>
          <MenuItem className={styles['item'] ?? ''} onAction={() => { void leaveDesk('session.sign-out'); }}><Check size={14} aria-hidden="true" />{t('sign-out')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
