import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSubjectHit, type SubjectHit } from '#contract/views/search.ts';
import { asId, type ResidentId } from '#domain/ids.ts';
import { fullName } from '#domain/residents/names.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { nameMissing, NOBODY, tidied, type Details } from './details.ts';
import { DetailsForm } from './details-form.tsx';
import styles from './record.module.css';

interface NewResidentDialogProps {
  /** What was searched for in vain: where it is words and no number, it is a name. */
  searched: string;
  onOpen: (residentId: string) => void;
  onClose: () => void;
}

interface Form { id: string; details: Details }

function named(searched: string): Details {
  const words = /\d|@/.test(searched) ? [] : searched.trim().split(/\s+/).filter((word) => word !== '').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return { ...NOBODY, givenName: words[0] ?? '', familyName: words.slice(1).join(' ') };
}

interface Like { hit: SubjectHit; birth: boolean; phone: boolean }
const AT_MOST = 6;

/** Whoever may be the same: of a like name, or with the same phone; those with the same date of birth first. */
function useLikes(details: Details): Like[] | null {
  const name = fullName(details).trim();
  const phones = tidied(details).contactPoints.filter(({ kind }) => kind === 'phone').map(({ value }) => value).join('\n');
  const [found, setFound] = useState<{ name: string; phones: string; named: SubjectHit[]; rung: SubjectHit[] } | null>(null);
  useEffect(() => {
    let current = true;
    const find = async (text: string): Promise<SubjectHit[]> => {
      if (text.length < 3) return [];
      const answer = await invoke('search.find', { text: text.slice(0, 200), limit: 20 });
      return answer.ok ? answer.value.hits.filter(isSubjectHit).filter(({ kind }) => kind === 'resident') : [];
    };
    const timer = setTimeout(() => {
      void Promise.all([find(name), ...phones.split('\n').map(find)]).then(([first = [], ...rung]) => {
        if (current) setFound({ name, phones, named: first, rung: rung.flat() });
      });
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [name, phones]);
  if (found === null || name.length < 3) return null;
  const rung = new Set(found.rung.map(({ key }) => key));
  const all = new Map([...found.rung, ...found.named].map((hit) => [hit.key, hit]));
  const likes = [...all.values()].map((hit) => ({ hit, birth: hit.dateOfBirth !== null && hit.dateOfBirth === details.dateOfBirth, phone: rung.has(hit.key) }));
  return likes.toSorted((one, other) => Number(other.birth) + Number(other.phone) - Number(one.birth) - Number(one.phone)).slice(0, AT_MOST);
}

/** Somebody the council has not heard of before; whoever may be the same is offered first. */
export function NewResidentDialog({ searched, onOpen, onClose }: NewResidentDialogProps) {
  const { t, i18n } = useTranslation('record');
  // The id is kept with the form: recorded twice from one form is recorded once.
  const [form, setForm, { discard }] = useDraft<Form>('new-resident', { id: newId(), details: named(searched) });
  const [looked, setLooked] = useState(false);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const details = tidied(form.details);
  const likes = useLikes(form.details);
  const mustLook = likes !== null && likes.some(({ birth, phone }) => birth || phone);
  const save = async () => {
    setTried(true);
    if (working || nameMissing(details)) return;
    if (mustLook && !looked) {
      setFailure(t('same-needed'));
      return;
    }
    setWorking(true);
    setFailure(null);
    const { restricted: _restricted, correspondence: _correspondence, contactPoints, ...given } = details;
    const outcome = await giveCommand('record-resident', {
      ...given, residentId: asId<ResidentId>(form.id), contactPoints: contactPoints.map(({ kind, value }) => ({ kind, value })),
    });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('new-saved', { name: fullName(details) }));
    onClose();
    onOpen(form.id);
  };
  return (
    <Dialog
      title={t('new-title')} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void save(); }}>{t('new-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(); }}>
        <RadioGroup
          label={t('new-kind')} value={form.details.kind} options={(['person', 'organisation'] as const).map((id) => ({ id, label: t(`kind-${id}`) }))}
          onChange={(kind) => { setForm({ ...form, details: { ...form.details, kind: kind as Details['kind'] } }); }}
        />
        <DetailsForm
          details={form.details} onChange={(next) => { setForm({ ...form, details: next }); }} home={null} addressHidden={false} mayRestrict={false}
          nameFault={tried && nameMissing(details)}
        />
        {likes === null ? null : (
          <section className={styles['group']} aria-label={t('same-title')}>
            {likes.length === 0 ? <p role="status" className={styles['muted']}>{t('same-none')}</p> : (
              <>
                <strong>{t('same-title')}</strong>
                <ul className={styles['same']}>
                  {likes.map(({ hit, birth, phone }) => (
                    <li key={hit.key}>
                      <Button variant="link" aria-label={t('same-open', { name: hit.title })} onPress={() => { discard(); onClose(); onOpen(hit.subject.id); }}><Sensitive>{hit.title}</Sensitive></Button>
                      {hit.dateOfBirth === null ? null : <span className={styles['muted']}><Sensitive>{t('same-born', { date: calendarDateWords(hit.dateOfBirth, i18n.language) })}</Sensitive></span>}
                      {hit.address === null ? null : <span className={styles['muted']}><Sensitive>{hit.address}</Sensitive></span>}
                      {birth ? <Badge tone="warning">{t('same-birth')}</Badge> : null}
                      {phone ? <Badge tone="warning">{t('same-phone')}</Badge> : null}
                    </li>
                  ))}
                </ul>
                {mustLook ? <Checkbox isSelected={looked} onChange={setLooked}>{t('same-confirm')}</Checkbox> : null}
              </>
            )}
          </section>
        )}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
