import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { chooseLanguage, languageNames, languages, useLanguage } from '../../ui/language.ts';
import { announce } from '../../ui/live-region.tsx';

/** The other language, by its own name: whoever needs it may not read this one. */
export function LanguageLink() {
  const { t } = useTranslation('lock');
  const spoken = useLanguage();
  return (
    <span>
      {languages.filter((language) => language !== spoken).map((language) => (
        <Button
          key={language} variant="link"
          onPress={() => { void chooseLanguage(language).then(() => { announce(languageNames[language]); }, () => { announce(t('language-failed'), 'assertive'); }); }}
        >
          <span lang={language}>{languageNames[language]}</span>
        </Button>
      ))}
    </span>
  );
}
