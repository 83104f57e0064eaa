import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { compareSchemes, type SchemeChange } from '#domain/delegation/compare-schemes.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import type { Clause, NamedAuthorisation } from '#domain/delegation/scheme.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { ClauseEditor } from './clause-editor.tsx';
import type { Collections } from './collections.ts';
import styles from './governance.module.css';
import { ListEditor } from './list-editor.tsx';
import { freeCode, newClause, newDraft, withClause, withoutClause, type SchemeDraft } from './scheme-draft.ts';
import { SignPanel } from './sign-panel.tsx';
import { TryPanel } from './try-panel.tsx';


interface SchemeTabProps {
  collections: Collections;
  person: SignedInPerson;
  draft: SchemeDraft | null;
  onDraft: (draft: SchemeDraft) => void;
  onDiscard: () => void;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** The versions there are, and the draft of the next one: edited, compared, tried, signed. */
export function SchemeTab({ collections, person, draft, onDraft, onDiscard, onOpenSubject }: SchemeTabProps) {
  const { t } = useTranslation('governance');
  const [editing, setEditing] = useState<string | null>(null);
  const [discarding, setDiscarding] = useState(false);
  const { schemes } = collections;
  const [newest] = schemes;
  const inForce = schemes.find(({ state }) => state === 'in-force') ?? newest;
  const changes = useMemo(() => draft === null || newest === undefined ? [] : compareSchemes(newest, draft.scheme), [draft, newest]);
  if (newest === undefined || inForce === undefined) return null;
  const mayDraft = person.role === 'governance';
  const shown = draft?.scheme ?? inForce;
  const edited = new Set(changes.map(({ clauseId }) => clauseId));
  const opened = editing === null ? undefined : shown.clauses.find(({ id }) => id === editing);
  const stale = draft !== null && draft.baseId !== newest.id;
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <Panel title={t('versions')}>
          <ul className={styles['plain']}>
            {schemes.map((one) => <Version key={one.key} scheme={one} />)}
          </ul>
          {mayDraft && draft === null ? <Button variant="primary" onPress={() => { onDraft(newDraft(newest, Date.now(), person.name)); }}>{t('draft-begin')}</Button> : null}
          {mayDraft ? null : <p className={styles['muted']}>{t('read-only')}</p>}
        </Panel>
        {draft === null ? null : (
          <Panel title={t('draft', { version: draft.scheme.version })} actions={<Button variant="quiet" size="small" onPress={() => { setDiscarding(true); }}>{t('draft-discard')}</Button>}>
            <div className={styles['stack']}>
              {stale ? <Banner tone="warning">{t('draft-stale', { version: newest.version })}</Banner> : <p className={styles['muted']}>{t('draft-kept')}</p>}
              <Changes changes={changes} version={newest.version} />
              <TryPanel scheme={draft.scheme} onOpenSubject={onOpenSubject} />
              <SignPanel draft={draft} people={collections.people} person={person} onDraft={onDraft} onPublished={onDiscard} canPublish={changes.length > 0 && !stale} />
            </div>
          </Panel>
        )}
      </div>
      <Panel title={t('clauses')}>
        {draft === null ? null : (
          <div className={styles['numbers']}>
            <NumberField label={t('answer-within')} description={t('answer-within-hint')} value={draft.scheme.answerWithin} onChange={(answerWithin) => { onDraft({ ...draft, scheme: { ...draft.scheme, answerWithin: answerWithin ?? 0 } }); }} />
            <NumberField label={t('split-within')} description={t('split-within-hint')} value={draft.scheme.splitWithin} onChange={(splitWithin) => { onDraft({ ...draft, scheme: { ...draft.scheme, splitWithin: splitWithin ?? 0 } }); }} />
            <NumberField label={t('offline-hours')} description={t('offline-hours-hint')} value={draft.scheme.offlineHours} onChange={(offlineHours) => { onDraft({ ...draft, scheme: { ...draft.scheme, offlineHours: offlineHours ?? 0 } }); }} />
          </div>
        )}
        <ul className={styles['plain']}>
          {shown.clauses.map((clause) => (
            <li key={clause.id} className={styles['clause']}>
              <ClauseWords clause={clause} />
              <span className={styles['end']}>
                {edited.has(clause.id) ? <Badge tone="accent">{t('edited')}</Badge> : null}
                {draft === null ? null : <Button variant="secondary" size="small" onPress={() => { setEditing(clause.id); }}>{t('edit')}<VisuallyHidden> {clause.title}</VisuallyHidden></Button>}
              </span>
            </li>
          ))}
        </ul>
        {draft === null ? null : (
          <Button
            variant="secondary" onPress={() => {
              const clause = newClause(draft.scheme, t('clause-new'));
              onDraft({ ...draft, scheme: { ...draft.scheme, clauses: [...draft.scheme.clauses, clause] } });
              setEditing(clause.id);
            }}
          >
            {t('clause-add')}
          </Button>
        )}
        {draft === null ? null : <Authorisations scheme={draft.scheme} onChange={(authorisations) => { onDraft({ ...draft, scheme: { ...draft.scheme, authorisations } }); }} />}
      </Panel>
      {draft === null || opened === undefined ? null : (
        <ClauseEditor
          key={opened.id} clause={opened} authorisations={draft.scheme.authorisations} onChange={(clause) => { onDraft({ ...draft, scheme: withClause(draft.scheme, clause) }); }}
          onRemove={() => {
            setEditing(null);
            onDraft({ ...draft, scheme: withoutClause(draft.scheme, opened.id) });
          }}
          onClose={() => { setEditing(null); }}
        />
      )}
      {discarding ? (
        <Dialog
          title={t('draft-discard-title')} role="alertdialog" onClose={() => { setDiscarding(false); }}
          actions={(
            <>
              <Button variant="quiet" onPress={() => { setDiscarding(false); }}>{t('draft-keep')}</Button>
              <Button variant="primary" onPress={() => { setDiscarding(false); onDiscard(); }}>{t('draft-discard')}</Button>
            </>
          )}
        >
          <p>{t('draft-discard-body')}</p>
        </Dialog>
      ) : null}
    </div>
  );
}

function Version({ scheme }: { scheme: Collections['schemes'][number] }) {
  const { t } = useTranslation('governance');
  return (
    <li className={styles['version']}>
      <span><strong>{t('version', { version: scheme.version })}</strong> <Badge tone={scheme.state === 'in-force' ? 'success' : 'neutral'}>{t(`state-${scheme.state}`)}</Badge></span>
      <span>{t('version-from', { from: scheme.effectiveFrom })}{scheme.effectiveTo === null ? null : ` ${t('version-until', { to: scheme.effectiveTo })}`}</span>
      <span className={styles['muted']}>{t('version-signed', { name: scheme.signedBy })}{scheme.pilotTeams === null ? null : `. ${t('version-pilot', { teams: scheme.pilotTeams.join(', ') })}`}</span>
    </li>
  );
}

/** What training gives: named once here, asked for by clauses. */
function Authorisations({ scheme, onChange }: { scheme: SchemeVersion; onChange: (authorisations: NamedAuthorisation[]) => void }) {
  const { t } = useTranslation('governance');
  return (
    <ListEditor
      title={t('authorisations')} add={t('authorisation-add')} items={scheme.authorisations} onChange={onChange} name={({ words }) => words}
      make={() => ({ code: freeCode('authorisation', scheme.authorisations.map(({ code }) => code)), words: '', months: 24 })}
    >
      {(one, set) => (
        <>
          <TextField label={t('words')} value={one.words} onChange={(words) => { set({ ...one, words }); }} />
          <NumberField label={t('authorisation-months')} value={one.months} onChange={(months) => { set({ ...one, months: months ?? 0 }); }} />
        </>
      )}
    </ListEditor>
  );
}

function ClauseWords({ clause }: { clause: Clause }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const limits = clause.limits.map(({ post, perDecision }) => t('up-to', { post: t(`vocabulary:post.${post}`), limit: amountText(perDecision, clause.measure) }));
  return (
    <span>
      <strong>{clause.number}. {clause.title}</strong><br />
      <span className={styles['muted']}>{limits.length === 0 ? t('nobody-decides') : limits.join('; ')} · {clause.power}</span>
    </span>
  );
}

function Changes({ changes, version }: { changes: readonly SchemeChange[]; version: number }) {
  const { t } = useTranslation('governance');
  if (changes.length === 0) return <p>{t('changes-none')}</p>;
  return (
    <table className={styles['table']} aria-label={t('changes', { version })}>
      <caption>{t('changes', { version })}</caption>
      <thead><tr><th scope="col">{t('col-clause')}</th><th scope="col">{t('col-what')}</th><th scope="col">{t('col-from')}</th><th scope="col">{t('col-to')}</th></tr></thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.clauseId} ${change.what}`}>
            <td>{change.clauseNumber === '' ? t('change-whole') : t('change-clause', { number: change.clauseNumber })}</td>
            <td>{change.what}</td>
            <td>{change.from ?? t('nothing')}</td>
            <td>{change.to ?? t('nothing')} {change.lowers ? <Badge tone="warning">{t('change-less')}</Badge> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
