import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import { dateText } from '#domain/delegation/clause-fields.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { DeputyDialog, SubDelegationDialog, TrainingDialog } from './who-dialogs.tsx';
import styles from './governance.module.css';
import type { Collections } from './collections.ts';

/** Who may do what: by person, by action; who was trained for what, who stands in for whom, and what is handed down. */
export function WhoTab({ collections, person }: { collections: Collections; person: SignedInPerson }) {
  const { t } = useTranslation('governance');
  const [by, setBy] = useState('person');
  const scheme = collections.schemes.find(({ state }) => state === 'in-force');
  if (scheme === undefined) return null;
  return (
    <div className={styles['columns']}>
      <Panel title={t('tab-who')}>
        <div className={styles['stack']}>
          <RadioGroup label={t('by')} value={by} onChange={setBy} options={[{ id: 'person', label: t('by-person') }, { id: 'action', label: t('by-action') }]} />
          {by === 'person' ? <ByPerson collections={collections} scheme={scheme} person={person} /> : <ByAction scheme={scheme} />}
        </div>
      </Panel>
      <div className={styles['stack']}>
        <Deputies collections={collections} person={person} />
        <SubDelegations collections={collections} scheme={scheme} person={person} />
      </div>
    </div>
  );
}

function ByPerson({ collections, scheme, person }: { collections: Collections; scheme: SchemeVersion; person: SignedInPerson }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const [wanted, setWanted] = useState('');
  const [training, setTraining] = useState<Collections['people'][number] | null>(null);
  const now = useNow();
  const text = wanted.trim().toLocaleLowerCase();
  const people = collections.people.filter(({ name, post }) => text === '' || name.toLocaleLowerCase().includes(text) || t(`vocabulary:post.${post}`).toLocaleLowerCase().includes(text));
  const named = (code: string): string => scheme.authorisations.find((one) => one.code === code)?.words ?? code;
  const withdraw = async (id: Collections['authorisations'][number]['id']) => {
    const given = await giveCommand('withdraw-authorisation', { authorisationId: id });
    announce(given.ok ? t('withdrawn') : given.failure.sentence, given.ok ? 'polite' : 'assertive');
  };
  return (
    <>
      <TextField label={t('find-person')} value={wanted} onChange={setWanted} />
      <table className={styles['table']} aria-label={t('by-person')}>
        <thead><tr><th scope="col">{t('person')}</th><th scope="col">{t('decides')}</th><th scope="col">{t('person-holds')}</th></tr></thead>
        <tbody>
          {people.map((one) => {
            const held = collections.authorisations.filter(({ staffId }) => staffId === one.id);
            return (
              <tr key={one.key}>
                <td><strong>{one.name}</strong><br />{t(`vocabulary:post.${one.post}`)}<br /><span className={styles['muted']}>{one.teamId}, {one.siteName}</span></td>
                <td><MayDecide actions={mayDecide(scheme, one.post)} name={one.name} /></td>
                <td>
                  {held.map((authorisation) => {
                    const over = authorisation.expiresOn < dateAt(now);
                    const words = { words: named(authorisation.code), date: dateText(authorisation.expiresOn) };
                    return (
                      <span key={authorisation.key} className={styles['held']}>
                        <Badge tone={over ? 'warning' : 'success'}>{over ? t('ran-out', words) : t('until', words)}</Badge>
                        {authorisation.pending ? <span className={styles['muted']}> {t('sending')}</span> : null}
                        {one.id === person.staffId ? null : <Button variant="quiet" size="small" onPress={() => { void withdraw(authorisation.id); }}>{t('withdraw')}<VisuallyHidden> {words.words}, {one.name}</VisuallyHidden></Button>}
                      </span>
                    );
                  })}
                  {scheme.authorisations.length === 0 || one.id === person.staffId ? null : (
                    <Button variant="secondary" size="small" onPress={() => { setTraining(one); }}>{t('grant')}<VisuallyHidden>: {one.name}</VisuallyHidden></Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {training === null ? null : <TrainingDialog who={training} scheme={scheme} onClose={() => { setTraining(null); }} />}
    </>
  );
}

function MayDecide({ actions, name }: { actions: readonly string[]; name: string }) {
  const { t } = useTranslation('governance');
  if (actions.length === 0) return <span className={styles['muted']}>{t('decides-nothing')}</span>;
  return (
    <details>
      <summary>{t('decides-count', { count: actions.length })}<VisuallyHidden>: {name}</VisuallyHidden></summary>
      <ul className={styles['actions']}>{actions.map((action) => <li key={action}>{action}</li>)}</ul>
    </details>
  );
}

/** "Goodwill payment £25" and so on: what a post decides alone, by the clause. */
const mayDecide = (scheme: SchemeVersion, post: string): string[] => scheme.clauses.flatMap((clause) => {
  const limit = clause.limits.find((one) => one.post === post)?.perDecision;
  const rung = clause.ladder.find((one) => one.post === post)?.upTo;
  const most = Math.max(limit ?? 0, rung ?? 0);
  return most === 0 ? [] : [`${clause.number} ${clause.title} ${clause.measure === 'count' ? '' : amountText(most, clause.measure)}`.trim()];
});

function ByAction({ scheme }: { scheme: SchemeVersion }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const post = (name: string): string => t(`vocabulary:post.${name}`);
  const named = (code: string): string => scheme.authorisations.find((one) => one.code === code)?.words ?? code;
  const decides = (clause: Clause): string[] => clause.limits.map((limit) => {
    const values = { post: post(limit.post), limit: amountText(limit.perDecision, clause.measure) };
    return limit.authorisation === null ? t('up-to', values) : t('up-to-with', { ...values, authorisation: named(limit.authorisation) });
  });
  return (
    <table className={styles['table']} aria-label={t('by-action')}>
      <thead><tr><th scope="col">{t('action')}</th><th scope="col">{t('decides')}</th><th scope="col">{t('approves')}</th></tr></thead>
      <tbody>
        {scheme.clauses.map((clause) => (
          <tr key={clause.id}>
            <td>{clause.number}. {clause.title}</td>
            <td>{clause.limits.length === 0 ? <span className={styles['muted']}>{t('nobody-decides')}</span> : decides(clause).join('; ')}</td>
            <td>
              {clause.ladder.map((rung) => t('up-to', { post: post(rung.post), limit: amountText(rung.upTo, clause.measure) })).join('; ')}
              {clause.secondApprover === null ? null : `, ${t('then', { post: post(clause.secondApprover) })}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Deputies({ collections, person }: { collections: Collections; person: SignedInPerson }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const [adding, setAdding] = useState(false);
  const mayEnd = (staffId: string): boolean => person.role === 'governance' || staffId === person.staffId;
  const end = async (id: Collections['deputies'][number]['id']) => {
    const given = await giveCommand('end-deputy', { deputyRecordId: id });
    announce(given.ok ? t('ended') : given.failure.sentence, given.ok ? 'polite' : 'assertive');
  };
  return (
    <Panel title={t('deputies')} actions={<Button variant="secondary" size="small" onPress={() => { setAdding(true); }}>{t('deputy-add')}</Button>}>
      {collections.deputies.length === 0 ? <p className={styles['muted']}>{t('deputies-none')}</p> : (
        <ul className={styles['plain']}>
          {collections.deputies.map((one) => (
            <li key={one.key} className={styles['clause']}>
              <span>
                {t('deputy-line', { deputy: one.deputyName, name: one.name, post: t(`vocabulary:post.${one.post}`), from: dateText(one.fromDate), to: dateText(one.toDate) })}
                {one.pending ? <span className={styles['muted']}> {t('sending')}</span> : null}
              </span>
              {mayEnd(one.staffId) ? <Button variant="quiet" size="small" onPress={() => { void end(one.id); }}>{t('end')}<VisuallyHidden> {one.deputyName}</VisuallyHidden></Button> : null}
            </li>
          ))}
        </ul>
      )}
      {adding ? <DeputyDialog people={collections.people} person={person} onClose={() => { setAdding(false); }} /> : null}
    </Panel>
  );
}

function SubDelegations({ collections, scheme, person }: { collections: Collections; scheme: SchemeVersion; person: SignedInPerson }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const [adding, setAdding] = useState(false);
  const post = (name: string): string => t(`vocabulary:post.${name}`);
  const clauseOf = (id: string) => scheme.clauses.find((clause) => clause.id === id);
  const mayEnd = (signedBy: string): boolean => person.role === 'governance' || signedBy === person.staffId;
  const end = async (id: Collections['subDelegations'][number]['id']) => {
    const given = await giveCommand('end-sub-delegation', { subDelegationId: id });
    announce(given.ok ? t('ended') : given.failure.sentence, given.ok ? 'polite' : 'assertive');
  };
  return (
    <Panel title={t('subs')} actions={person.role === 'approver' ? <Button variant="secondary" size="small" onPress={() => { setAdding(true); }}>{t('sub-add')}</Button> : null}>
      {collections.subDelegations.length === 0 ? <p className={styles['muted']}>{t('subs-none')}</p> : (
        <ul className={styles['plain']}>
          {collections.subDelegations.map((one) => {
            const clause = clauseOf(one.clauseId);
            return (
              <li key={one.key} className={styles['clause']}>
                <span>
                  {t('sub-line', { reference: one.reference, clause: clause === undefined ? one.clauseId : `${clause.number} ${clause.title}`, to: post(one.toPost), limit: amountText(one.perDecision, clause?.measure ?? 'count'), until: one.validTo })}
                  <br /><span className={styles['muted']}>{t('sub-signed', { from: post(one.fromPost), name: one.signedByName })} {one.pending ? t('sending') : ''}</span>
                </span>
                {mayEnd(one.signedBy) ? <Button variant="quiet" size="small" onPress={() => { void end(one.id); }}>{t('end')}<VisuallyHidden> {one.reference}</VisuallyHidden></Button> : null}
              </li>
            );
          })}
        </ul>
      )}
      {adding ? <SubDelegationDialog scheme={scheme} person={person} onClose={() => { setAdding(false); }} /> : null}
    </Panel>
  );
}
