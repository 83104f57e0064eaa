import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateDetail } from '#contract/views/duplicates.ts';
import { asId, type DuplicateId, type MergeId, type ResidentId } from '#domain/ids.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { conflictText, keepOf, likelySurvivor, NOTHING_BEGUN, sidesOf, standsIn, type PairDraft, type Which } from './duplicate-words.ts';
import { Effects } from './effects.tsx';
import styles from './duplicates.module.css';

interface PairAnswerProps {
  detail: DuplicateDetail;
  /** To the next pair, once this one is answered. */
  onAnswered: () => void;
}

/** Whether two records are one person's: what whoever looks at them says. A merge is only proposed here. */
export function PairAnswer({ detail, onAnswered }: PairAnswerProps) {
  const { t } = useTranslation('duplicates');
  const duplicateId = asId<DuplicateId>(detail.duplicateId);
  const [draft, setDraft, { discard }] = useDraft<PairDraft>(`duplicate:${detail.duplicateId}`, { ...NOTHING_BEGUN, answering: detail.stands ? 'none' : 'same', survivor: likelySurvivor(detail) });
  const [mergeId] = useState(newId);
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const form = useRef<HTMLElement>(null);
  const sealed = detail.one.sealed || detail.other.sealed;
  const { survivor, other } = sidesOf(detail, draft.survivor);

  const begin = (answering: PairDraft['answering']) => {
    setDraft({ ...draft, answering });
    setMissing(false);
    // After it is drawn.
    requestAnimationFrame(() => { form.current?.querySelector<HTMLElement>('input, textarea')?.focus(); });
  };
  const give = async (send: () => ReturnType<typeof giveCommand>, told: string) => {
    setWorking(true);
    setFailure(null);
    const outcome = await send();
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(told);
    onAnswered();
  };
  const save = () => {
    if (working || draft.answering === 'none') return;
    if (draft.reasons.trim() === '') {
      setMissing(true);
      form.current?.querySelector<HTMLElement>('textarea')?.focus();
      return;
    }
    void (draft.answering === 'same'
      ? give(() => giveCommand('propose-merge', {
        mergeId: asId<MergeId>(mergeId), duplicateId: detail.stands ? duplicateId : null, residentId: asId<ResidentId>(survivor.residentId), otherId: asId<ResidentId>(other.residentId), keep: keepOf(detail, draft), reasons: draft.reasons,
      }), t('done-propose'))
      : give(() => giveCommand('answer-duplicate', { duplicateId, answer: 'not-the-same', reasons: draft.reasons }), t('done-not-same', { name: detail.one.name })));
  };
  const later = () => { if (!working) void give(() => giveCommand('answer-duplicate', { duplicateId, answer: 'later', reasons: '' }), t('done-later')); };
  const may = !sealed;
  // Who were found alike wait for an answer; others were answered before, or are put together here.
  const waits = detail.stands && (detail.status === 'open' || detail.status === 'later');
  useShortcut({ keys: 's', label: t('key-same'), run: () => { begin('same'); }, enabled: may });
  useShortcut({ keys: 'x', label: t('key-not-same'), run: () => { begin('not-the-same'); }, enabled: may && waits });
  useShortcut({ keys: 'l', label: t('key-later'), run: later, enabled: waits && detail.status === 'open' });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };

  return (
    <section ref={form} className={styles['answer']} aria-label={t('answer')} onKeyDown={onKeyDown}>
      {sealed ? <p className={styles['against']} role="note">{t('cannot-sealed')}</p> : null}
      {draft.answering === 'none' || sealed ? (
        <div className={styles['buttons']}>
          <Button variant="primary" shortcut="S" isDisabled={!may || working} onPress={() => { begin('same'); }}>{t('same')}</Button>
          {waits ? <Button variant="secondary" shortcut="X" isDisabled={!may || working} onPress={() => { begin('not-the-same'); }}>{t('not-same')}</Button> : null}
          {waits && detail.status === 'open' ? <Button variant="secondary" shortcut="L" isDisabled={working} onPress={later}>{t('later')}</Button> : null}
        </div>
      ) : (
        <>
          <h3 className={styles['section']}>{draft.answering === 'same' ? t('propose-title') : t('not-same')}</h3>
          {draft.answering === 'same' ? <Choices detail={detail} draft={draft} onChange={setDraft} /> : null}
          <TextArea
            label={draft.answering === 'same' ? t('propose-reasons') : t('not-same-reasons')} description={draft.answering === 'same' ? undefined : t('not-same-hint')}
            rows={2} value={draft.reasons} onChange={(reasons) => { setMissing(false); setDraft({ ...draft, reasons }); }} error={missing ? t('reasons-missing') : undefined}
          />
          {draft.answering === 'same' ? <Effects detail={detail} choice={draft} /> : null}
          <div className={styles['buttons']}>
            <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={save}>{draft.answering === 'same' ? t('propose-send') : t('not-same-save')}</Button>
            <Button variant="quiet" isDisabled={working} onPress={() => { setDraft({ ...draft, answering: 'none' }); setMissing(false); setFailure(null); }}>{t('cancel')}</Button>
          </div>
        </>
      )}
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </section>
  );
}

function Choices({ detail, draft, onChange }: { detail: DuplicateDetail; draft: PairDraft; onChange: (draft: PairDraft) => void }) {
  const { t, i18n } = useTranslation('duplicates');
  const which = (id: string): Which => (id === 'second' ? 'second' : 'first');
  return (
    <div className={styles['choices']}>
      <RadioGroup
        label={t('survivor')} value={draft.survivor} onChange={(id) => { onChange({ ...draft, survivor: which(id) }); }}
        options={[{ id: 'first', label: t('survivor-first', { name: detail.one.name }) }, { id: 'second', label: t('survivor-second', { name: detail.other.name }) }]}
      />
      {detail.conflicts.map((conflict) => (
        <RadioGroup
          key={conflict.field} label={t('keep', { field: t(`kept-${conflict.field}`) })} value={standsIn(conflict.field, detail, draft)}
          onChange={(id) => { onChange({ ...draft, kept: { ...draft.kept, [conflict.field]: which(id) } }); }}
          options={[
            { id: 'first', label: t('keep-first', { value: conflictText(conflict, 'first', i18n.language) ?? t('keep-hidden') }) },
            { id: 'second', label: t('keep-second', { value: conflictText(conflict, 'second', i18n.language) ?? t('keep-hidden') }) },
          ]}
        />
      ))}
    </div>
  );
}
