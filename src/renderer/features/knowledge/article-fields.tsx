import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { articleAudiences, articleKinds, contactReasons, type ArticleAudience, type ArticleKind } from '#domain/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { ArticleDraft } from './article-draft.ts';
import styles from './knowledge.module.css';

interface ArticleFieldsProps {
  draft: ArticleDraft;
  onChange: (draft: ArticleDraft) => void;
  services: readonly { id: string; name: string }[];
}

export function ArticleFields({ draft, onChange, services }: ArticleFieldsProps) {
  const { t } = useTranslation(['knowledge', 'vocabulary']);
  // Drawn anew once a service is taken from it, so that the next one begins from nothing.
  const [taken, setTaken] = useState(0);
  const change = (part: Partial<ArticleDraft>) => { onChange({ ...draft, ...part }); };
  const nameOf = (id: string): string => services.find((one) => one.id === id)?.name ?? id;
  return (
    <div className={styles['stack']}>
      <TextField label={t('field-title')} value={draft.title} onChange={(title) => { change({ title }); }} />
      <div className={styles['pair']}>
        <Select label={t('field-kind')} value={draft.kind} options={articleKinds.map((id) => ({ id, label: t(`vocabulary:article-kind.${id}`) }))} onChange={(kind) => { change({ kind: kind as ArticleKind }); }} />
        <Select
          label={t('field-audience')} value={draft.audience} options={articleAudiences.map((id) => ({ id, label: t(`vocabulary:article-audience.${id}`) }))}
          onChange={(audience) => { change({ audience: audience as ArticleAudience }); }}
        />
        <TextField label={t('field-review')} type="date" value={draft.reviewBy} onChange={(reviewBy) => { change({ reviewBy }); }} />
        <ComboBox
          key={taken} label={t('field-service')} description={draft.serviceIds.length === 0 ? t('field-service-hint') : undefined} value={null}
          options={services.filter(({ id }) => !draft.serviceIds.includes(id)).map(({ id, name }) => ({ id, label: name }))}
          onChange={(id) => {
            if (id === null) return;
            change({ serviceIds: [...draft.serviceIds, id] });
            setTaken((before) => before + 1);
          }}
        />
      </div>
      {draft.serviceIds.length === 0 ? null : (
        <ul className={styles['chips']}>
          {draft.serviceIds.map((id) => (
            <li key={id}>
              <Button size="small" variant="secondary" onPress={() => { change({ serviceIds: draft.serviceIds.filter((one) => one !== id) }); }}>
                <VisuallyHidden>{t('remove-service', { name: nameOf(id) })}</VisuallyHidden><span aria-hidden="true">{nameOf(id)}</span><X size={12} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <fieldset className={styles['checks']}>
        <legend>{t('field-reasons')}</legend>
        {contactReasons.map((reason) => (
          <Checkbox
            key={reason} isSelected={draft.reasons.includes(reason)}
            onChange={(on) => { change({ reasons: contactReasons.filter((one) => one === reason ? on : draft.reasons.includes(one)) }); }}
          >
            {t(`vocabulary:reason.${reason}`)}
          </Checkbox>
        ))}
      </fieldset>
      {draft.reasons.length === 0 ? <p className={styles['muted']}>{t('field-reasons-hint')}</p> : null}
      <div className={styles['source']}>
        <TextArea label={t('field-body')} description={t('field-body-hint')} rows={16} value={draft.body} onChange={(body) => { change({ body }); }} />
      </div>
    </div>
  );
}
