import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SubjectRef, WorklistItem } from '#contract/views.ts';
import { unmetConditions } from '#domain/delegation/evaluate.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { AnswerForm } from './answer-form.tsx';
import { RequestBadges } from './request-row.tsx';
import { amountOf, askedWords } from './request-words.ts';
import styles from './worklist.module.css';

interface RequestDetailProps {
  item: WorklistItem;
  person: SignedInPerson;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** Everything an approver has to see before answering, and below it the answer. */
export function RequestDetail({ item, person, onOpenSubject }: RequestDetailProps) {
  const { t } = useTranslation('worklist');
  const { escalation, clause } = item;
  const reason = clause.reasons.find((one) => one.code === escalation.reasonCode)?.words ?? escalation.reasonCode;
  return (
    <article className={styles['request']} aria-labelledby="request-title">
      <header className={styles['requestHead']}>
        <div>
          <h2 id="request-title" className={styles['requestTitle']}>{askedWords(item)} · {clause.title}</h2>
          <p className={styles['muted']}>{escalation.reference}</p>
        </div>
        <span className={styles['badges']}><RequestBadges item={item} /></span>
        <Button variant="secondary" size="small" onPress={() => { onOpenSubject({ kind: 'resident', id: escalation.residentId }); }}>
          {t('open-resident', { name: item.residentName })}
        </Button>
      </header>
      <div className={styles['columns']}>
        <dl className={styles['facts']}>
          <Fact term={t('resident')}>{item.residentName}{item.residentAddress === null ? null : <span className={styles['muted']}><br />{item.residentAddress}</span>}</Fact>
          <Fact term={t('requester')}>
            {item.requestedAtSite === null ? item.requestedByName : t('asked-by', { name: item.requestedByName, site: item.requestedAtSite })}
            {', '}<RelativeTime at={escalation.requestedAt} />
          </Fact>
          <Fact term={t('reason')}>{reason}</Fact>
          <Fact term={t('reasons')}><span className={styles['prose']}>{escalation.reasons}</span></Fact>
          <Fact term={t('evidence')}><EvidenceFacts item={item} /></Fact>
        </dl>
        <dl className={styles['facts']}>
          <Fact term={t('clause', { number: clause.number })}>
            {clause.title}
            <span className={styles['muted']}><br />{t('clause-version', { version: escalation.schemeVersion, power: clause.power })}</span>
            {clause.never === null ? null : <span><br />{clause.never}</span>}
          </Fact>
          {person.role !== 'approver' ? null : (
            <Fact term={t('your-limit')}>{item.ownLimit > 0 ? t('limit', { limit: amountOf(item, item.ownLimit) }) : t('limit-none')}</Fact>
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
      </div>
      {escalation.status === 'pending' ? <AnswerForm item={item} person={person} /> : <Answered item={item} />}
    </article>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}

function EvidenceFacts({ item: { escalation, clause } }: { item: WorklistItem }) {
  const { t } = useTranslation(['worklist', 'vocabulary']);
  // What was confirmed by ticking is not carried by a request, so only evidence can be seen to be missing.
  const missing = unmetConditions(clause, escalation.evidence, []).filter((one) => one.kind === 'evidence');
  if (escalation.evidence.length === 0 && missing.length === 0) return <>{t('evidence-none')}</>;
  return (
    <ul className={styles['history']}>
      {escalation.evidence.map((one) => (
        <li key={one.kind}>{t(`vocabulary:evidence.${one.kind}`)}: <span className={styles['prose']}>{one.detail}</span></li>
      ))}
      {missing.map((one) => <li key={one.evidence} className={styles['missing']}>{t('evidence-missing', { words: one.words })}</li>)}
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
      {escalation.answerReasons === null ? null : <p className={styles['prose']}>{escalation.answerReasons}</p>}
    </section>
  );
}
