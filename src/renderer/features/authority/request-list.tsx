import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#contract/views.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { announce } from '../../ui/live-region.tsx';
import { Banner } from '../../ui/banner.tsx';
import { useNow } from '../../ui/now.ts';
import { dateTimeText } from '../../ui/time-text.ts';
import styles from './authority-panel.module.css';
import { currentRequests, justAnswered, statusesOf, type EscalationEntry } from './scheme-groups.ts';

/** What was asked of a team leader for this resident, and the answer as soon as it arrives, seen and heard. */
export function RequestList({ timeline }: { timeline: readonly TimelineEntry[] | null }) {
  const { t } = useTranslation('authority');
  const now = useNow();
  const requests = useMemo(() => currentRequests(timeline ?? [], now), [timeline, now]);
  const seen = useRef<Map<string, string>>(new Map());
  const state = useRequestWords();

  useEffect(() => {
    for (const answered of justAnswered(seen.current, requests)) {
      announce(t('request-announce', { title: answered.clauseTitle, reference: answered.escalation.reference, state: state(answered) }), 'assertive');
    }
    seen.current = statusesOf(requests);
  }, [requests, state, t]);

  if (requests.length === 0) return null;
  return (
    <section className={styles['requests']} aria-label={t('requests')}>
      {requests.map((request) => (
        <Banner key={request.key} tone={toneOf(request)} title={state(request)}>
          {request.clauseTitle} {askedFor(request)}, {t('request-asked', { name: request.requestedByName })}
          <br />{request.escalation.reference}
          {request.escalation.status === 'approved' && request.escalation.answerReasons !== null ? <> · {request.escalation.answerReasons}</> : null}
        </Banner>
      ))}
    </section>
  );
}

const askedFor = ({ escalation, measure, itemName }: EscalationEntry): string =>
  itemName ?? amountText(escalation.requestedAmount, measure);

function toneOf({ escalation }: EscalationEntry): 'info' | 'success' | 'warning' {
  switch (escalation.status) {
    case 'pending': return 'info';
    case 'approved': return 'success';
    case 'declined': return 'warning';
  }
}

/** The state of a request as a sentence: who has it, since when, or what they said. */
function useRequestWords(): (request: EscalationEntry) => string {
  const { t, i18n } = useTranslation('authority');
  const now = useNow();
  return useMemo(() => ({ escalation, measure, answeredByName, pending }: EscalationEntry): string => {
    const name = answeredByName ?? t('someone');
    const requested = amountText(escalation.requestedAmount, measure);
    switch (escalation.status) {
      case 'pending':
        if (pending) return t('request-sending');
        if (escalation.kind === 'ratify') return t('request-ratify');
        return t(escalation.referredBy === null ? 'request-waiting' : 'request-referred', { time: dateTimeText(escalation.requestedAt, now, i18n.language) });
      case 'approved': {
        const amount = amountText(escalation.approvedAmount ?? escalation.requestedAmount, measure);
        return t(amount === requested ? 'request-approved' : 'request-approved-less', { amount, requested, name });
      }
      case 'declined': return t('request-declined', { name, reasons: escalation.answerReasons ?? '' });
    }
  }, [t, now, i18n.language]);
}
