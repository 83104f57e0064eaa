import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import { approvalLimit } from '#domain/delegation/evaluate.ts';
import { asId, type AuthorisationId, type DeputyId, type StaffId, type SubDelegationId } from '#domain/ids.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { dateAt, endOfDate } from '#domain/time/dates.ts';
import { posts, type Post } from '#domain/vocabulary.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { humanReference, newId } from '../../engine-client/ids.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Collections } from './collections.ts';

export function TrainingDialog({ who, scheme, onClose }: { who: Collections['people'][number]; scheme: SchemeVersion; onClose: () => void }) {
  const { t } = useTranslation('governance');
  // Drawn once: two presses note one training.
  const [id] = useState(newId);
  const [code, setCode] = useState<string | null>(scheme.authorisations.length === 1 ? scheme.authorisations[0]?.code ?? null : null);
  const [trainedOn, setTrainedOn] = useState(() => dateAt(Date.now()));
  return (
    <FormDialog
      title={t('grant-title', { name: who.name })} save={t('grant-save')} cancel={t('cancel')} onGiven={() => { announce(t('granted')); }} ready={code !== null && trainedOn !== ''} onClose={onClose}
      give={() => giveCommand('grant-authorisation', { authorisationId: asId<AuthorisationId>(id), staffId: who.id, code: code ?? '', trainedOn })}
    >
      <Select label={t('grant-which')} value={code} onChange={setCode} options={scheme.authorisations.map((one) => ({ id: one.code, label: one.words }))} placeholder={t('choose')} />
      <TextField label={t('grant-on')} type="date" value={trainedOn} onChange={setTrainedOn} />
    </FormDialog>
  );
}

export function DeputyDialog({ people, person, onClose }: { people: Collections['people']; person: SignedInPerson; onClose: () => void }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const [id] = useState(newId);
  const [away, setAway] = useState<string | null>(person.role === 'approver' ? person.staffId : null);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [fromDate, setFrom] = useState(() => dateAt(Date.now()));
  const [toDate, setTo] = useState('');
  const approvers = people.filter(({ role }) => role === 'approver');
  const options = (except: string | null) => approvers.filter((one) => one.id !== except).map((one) => ({ id: one.id, label: `${one.name}, ${t(`vocabulary:post.${one.post}`)}` }));
  return (
    <FormDialog
      title={t('deputy-add')} save={t('deputy-save')} cancel={t('cancel')} onGiven={() => { announce(t('deputy-saved')); }} ready={away !== null && deputy !== null && fromDate !== '' && toDate !== ''} onClose={onClose}
      give={() => giveCommand('set-deputy', { deputyRecordId: asId<DeputyId>(id), staffId: asId<StaffId>(away ?? ''), deputyId: asId<StaffId>(deputy ?? ''), fromDate, toDate })}
    >
      {person.role === 'approver' ? null : <Select label={t('deputy-away')} value={away} onChange={setAway} options={options(null)} placeholder={t('choose')} />}
      <Select label={t('deputy-who')} value={deputy} onChange={setDeputy} options={options(away)} placeholder={t('choose')} />
      <TextField label={t('deputy-from')} type="date" value={fromDate} onChange={setFrom} />
      <TextField label={t('deputy-to')} type="date" value={toDate} onChange={setTo} />
    </FormDialog>
  );
}

export function SubDelegationDialog({ scheme, person, onClose }: { scheme: SchemeVersion; person: SignedInPerson; onClose: () => void }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const [id] = useState(newId);
  const [reference] = useState(humanReference);
  const clauses = scheme.clauses.filter((clause) => clause.maySubDelegate && approvalLimit(clause, person.post as Post) > 0);
  const [clauseId, setClause] = useState<string | null>(clauses.length === 1 ? clauses[0]?.id ?? null : null);
  const [toPost, setTo] = useState<string | null>('customer-service-operative');
  const [perDecision, setLimit] = useState<number | null>(null);
  const [offline, setOffline] = useState<number | null>(null);
  const [until, setUntil] = useState('');
  const clause = clauses.find((one) => one.id === clauseId);
  const Amount = clause?.measure === 'money' ? MoneyField : NumberField;
  return (
    <FormDialog
      title={t('sub-add')} save={t('sub-save')} cancel={t('cancel')} onGiven={() => { announce(t('sub-saved', { reference })); }} ready={clause !== undefined && toPost !== null && perDecision !== null && until !== ''} onClose={onClose}
      give={() => giveCommand('sign-sub-delegation', {
        subDelegationId: asId<SubDelegationId>(id), reference, clauseId: clauseId ?? '', toPost: (toPost ?? 'customer-service-operative') as Post, perDecision: perDecision ?? 0, offline,
        validFrom: Date.now(), validTo: endOfDate(until),
      })}
    >
      {clauses.length === 0 ? <p>{t('sub-none-allowed')}</p> : (
        <>
          <Select label={t('sub-clause')} value={clauseId} onChange={setClause} options={clauses.map((one) => ({ id: one.id, label: `${one.number}. ${one.title}` }))} placeholder={t('choose')} />
          <Select label={t('sub-to')} value={toPost} onChange={setTo} options={posts.filter((post) => post !== person.post).map((post) => ({ id: post, label: t(`vocabulary:post.${post}`) }))} placeholder={t('choose')} />
          <Amount label={t('sub-limit')} value={perDecision} onChange={setLimit} />
          <Amount label={t('sub-offline')} description={t('offline-hint')} value={offline} onChange={setOffline} />
          <TextField label={t('sub-until')} type="date" value={until} onChange={setUntil} />
        </>
      )}
    </FormDialog>
  );
}
