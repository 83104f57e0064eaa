import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { WorklistItem } from '#contract/views/worklist.ts';
import { beyondClause } from '#domain/delegation/clause-fields.ts';
import { unmetConditions } from '#domain/delegation/evaluate.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { capital } from '../../ui/capital.ts';
import { detailsText } from '#domain/delegation/outcome.ts';
import { Discussion } from './discussion.tsx';
import { AnswerForm } from './answer-form.tsx';
import { RequestBadges } from './request-row.tsx';
import { amountOf, askedWords } from './request-words.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './worklist.module.css';

interface RequestDetailProps {
  item: WorklistItem;
  person: SignedInPerson;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** Everything an approver has to see before answering, and below it the answer. */
export function RequestDetail({ item, person, onOpenSubject }: RequestDetailProps) {
  const { t } = useTranslation(['worklist', 'vocabulary']);
  const { escalation, clause } = item;
  const reason = clause.reasons.find((one) => one.code === escalation.reasonCode)?.words ?? escalation.reasonCode;
  return (
    <article className={styles['request']} aria-labelledby="request-title">
      <header className={styles['requestHead']}>
        <div>
          <h2 id="request-title" className={styles['requestTitle']}>{askedWords(item) === '' ? '' : `${askedWords(item)} · `}{clause.title}</h2>
          <p className={styles['muted']}>{escalation.reference}</p>
        </div>
        <span className={styles['badges']}><RequestBadges item={item} /></span>
        <Button variant="secondary" size="small" onPress={() => { onOpenSubject({ kind: 'resident', id: escalation.residentId }); }}>
          <Sensitive>{t('open-resident', { name: item.residentName })}</Sensitive>
        </Button>
      </header>
      <div className={styles['columns']}>
        <dl className={styles['facts']}>
          <Fact term={t('resident')}><Sensitive>{item.residentName}{item.residentAddress === null ? null : <span className={styles['muted']}><br />{item.residentAddress}</span>}</Sensitive></Fact>
          <Fact term={t('requester')}>
            {item.requestedAtSite === null ? item.requestedByName : t('asked-by', { name: item.requestedByName, site: item.requestedAtSite })}
            {', '}<RelativeTime at={escalation.requestedAt} />
          </Fact>
          <Fact term={t('reason')}>{reason}</Fact>
          <Fact term={t('reasons')}><span className={styles['prose']}><Sensitive>{escalation.reasons}</Sensitive></span></Fact>
          <Fact term={t('evidence')}><EvidenceFacts item={item} /></Fact>
          {Object.keys(escalation.details).length === 0 ? null : <Fact term={t('details')}><span className={styles['prose']}><Sensitive>{detailsText(clause, escalation.details)}</Sensitive></span></Fact>}
          {escalation.verifiedLevel === null ? null : <Fact term={t('verified')}>{t(`verified-${String(escalation.verifiedLevel)}`)}</Fact>}
          {escalation.interest === '' ? null : <Fact term={t('interest')}><span className={styles['prose']}>{escalation.interest}</span></Fact>}
          {escalation.noticed.length === 0 ? null : <Fact term={t('noticed')}>{escalation.noticed.map((code) => t(`noticed-${code}`)).join(' ')}</Fact>}
        </dl>
        <div className={styles['beside']}>
          <dl className={styles['facts']}>
            <Fact term={t('clause', { number: clause.number })}>
              {clause.title}
              <span className={styles['muted']}><br />{t('clause-version', { version: escalation.schemeVersion, power: clause.power })}</span>
              {clause.never === null ? null : <span><br />{clause.never}</span>}
            </Fact>
            {person.role !== 'approver' ? null : (
              <Fact term={t('your-limit')}>{item.answersAs !== null && item.answersAs !== person.post ? `${t('as-deputy', { post: t(`vocabulary:post.${item.answersAs}`) })} ` : ''}{item.ownLimit > 0 ? t('limit', { limit: amountOf(item, item.ownLimit) }) : t('limit-none')}</Fact>
            )}
            <Fact term={t('history')}>
              {item.history.length === 0 ? t('history-none') : (
                <ul className={styles['history']}>
                  {item.history.map((past) => (
                    <li key={past.reference}>
                      <strong className={styles['amount']}>{amountOf(item, past.amount)}</strong> <RelativeTime at={past.at} />{' '}
                      <span className={styles['muted']}>{t('history-row', { name: past.decidedByName, reference: past.reference })}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Fact>
          </dl>
          <Discussion item={item} person={person} />
        </div>
      </div>
      {escalation.status === 'pending' ? <AnswerForm item={item} person={person} /> : <Answered item={item} />}
    </article>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}

function EvidenceFacts({ item: { escalation, clause } }: { item: WorklistItem }) {
  const { t } = useTranslation(['worklist', 'rules']);
  const missing = unmetConditions(clause, escalation);
  const beyond = clause.fields.map((field) => beyondClause(field, escalation.details[field.code], escalation.requestedAt)).filter((one) => one !== null);
  const wordsOf = (kind: string): string => clause.conditions.find((one) => one.kind === 'evidence' && one.evidence === kind)?.words ?? kind;
  if (escalation.evidence.length === 0 && missing.length === 0 && beyond.length === 0) return <>{t('evidence-none')}</>;
  return (
    <ul className={styles['history']}>
      {escalation.evidence.map((one) => (
        <li key={one.kind}>{capital(wordsOf(one.kind))}: <span className={styles['prose']}><Sensitive>{one.detail}</Sensitive></span></li>
      ))}
      {beyond.map((one) => <li key={`${one.code} ${String(one.values?.['field'])}`} className={styles['missing']}>{t(`rules:${one.code}`, one.values ?? {})}</li>)}
      {missing.map((one) => <li key={one.words} className={styles['missing']}>{t('evidence-missing', { words: one.words })}</li>)}
    </ul>
  );
}

function Answered({ item }: { item: WorklistItem }) {
  const { t } = useTranslation('worklist');
  const { escalation } = item;
  return (
    <section className={styles['answer']} aria-label={t('answered-title')}>
      <p className={styles['badges']}>
        <RequestBadges item={item} />
        {item.answeredByName === null ? null : <span>{t('answered-by', { name: item.answeredByName })}</span>}
        {escalation.answeredAt === null ? null : <RelativeTime at={escalation.answeredAt} />}
      </p>
      {escalation.answerReasons === null ? null : <p className={styles['prose']}><Sensitive>{escalation.answerReasons}</Sensitive></p>}
    </section>
  );
}
