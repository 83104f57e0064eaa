import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstContact } from '#domain/contacts/first-contact.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { languageWords, phraseWords } from '../../ui/idiom.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { FirstContactLine, FurtherMatters, enquiryFacts } from './contact-facts.tsx';
import { EntryIcon } from './entry-icon.tsx';
import styles from './entry-view.module.css';
import { isLong } from './timeline-list.ts';

type Of<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>;

interface EntryViewProps {
  entry: TimelineEntry;
  /** Names the entry for an `aria-labelledby` around it. */
  titleId: string;
  expanded: boolean;
  onToggle: () => void;
  /** Left out where the case is what is being looked at. */
  onOpenCase?: ((caseId: string) => void) | undefined;
  /** Whether it was resolved at first contact, as it stands now; left out where that is not judged. */
  first?: FirstContact | null | undefined;
}

/** One thing that happened: what, when, by whom, and what was written down. */
export function EntryView({ entry, titleId, expanded, onToggle, onOpenCase, first = null }: EntryViewProps) {
  const { t } = useTranslation('resident');
  return (
    <div className={styles['entry']} data-kind={entry.kind}>
      <span className={styles['icon']}><EntryIcon entry={entry} /></span>
      <div className={styles['body']}>
        <div className={styles['head']}>
          <span id={titleId} className={styles['title']}><EntryTitle entry={entry} /></span>
          <EntryState entry={entry} />
          {entry.pending ? <Badge tone="warning">{t('entry.pending')}</Badge> : null}
          <span className={styles['when']}><RelativeTime at={entry.at} /></span>
        </div>
        <EntryText entry={entry} expanded={expanded} onToggle={onToggle} titleId={titleId} />
        {entry.kind === 'contact' ? <FurtherMatters entry={entry} onOpenCase={onOpenCase} /> : null}
        <div className={styles['below']}>
          <EntryFoot entry={entry} onOpenCase={onOpenCase} />
          {first === null ? null : <FirstContactLine first={first} />}
        </div>
      </div>
    </div>
  );
}

function EntryTitle({ entry }: { entry: TimelineEntry }) {
  const { t, i18n } = useTranslation(['resident', 'vocabulary']);
  switch (entry.kind) {
    case 'contact': return (
      <>
        <strong>{t(`vocabulary:channel.${entry.contact.channel}`)}</strong>
        <span>{t(`vocabulary:reason.${entry.contact.reason}`)}</span>
        {entry.serviceName === null ? null : <span className={styles['service']}>{entry.serviceName}</span>}
      </>
    );
    case 'decision': return (
      <>
        <strong>{t('entry.decision')}</strong>
        <span>{entry.clauseTitle}</span>
        <strong className={styles['amount']}>{decisionAmount(entry, i18n.language)}</strong>
      </>
    );
    case 'escalation': return (
      <>
        <strong>{t(entry.escalation.kind === 'ratify' ? 'entry.escalation-ratify' : 'entry.escalation')}</strong>
        <span>{entry.clauseTitle}</span>
        <strong className={styles['amount']}><EscalationAmounts entry={entry} /></strong>
      </>
    );
    case 'message': return <strong>{t('entry.message')}</strong>;
    case 'task': return (
      <>
        <strong>{t('entry.task')}</strong>
        <span><Sensitive>{entry.task.title}</Sensitive></span>
        <span className={styles['service']}>{entry.serviceName}</span>
      </>
    );
  }
}

/** A count of one adds nothing to the name of the item. */
function decisionAmount({ decision, measure, itemName }: Of<'decision'>, language: string): string {
  const amount = measure === 'count' && decision.amount === 1 ? '' : phraseWords(amountText(decision.amount, measure), language);
  return [amount, itemName].filter((part) => part !== null && part !== '').join(' · ');
}

function EscalationAmounts({ entry: { escalation, measure, itemName } }: { entry: Of<'escalation'> }) {
  const { t } = useTranslation('resident');
  const requested = amountText(escalation.requestedAmount, measure);
  const amounts = escalation.approvedAmount === null
    ? t('entry.escalation-asked', { amount: requested })
    : t('entry.escalation-amounts', { approved: amountText(escalation.approvedAmount, measure), requested });
  if (itemName === null) return <>{amounts}</>;
  return <>{measure === 'count' && escalation.requestedAmount === 1 ? itemName : `${itemName} · ${amounts}`}</>;
}

function EntryState({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation(['resident', 'vocabulary']);
  switch (entry.kind) {
    case 'contact': return <Badge>{t(`vocabulary:outcome.${entry.contact.outcome}`)}</Badge>;
    case 'decision': {
      const { status } = entry.decision;
      const tone = status === 'awaiting-ratification' ? 'warning' : status === 'corrected' ? 'neutral' : 'success';
      return <Badge tone={tone}>{t(`entry.decision-${status}`)}</Badge>;
    }
    case 'escalation': {
      const { status, approvedAmount, requestedAmount } = entry.escalation;
      if (status === 'pending') return <Badge tone="warning">{t('entry.escalation-pending')}</Badge>;
      if (status === 'declined') return <Badge tone="danger">{t('entry.escalation-declined')}</Badge>;
      const less = approvedAmount !== null && approvedAmount < requestedAmount;
      return <Badge tone="success">{t(less ? 'entry.escalation-approved-less' : 'entry.escalation-approved')}</Badge>;
    }
    case 'message': return <Badge>{t(`entry.message-${entry.message.status}`)}</Badge>;
    case 'task': return <Badge tone={entry.task.status === 'done' ? 'success' : 'neutral'}>{t(`entry.task-${entry.task.status}`)}</Badge>;
  }
}

function EntryText({ entry, expanded, onToggle, titleId }: Omit<EntryViewProps, 'onOpenCase'>) {
  switch (entry.kind) {
    case 'contact': return <Prose text={entry.contact.note} expanded={expanded} onToggle={onToggle} titleId={titleId} />;
    case 'decision': return <Prose text={entry.decision.reasons} expanded={expanded} onToggle={onToggle} titleId={titleId} />;
    case 'escalation': return <Prose text={entry.escalation.reasons} expanded={expanded} onToggle={onToggle} titleId={titleId} />;
    case 'message': return <Prose text={entry.message.body} expanded={expanded} onToggle={onToggle} titleId={titleId} />;
    case 'task': return <Prose text={entry.task.done?.words ?? ''} expanded={expanded} onToggle={onToggle} titleId={titleId} />;
  }
}

function Prose({ text, expanded, onToggle, titleId }: { text: string; expanded: boolean; onToggle: () => void; titleId: string }) {
  const { t } = useTranslation('resident');
  const buttonId = `${titleId}-more`;
  if (text === '') return null;
  const long = isLong(text);
  return (
    <>
      <Sensitive block><p className={styles['prose']} data-clamped={long && !expanded}>{text}</p></Sensitive>
      {long ? (
        <Button id={buttonId} variant="quiet" size="small" onPress={onToggle} aria-expanded={expanded} aria-labelledby={`${buttonId} ${titleId}`}>
          {t(expanded ? 'entry.show-less' : 'entry.show-all')}
        </Button>
      ) : null}
    </>
  );
}

/** Facts in a row, apart by a dot; absent ones leave no dot behind. */
function Facts({ facts }: { facts: (ReactNode | null)[] }) {
  const given = facts.filter((fact) => fact !== null);
  return given.length === 0 ? null : (
    <ul className={styles['foot']}>
      {given.map((fact, index) => <li key={index}>{fact}</li>)}
    </ul>
  );
}

function EntryFoot({ entry, onOpenCase }: Pick<EntryViewProps, 'entry' | 'onOpenCase'>) {
  const { t, i18n } = useTranslation(['resident', 'vocabulary']);
  switch (entry.kind) {
    case 'contact': {
      const { contact, staffName, siteName, caseReference, interpreting } = entry;
      const minutes = contact.endedAt === null ? 0 : Math.round((contact.endedAt - contact.startedAt) / 60_000);
      const who = staffName === null
        ? siteName === null ? null : t('entry.at-site', { site: siteName })
        : siteName === null ? t('entry.by', { name: staffName }) : t('entry.by-at', { name: staffName, site: siteName });
      return (
        <Facts facts={[
          ...enquiryFacts(entry, t, i18n.language),
          who,
          minutes > 0 && minutes < 600 ? t('entry.minutes', { count: minutes }) : null,
          contact.avoidable === null ? null : t('entry.avoidable', { why: t(`vocabulary:avoidable.${contact.avoidable}`) }),
          ...interpreting.map(({ kind, reference }) => [t(`vocabulary:interpreting.${kind}`), reference].filter((part) => part !== '').join(', ')),
          contact.externalReference === null ? null : t('entry.external', { reference: contact.externalReference }),
          caseReference === null || contact.caseId === null ? null : (
            <CaseReference caseId={contact.caseId} reference={caseReference} onOpenCase={onOpenCase} />
          ),
        ]}
        />
      );
    }
    case 'decision': {
      const { decision, requestedByName, decidedByName } = entry;
      return (
        <Facts facts={[
          decision.requestedBy === decision.decidedBy
            ? t('entry.decided-by', { name: decidedByName })
            : t('entry.decided-for', { requester: requestedByName, name: decidedByName }),
          t(`vocabulary:post.${decision.decidedByPost}`),
          decision.amount < decision.requestedAmount
            ? t('entry.amount-of', { amount: amountText(decision.amount, entry.measure), requested: amountText(decision.requestedAmount, entry.measure) })
            : null,
          t('entry.clause', { number: decision.clauseNumber }),
          t('entry.reference', { reference: decision.reference }),
          decision.madeOffline ? t('entry.offline') : null,
        ]}
        />
      );
    }
    case 'escalation': {
      const { escalation, requestedByName, answeredByName } = entry;
      return (
        <Facts facts={[
          answeredByName === null
            ? t('entry.asked-by', { name: requestedByName })
            : t('entry.asked-answered', { requester: requestedByName, name: answeredByName }),
          escalation.answerReasons === null ? null : `${t('entry.answer')}: ${escalation.answerReasons}`,
          t('entry.clause', { number: escalation.clauseNumber }),
          t('entry.reference', { reference: escalation.reference }),
          escalation.exceptional ? t('entry.exceptional') : null,
        ]}
        />
      );
    }
    case 'message': {
      const { language, formats } = entry.message;
      return (
        <Facts facts={[
          language === 'en' ? null : t('entry.message-language', { language: languageWords(language, i18n.language) }),
          formats.length === 0 ? null : formats.map((kind) => t(`vocabulary:need.${kind}`)).join(', '),
        ]}
        />
      );
    }
    case 'task': return null;
  }
}

function CaseReference({ caseId, reference, onOpenCase }: { caseId: string; reference: string; onOpenCase: EntryViewProps['onOpenCase'] }) {
  const { t } = useTranslation('resident');
  const label = t('entry.case', { reference });
  return onOpenCase === undefined ? <>{label}</> : (
    <Button variant="link" onPress={() => { onOpenCase(caseId); }}>{label}</Button>
  );
}
