import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { chooseLanguage, languageNames, languages, useLanguage } from '../../ui/language.ts';
import { announce } from '../../ui/live-region.tsx';

/** The other language, by its own name: whoever needs it may not read this one. */
export function LanguageLink() {
  const { t } = useTranslation('lock');
  const spoken = useLanguage();
  // One button whose words change, so that the focus stays on it.
  const other = languages.find((language) => language !== spoken) ?? spoken;
  const choose = () => { void chooseLanguage(other).then(() => { announce(languageNames[other]); }, () => { announce(t('language-failed'), 'assertive'); }); };
  return <Button variant="link" onPress={choose}><span lang={other}>{languageNames[other]}</span></Button>;
}
