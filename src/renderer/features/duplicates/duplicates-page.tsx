import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { DuplicateDetail, DuplicateItem, MergedItem } from '#contract/views/duplicates.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { useLive } from '../../engine-client/live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { useShortcut } from '../../ui/keys.ts';
import { ChoiceList, ListPage, ListRow, ListSection, RowLine, RowTitle } from '../../ui/list-page.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { PairAnswer } from './pair-answer.tsx';
import { PartDialog } from './part-dialog.tsx';
import { ProposalAnswer } from './proposal-answer.tsx';
import styles from './duplicates.module.css';

interface DuplicatesPageProps {
  person: SignedInPerson;
  selectedId: string | null;
  onSelect: (duplicateId: string | null) => void;
  onOpenSubject: (subject: SubjectRef) => void;
}

const NOTHING: readonly DuplicateItem[] = [];
const row = (item: DuplicateItem) => <PairRow key={item.key} item={item} />;

/** The pair after or before one, round the end; the first where none is chosen. */
export const stepFrom = (ids: readonly string[], id: string | null, by: 1 | -1): string | null => {
  const at = id === null ? -1 : ids.indexOf(id);
  return at === -1 ? ids[0] ?? null : ids[(at + by + ids.length) % ids.length] ?? null;
};

/** Who may be entered twice, two records at a time side by side, and what is made of it. */
export function DuplicatesPage({ person, selectedId, onSelect, onOpenSubject }: DuplicatesPageProps) {
  const { t } = useTranslation('duplicates');
  const { collections } = useLive('duplicates', { duplicateId: selectedId });
  const proposed = collections?.proposed ?? NOTHING;
  const open = collections?.open ?? NOTHING;
  const ids = useMemo(() => [...proposed, ...open].map(({ key }) => key), [proposed, open]);
  const first = ids[0] ?? null;
  const detail = collections?.detail[0];
  const [parting, setParting] = useState<MergedItem | null>(null);
  useEffect(() => {
    if (selectedId === null && first !== null) onSelect(first);
  }, [selectedId, first, onSelect]);
  useShortcut({ keys: 'j', label: t('key-next'), run: () => { onSelect(stepFrom(ids, selectedId, 1)); } });
  useShortcut({ keys: 'k', label: t('key-previous'), run: () => { onSelect(stepFrom(ids, selectedId, -1)); } });
  // Fixed before the answer takes the pair from the list.
  const following = ids.length > 1 ? stepFrom(ids, selectedId, 1) : null;
  if (collections === null) return <Skeleton lines={10} label={t('loading')} />;
  return (
    <>
      <ListPage
        title={t('title')} share="narrow"
        lists={(
          <>
            <ChoiceList title={t('proposed')} items={proposed} selectedId={selectedId} onSelect={onSelect} none={<p className={styles['muted']}>{t('proposed-none')}</p>}>{row}</ChoiceList>
            <ChoiceList title={t('open')} items={open} selectedId={selectedId} onSelect={onSelect} none={<EmptyState title={t('open-none')} advice={t('open-none-advice')} />}>{row}</ChoiceList>
            <MergedList items={collections.merged} onOpenSubject={onOpenSubject} onPart={setParting} />
          </>
        )}
        detail={detail === undefined
          ? <EmptyState title={selectedId === null ? t('select') : t('gone')} advice={selectedId === null ? t('select-advice') : t('gone-advice')} />
          : <Pair key={detail.duplicateId} detail={detail} person={person} onOpenSubject={onOpenSubject} onAnswered={() => { onSelect(following); }} />}
      />
      {parting === null ? null : <PartDialog key={parting.key} item={parting} onClose={() => { setParting(null); }} />}
    </>
  );
}

function MergedList({ items, onOpenSubject, onPart }: { items: readonly MergedItem[]; onOpenSubject: (subject: SubjectRef) => void; onPart: (item: MergedItem) => void }) {
  const { t } = useTranslation('duplicates');
  return (
    <ListSection title={t('merged')} count={items.length}>
      {items.length === 0 ? <p className={styles['muted']}>{t('merged-none')}</p> : (
        <ul className={styles['list']}>
          {items.map((item) => (
            <li key={item.key} className={styles['mergedRow']}>
              <Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: item.residentId }); }}><Sensitive>{t('merged-row', { name: item.name, other: item.otherName })}</Sensitive></Button>
              <p className={styles['muted']}>{t('merged-by', { name: item.byName, at: item.at })}</p>
              {item.mayPart ? <Button variant="secondary" size="small" aria-label={t('part-label', { name: item.name, other: item.otherName })} onPress={() => { onPart(item); }}>{t('part')}</Button> : null}
            </li>
          ))}
        </ul>
      )}
    </ListSection>
  );
}

function Pair({ detail, person, onOpenSubject, onAnswered }: { detail: DuplicateDetail; person: SignedInPerson; onOpenSubject: (subject: SubjectRef) => void; onAnswered: () => void }) {
  const { t } = useTranslation('duplicates');
  const { answered, proposal } = detail;
  return (
    <article className={styles['pair']} aria-labelledby="pair-title">
      <header>
        <h2 id="pair-title" className={styles['pairTitle']}><Sensitive>{t('pair', { name: detail.one.name, other: detail.other.name })}</Sensitive></h2>
        <p className={styles['muted']}>{t(detail.stands ? `found-${detail.foundBy}` : 'found-not', { at: detail.foundAt, percent: detail.likelihood })}</p>
        {answered === null ? null : <p className={styles['muted']}>{t(detail.status === 'later' ? 'answered-later' : detail.status === 'not-the-same' ? 'answered-not-same' : 'answered-other', { name: answered.name, at: answered.at })} {answered.reasons}</p>}
      </header>
      {proposal !== null ? <ProposalAnswer detail={detail} proposal={proposal} leads={person.role === 'approver'} onAnswered={onAnswered} />
        : detail.status !== 'merged' ? <PairAnswer detail={detail} onAnswered={onAnswered} /> : null}
      <section aria-label={t('evidence')}><EvidenceTable detail={detail} onOpenSubject={onOpenSubject} /></section>
    </article>
  );
}

function PairRow({ item }: { item: DuplicateItem }) {
  const { t, i18n } = useTranslation('duplicates');
  return (
    <ListRow id={item.key} textValue={t('pair', { name: item.name, other: item.otherName })}>
      <RowLine>
        <RowTitle><Sensitive>{item.name === item.otherName ? item.name : t('pair', { name: item.name, other: item.otherName })}</Sensitive></RowTitle>
        {item.likelihood === 0 ? null : <span className={styles['muted']}>{t('likely', { percent: item.likelihood })}</span>}
      </RowLine>
      <RowLine>
        {item.born === null ? null : <span className={styles['muted']}><Sensitive>{t('born', { date: calendarDateWords(item.born, i18n.language) })}</Sensitive></span>}
        {item.proposedByName === null ? null : <span className={styles['muted']}>{t('proposed-by', { name: item.proposedByName })}</span>}
        {item.mine ? <Badge tone="accent">{t('mine')}</Badge> : null}
        {item.status === 'later' ? <Badge>{t('later-badge')}</Badge> : null}
        {item.pending ? <Badge tone="warning">{t('sending')}</Badge> : null}
      </RowLine>
    </ListRow>
  );
}
