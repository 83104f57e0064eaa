import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateDetail } from '#contract/views/duplicates.ts';
import { asId, type MergeId } from '#domain/ids.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { announce } from '../../ui/live-region.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { choiceOf, sidesOf } from './duplicate-words.ts';
import { Effects } from './effects.tsx';
import styles from './duplicates.module.css';

interface ProposalAnswerProps {
  detail: DuplicateDetail;
  proposal: NonNullable<DuplicateDetail['proposal']>;
  /** A team leader, who may answer what somebody else proposed. */
  leads: boolean;
  onAnswered: () => void;
}

/** A merge that somebody proposed, with exactly what it will do, for a team leader to answer. */
export function ProposalAnswer({ detail, proposal, leads, onAnswered }: ProposalAnswerProps) {
  const { t } = useTranslation('duplicates');
  const [reasons, setReasons, { discard }] = useDraft(`answer-merge:${proposal.mergeId}`, '');
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const form = useRef<HTMLElement>(null);
  const choice = choiceOf(detail);
  const sealed = detail.one.sealed || detail.other.sealed;
  const may = leads && !proposal.mine && !sealed;
  const answer = async (how: 'approve' | 'decline') => {
    if (working || !may || choice === null) return;
    if (how === 'decline' && reasons.trim() === '') {
      setMissing(true);
      form.current?.querySelector<HTMLElement>('textarea')?.focus();
      return;
    }
    setWorking(true);
    setFailure(null);
    const outcome = await giveCommand('answer-merge', { mergeId: asId<MergeId>(proposal.mergeId), answer: how, reasons });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(how === 'approve' ? t('done-approve', { name: sidesOf(detail, choice.survivor).survivor.name }) : t('done-decline'));
    onAnswered();
  };
  useShortcut({ keys: 'a', label: t('key-approve'), run: () => { void answer('approve'); }, enabled: may });
  useShortcut({ keys: 'd', label: t('key-decline'), run: () => { void answer('decline'); }, enabled: may });
  const onKeyDown = (event: KeyboardEvent) => {
    // A note is needed for a refusal alone, so that Ctrl+Enter in it could mean either: neither is given by it.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.preventDefault();
  };
  return (
    <section ref={form} className={styles['answer']} aria-label={t('proposal-title')} onKeyDown={onKeyDown}>
      <h3 className={styles['section']}>{t('proposal-title')}</h3>
      <p>{proposal.mine ? t('waits-mine', { at: proposal.at }) : t('waits', { name: proposal.byName, at: proposal.at })}</p>
      <p className={styles['prose']}>{proposal.reasons}</p>
      {sealed ? <p className={styles['against']} role="note">{t('cannot-sealed')}</p> : null}
      {choice === null || sealed ? null : <Effects detail={detail} choice={choice} />}
      {may ? (
        <>
          <TextArea label={t('answer-reasons')} description={t('answer-reasons-hint')} rows={2} value={reasons} onChange={(words) => { setMissing(false); setReasons(words); }} error={missing ? t('reasons-missing') : undefined} />
          <div className={styles['buttons']}>
            <Button variant="primary" shortcut="A" isDisabled={working} onPress={() => { void answer('approve'); }}>{t('approve')}</Button>
            <Button variant="secondary" shortcut="D" isDisabled={working} onPress={() => { void answer('decline'); }}>{t('decline')}</Button>
          </div>
        </>
      ) : null}
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </section>
  );
}
