import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { WorklistItem } from '#contract/views/worklist.ts';
import { approverFor } from '#domain/delegation/evaluate.ts';
import type { Sentence } from '#domain/words/sentence.ts';
import { correctionDraftKey, correctWork } from '../../engine-client/correct.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { LetterWords } from '../../ui/letter-words.tsx';
import { announce } from '../../ui/live-region.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import {
  answerDraftKey, answerFault, answerOptions, approveKind, canBeLess, mostOf, NO_ANSWER, toAnswer, type AnswerDraft, type AnswerFault, type AnswerKind,
} from './answer-options.ts';
import { amountOf, askedWords, isJustOne } from './request-words.ts';
import styles from './worklist.module.css';

interface AnswerFormProps {
  item: WorklistItem;
  person: SignedInPerson;
  /** Set where this corrects an answer that came back. */
  correcting?: { commandId: string; draft: AnswerDraft; onSent: () => void } | undefined;
}

/** The answers open to this person, each with its key; those that are not open say why. */
export function AnswerForm({ item, person, correcting }: AnswerFormProps) {
  const { t } = useTranslation(['worklist', 'rules', 'vocabulary']);
  const sync = useLive('sync', {});
  const online = sync.collections?.status[0]?.phase === 'online';
  const options = answerOptions(item, { role: person.role, online });
  const [draft, setDraft, { discard }] = useDraft(
    correcting === undefined ? answerDraftKey(item) : correctionDraftKey(correcting.commandId, item.escalation.residentId), correcting?.draft ?? NO_ANSWER,
  );
  const [fault, setFault] = useState<AnswerFault | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [chosen, setChosen] = useState<AnswerKind | null>(null);
  const form = useRef<HTMLElement>(null);
  const { clause, escalation } = item;
  const nextPost = approverFor(clause, escalation.requestedAmount, item.answersAs);
  const less = draft.amount !== null && draft.amount > 0 && draft.amount < mostOf(item) ? draft.amount : null;

  // An amount typed begins an approval of less, unless declining was begun after it.
  const begun: AnswerKind | null = chosen === 'decline' ? 'decline' : draft.amount !== null ? approveKind(item, draft) : chosen;

  const focus = (field: 'amount' | 'reasons') => {
    form.current?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea)`)?.focus();
  };
  const answer = async (kind: AnswerKind) => {
    if (working || options[kind] !== null) return;
    setChosen(kind);
    const found = answerFault(item, kind, draft);
    setFault(found);
    setFailure(null);
    if (found !== null) {
      focus(found === 'reasons-missing' ? 'reasons' : 'amount');
      return;
    }
    setWorking(true);
    const args = toAnswer(item, kind, draft);
    const outcome = correcting === undefined ? await giveCommand('answer-escalation', args) : await correctWork(correcting.commandId, 'answer-escalation', args);
    // An answer given stays "at work" until the request shows it, so that no key answers it a second time meanwhile.
    if (!outcome.ok || kind === 'refer') setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    setChosen(null);
    const words = kind === 'decline' ? 'done-decline' : kind === 'refer' ? 'done-refer' : 'done-approve';
    announce(t(isJustOne(item) && kind !== 'decline' && kind !== 'refer' ? 'done-approve-it' : words, { name: item.residentName, amount: kind === 'approve-less' && less !== null ? amountOf(item, less) : askedWords(item) }));
    discard();
    correcting?.onSent();
  };
  const approve = () => { void answer(approveKind(item, draft)); };
  const approveLess = () => {
    setChosen('approve-less');
    focus('amount');
  };
  useShortcut({ keys: 'a', label: t('key-approve'), run: approve, enabled: options.approve === null });
  useShortcut({ keys: 'l', label: t('key-less'), run: approveLess, enabled: options['approve-less'] === null && canBeLess(item) });
  useShortcut({ keys: 'd', label: t('key-decline'), run: () => { void answer('decline'); }, enabled: options.decline === null });
  useShortcut({ keys: 'r', label: t('key-refer'), run: () => { void answer('refer'); }, enabled: options.refer === null });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // Of the answers only one that was begun: a reason typed after "Decline" must not approve.
    if (begun !== null) void answer(begun);
  };

  const against = [...new Map(Object.values(options).filter((one) => one !== null).map((one) => [one.code, one])).values()];
  const says = (sentence: Sentence): string => t(`rules:${sentence.code}`, sentence.values ?? {});
  const Amount = clause.measure === 'money' ? MoneyField : NumberField;
  const requested = amountOf(item, mostOf(item));
  const answers = item.mayAnswer && !item.mine;
  return (
    <section ref={form} className={styles['answering']} aria-label={t('answer')} onKeyDown={onKeyDown}>
      <div className={styles['answer']}>
        {against.length === 0 ? null : (
          <div className={styles['against']} role="note">
            {against.map((one) => <p key={one.code}>{says(one)}</p>)}
          </div>
        )}
        {!answers ? null : (
          <div className={styles['inputs']}>
            {options.approve === null && canBeLess(item) ? (
              <div data-field="amount">
                <Amount
                  label={t('approve-amount')} description={t('approve-amount-hint', { amount: requested })}
                  value={draft.amount} onChange={(amount) => { setDraft({ ...draft, amount }); }}
                  error={fault === 'amount-missing' ? t('need-amount') : fault === 'amount-above-asked' ? t('amount-above') : undefined}
                />
              </div>
            ) : null}
            <div data-field="reasons">
              <TextArea
                label={t('note')} description={t('note-hint')} rows={2} value={draft.reasons}
                onChange={(reasons) => { setDraft({ ...draft, reasons }); }} error={fault === 'reasons-missing' ? t('need-reasons') : undefined}
              />
            </div>
          </div>
        )}
        {answers && options.approve === null ? (
          <section aria-label={t('preview-approve')}>
            <span className={styles['muted']}>{t('preview-approve')}:</span>
            <LetterWords
              clause={clause} reaches={item.reaches} amount={less ?? mostOf(item)} item={escalation.item}
              reference={escalation.reference} details={escalation.details}
            />
          </section>
        ) : null}
      </div>
      {!answers && failure === null ? null : (
        <div className={styles['buttons']}>
          {failure === null ? null : <ErrorText>{failure}</ErrorText>}
          {!answers ? null : (
            <>
              <Button
                variant={begun === 'decline' ? 'secondary' : 'primary'} shortcut={begun === null || begun === 'decline' ? 'A' : 'Ctrl+Enter'}
                isDisabled={working || options.approve !== null} onPress={approve}
              >
                {less === null ? isJustOne(item) ? t('approve-it') : t('approve', { amount: askedWords(item) }) : t('approve-of', { amount: amountOf(item, less), requested })}
              </Button>
              {canBeLess(item) ? (
                <Button variant="secondary" shortcut="L" isDisabled={working || options['approve-less'] !== null} onPress={approveLess}>{t('approve-less')}</Button>
              ) : null}
              <Button
                variant={begun === 'decline' ? 'primary' : 'secondary'} shortcut={begun === 'decline' ? 'Ctrl+Enter' : 'D'}
                isDisabled={working || options.decline !== null} onPress={() => { void answer('decline'); }}
              >
                {t('decline')}
              </Button>
              <Button variant="secondary" shortcut="R" isDisabled={working || options.refer !== null} onPress={() => { void answer('refer'); }}>
                {nextPost === null ? t('refer') : t('refer-to', { post: t(`vocabulary:post.${nextPost}`) })}
              </Button>
              {working ? <span role="status">{t('working')}</span> : null}
            </>
          )}
        </div>
      )}
    </section>
  );
}
