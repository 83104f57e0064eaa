import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clause, NamedAuthorisation } from '#domain/delegation/scheme.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BasicsSection, ConditionsSection, EffectsSection, FormSection, LimitsSection } from './clause-sections.tsx';

interface ClauseEditorProps {
  clause: Clause;
  authorisations: readonly NamedAuthorisation[];
  onChange: (clause: Clause) => void;
  /** Takes the clause out of the draft. */
  onRemove: () => void;
  onClose: () => void;
}

/** Everything of one clause; each change is in the draft as it is typed. */
export function ClauseEditor({ clause: begun, authorisations, onChange, onRemove, onClose }: ClauseEditorProps) {
  const { t } = useTranslation('governance');
  const [clause, setClause] = useState(begun);
  const [section, setSection] = useState('limits');
  const change = (part: Partial<Clause>) => {
    const changed = { ...clause, ...part };
    setClause(changed);
    onChange(changed);
  };
  const shared = { clause, change };
  return (
    <Dialog
      title={t('edit-title', { number: clause.number, title: clause.title })} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onRemove}>{t('clause-remove')}</Button>
          <Button variant="primary" onPress={onClose}>{t('edit-done')}</Button>
        </>
      )}
    >
      <Tabs
        label={t('sections')} selected={section} onSelect={setSection}
        tabs={[
          { id: 'limits', title: t('section-limits'), content: <LimitsSection {...shared} authorisations={authorisations} /> },
          { id: 'basics', title: t('section-basics'), content: <BasicsSection {...shared} /> },
          { id: 'conditions', title: t('section-conditions'), content: <ConditionsSection {...shared} /> },
          { id: 'form', title: t('section-form'), content: <FormSection {...shared} /> },
          { id: 'effects', title: t('section-effects'), content: <EffectsSection {...shared} /> },
        ]}
      />
    </Dialog>
  );
}
