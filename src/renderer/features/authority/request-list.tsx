import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { useLive } from '../../engine-client/live.ts';
import { useSaying } from '../../engine-client/saying.ts';
import { useSession } from '../../engine-client/session.ts';
import { eitherWords, phraseWords } from '../../ui/idiom.ts';
import { SayForm } from '../../ui/say-form.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import styles from './authority-panel.module.css';
import { CodeDialog } from './code-dialog.tsx';
import { currentRequests, justAnswered, justSaid, statusesOf, type EscalationEntry } from './scheme-groups.ts';

/** What was asked of a team leader for this resident, and the answer as soon as it arrives, seen and heard. */
export function RequestList({ timeline }: { timeline: readonly TimelineEntry[] | null }) {
  const { t, i18n } = useTranslation('authority');
  const now = useNow();
  const requests = useMemo(() => currentRequests(timeline ?? [], now), [timeline, now]);
  const seen = useRef<Map<string, string>>(new Map());
  const said = useRef<ReadonlySet<string> | null>(null);
  const state = useRequestWords();

  useEffect(() => {
    for (const heard of justSaid(said.current, requests)) {
      announce(t('request-announce', { title: heard.entry.clauseTitle, reference: heard.entry.escalation.reference, state: t(`request-said-${heard.said.kind}`, { name: heard.said.name }) }) + ' ' + heard.said.words, 'assertive');
    }
    said.current = new Set(requests.flatMap(({ thread }) => thread.map(({ key }) => key)));
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
          {request.clauseTitle}{askedFor(request, i18n.language) === '' ? '' : ` ${askedFor(request, i18n.language)}`}, {t('request-asked', { name: request.requestedByName })}
          <br />{request.escalation.reference}
          <Talk request={request} />
          <ByTelephone request={request} />
          {request.escalation.status === 'approved' && request.escalation.answerReasons !== null ? <> · {request.escalation.answerReasons}</> : null}
        </Banner>
      ))}
    </section>
  );
}

/** Whose turn it is, that somebody looks at it, and a question with room for the reply: the resident is still there. */
function Talk({ request: { escalation, thread, routedTo, late, pending } }: { request: EscalationEntry }) {
  const { t, i18n } = useTranslation('authority');
  const session = useSession();
  const saying = useSaying(escalation.id, 'reply');
  if (escalation.status !== 'pending' || pending) return null;
  const mine = session.phase === 'open' && session.person.staffId === escalation.requestedBy;
  const names = eitherWords(routedTo, i18n.language);
  const looking = thread.filter(({ kind }) => kind === 'looking').at(-1);
  const said = thread.filter(({ kind }) => kind !== 'looking');
  const send = () => { void saying.say().then((done) => { if (done) announce(t('replied')); }); };
  return (
    <div className={styles['talk']}>
      {routedTo.length === 0 ? null : <p>{t(late ? 'request-late' : 'request-with', { names })}</p>}
      {looking === undefined ? null : <p>{t('request-looking', { name: looking.name })}</p>}
      {said.map((entry) => <p key={entry.key}><strong>{t(`request-said-${entry.kind}`, { name: entry.name })}</strong> {entry.words}</p>)}
      {mine && said.some(({ kind }) => kind === 'question') ? (
        <SayForm label={t('reply')} send={t('send')} words={saying.words} onChange={saying.change} onSend={send} working={saying.working} failure={saying.failure} />
      ) : null}
    </div>
  );
}

/** Without the centre nobody sees the request: a leader who is rung up can read out a code for it. */
function ByTelephone({ request }: { request: EscalationEntry }) {
  const { t } = useTranslation('authority');
  const session = useSession();
  const phase = useLive('sync', {}).collections?.status[0]?.phase;
  const [open, setOpen] = useState(false);
  const { escalation } = request;
  const mine = session.phase === 'open' && session.person.staffId === escalation.requestedBy;
  const away = phase !== undefined && phase !== 'online' && phase !== 'starting' && phase !== 'first-fetch';
  if (!mine || escalation.status !== 'pending' || escalation.kind !== 'approve' || !(away || open)) return null;
  return (
    <div className={styles['talk']}>
      <p>{t('code-advice')}</p>
      <div><Button variant="secondary" size="small" onPress={() => { setOpen(true); }}>{t('code-open')}</Button></div>
      {open ? <CodeDialog request={request} onClose={() => { setOpen(false); }} /> : null}
    </div>
  );
}

const askedFor = ({ escalation, measure, itemName }: EscalationEntry, language: string): string =>
  itemName ?? (measure === 'count' && escalation.requestedAmount === 1 ? '' : phraseWords(amountText(escalation.requestedAmount, measure), language));

function toneOf({ escalation }: EscalationEntry): 'info' | 'success' | 'warning' {
  switch (escalation.status) {
    case 'pending': return 'info';
    case 'approved': return 'success';
    case 'declined': return 'warning';
  }
}

/** The state of a request as a sentence: who has it, since when, or what they said. */
function useRequestWords(): (request: EscalationEntry) => string {
  const { t } = useTranslation('authority');
  return useMemo(() => ({ escalation, measure, answeredByName, pending }: EscalationEntry): string => {
    const name = answeredByName ?? t('someone');
    const requested = amountText(escalation.requestedAmount, measure);
    switch (escalation.status) {
      case 'pending':
        if (pending) return t('request-sending');
        if (escalation.kind === 'ratify') return t('request-ratify');
        return t(escalation.referredBy === null ? 'request-waiting' : 'request-referred', { time: escalation.requestedAt });
      case 'approved': {
        const amount = amountText(escalation.approvedAmount ?? escalation.requestedAmount, measure);
        if (measure === 'count' && escalation.requestedAmount === 1) return t('request-approved-it', { name });
        return t(amount === requested ? 'request-approved' : 'request-approved-less', { amount, requested, name });
      }
      case 'declined': return t('request-declined', { name, reasons: escalation.answerReasons ?? '' });
    }
  }, [t]);
}
